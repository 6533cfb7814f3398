// What happened, one line an event, for a terminal: sighted, opened, paged, acknowledged, resolved.
import { markedLine } from '../../shared/domain/look-alikes';
import type { LogEvent } from '../../shared/log/event';
import { tellEvent } from '../../shared/log/views/timeline';

/** Lines for the events that a person at a terminal wants to see; hostile text is made plain, restricted incidents tell kinds only. */
export function narrate(events: readonly LogEvent[], isRestricted: (incident: string) => boolean): string[] {
  return events
    .filter((e) => !QUIET.has(e.kind))
    .map((e) => {
      if (e.kind !== 'page.requested' && e.incident !== null && isRestricted(e.incident))
        return `Restricted incident: ${e.kind.replaceAll(/[.-]/g, ' ')}`;
      const { text, detail } = tellEvent(e);
      const words = e.kind === 'page.requested' ? `Page: ${e.data.title}` : text;
      return markedLine(`${words}${detail ? ` (${detail})` : ''}`, 200);
    });
}

const QUIET: ReadonlySet<LogEvent['kind']> = new Set(['write.requested', 'act.started', 'alert.changed', 'postmortem.edited']);
