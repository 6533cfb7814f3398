// Which desk of the team paged and which took an acknowledgement: said in the event, since others go by it when that desk is gone.
import type { Draft } from '../log/event';

/** `drafts` with the desk's name where the team needs it; events about no incident are the desk's own. */
export function stamped(drafts: readonly Draft[], desk: string | undefined): readonly Draft[] {
  if (desk === undefined) return drafts;
  return drafts.map((draft) => {
    if (draft.incident === null) return draft;
    switch (draft.kind) {
      case 'incident.acknowledged':
        return { ...draft, data: { ...draft.data, desk } };
      case 'page.requested':
        return { ...draft, data: { ...draft.data, desk } };
      case 'page.withheld':
        return { ...draft, data: { ...draft.data, desk } };
      default:
        return draft;
    }
  });
}
