// The texts of postmortems as action items need them: read without waiting, and changed by edits that others commit.
import { draft } from '../../shared/log/decide/postmortem';
import type { Draft } from '../../shared/log/event';
import type { TextEdit } from '../../shared/postmortem/action-lines';
import type { Log } from '../log/store';
import type { DocStore } from './doc-store';

export interface ActionTextsDeps {
  readonly log: Pick<Log, 'postmortems'>;
  readonly docs: DocStore;
}

export class ActionTexts {
  private readonly deps: ActionTextsDeps;

  constructor(deps: ActionTextsDeps) {
    this.deps = deps;
  }

  /** Null: no postmortem was started. */
  readText(incident: string): string | null {
    return this.isStarted(incident) ? this.deps.docs.now(incident).toString() : null;
  }

  /** The documents take these edits in when they are committed. */
  editDrafts(incident: string, edits: readonly TextEdit[], by: string): readonly Draft[] {
    const postmortem = this.deps.log.postmortems.get(incident)?.postmortem ?? null;
    const update = postmortem && this.deps.docs.now(incident).wouldBe(edits);
    if (!postmortem || !update) return [];
    const data = { postmortem: postmortem.postmortem, update: Buffer.from(update).toString('base64'), by };
    return [draft(incident, by, 'postmortem.edited', data)];
  }

  private isStarted(incident: string): boolean {
    return (this.deps.log.postmortems.get(incident)?.postmortem ?? null) !== null;
  }
}
