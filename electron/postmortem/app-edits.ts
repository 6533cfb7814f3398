// Edits of a postmortem that the app makes itself, such as the state of an action in its line. They are planned beside the document and
// go into it only when the log has taken them.
import type { PostmortemPush } from '../../shared/contract/postmortem';
import { draft } from '../../shared/log/decide/postmortem';
import type { Draft, LogEvent } from '../../shared/log/event';
import type { TextEdit } from '../../shared/postmortem/action-lines';
import type { Log } from '../log/store';
import type { DocStore } from './doc-store';
import type { TextChange } from './text-change';

export interface AppEditsDeps {
  readonly docs: DocStore;
  readonly log: Pick<Log, 'postmortems'>;
  readonly push: (message: PostmortemPush) => void;
}

export class AppEdits {
  private readonly deps: AppEditsDeps;
  /** Updates (base64) that were planned and may be on their way into the log. */
  private planned = new Set<string>();

  constructor(deps: AppEditsDeps) {
    this.deps = deps;
  }

  /** Null: the incident has no postmortem. */
  readText(incident: string): string | null {
    return this.deps.log.postmortems.get(incident)?.postmortem ? this.deps.docs.now(incident).toString() : null;
  }

  /** The event that makes these edits; `edits` all mean the text of now. */
  drafts(incident: string, edits: readonly TextEdit[], by: string): readonly Draft[] {
    const postmortem = this.deps.log.postmortems.get(incident)?.postmortem;
    if (!postmortem) return [];
    const doc = this.deps.docs.now(incident);
    const update = doc.updateOf(smallestChanges(doc.toString(), edits));
    if (update === null) return [];
    const base64 = Buffer.from(update).toString('base64');
    this.planned.add(base64);
    return [draft(incident, by, 'postmortem.edited', { postmortem: postmortem.postmortem, update: base64, by })];
  }

  /** Takes its own edits and those of other desks into their documents; returns the events of people here. */
  onCommit(events: readonly LogEvent[]): LogEvent[] {
    const others: LogEvent[] = [];
    for (const e of events) {
      const isFollowed = e.kind === 'postmortem.edited' && (e.isForeign || this.planned.has(e.data.update));
      if (!isFollowed || e.incident === null) {
        others.push(e);
        continue;
      }
      this.deps.docs.follow(e.incident, e);
      this.deps.push({ push: 'postmortem-edited', incident: e.incident, update: e.data.update, by: e.data.by });
    }
    if (others.length < events.length) this.planned = new Set();
    return others;
  }
}

/** From the end of the text to its beginning; what an edit leaves as it is stays in place, with its comments and cursors. */
function smallestChanges(text: string, edits: readonly TextEdit[]): TextChange[] {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .map(({ from, to, insert }) => {
      const old = text.slice(from, to);
      let head = 0;
      while (head < old.length && head < insert.length && old[head] === insert[head]) head++;
      let tail = 0;
      const most = Math.min(old.length, insert.length) - head;
      while (tail < most && old[old.length - 1 - tail] === insert[insert.length - 1 - tail]) tail++;
      return { at: from + head, remove: old.length - head - tail, insert: insert.slice(head, insert.length - tail) };
    });
}
