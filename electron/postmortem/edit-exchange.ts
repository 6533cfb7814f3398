// Edits on their way to another desk and from one: gathered from the log by author, and taken in as a whole or not at all.
import type { Reply } from '../../shared/contract';
import type { TakenEdits } from '../../shared/contract/publish';
import type { IncidentRow } from '../../shared/domain/incident';
import { oneLine } from '../../shared/domain/plain-text';
import { isPostmortemEditable, type Postmortem } from '../../shared/domain/postmortem';
import { decideStart, draft, postmortemId } from '../../shared/log/decide/postmortem';
import type { Draft, LogEvent } from '../../shared/log/event';
import type { Log } from '../log/store';
import { refuseUpdate, type UpdateRefusal } from './check-update';
import type { DocStore } from './doc-store';
import type { EditsBody, WrittenEdit } from './edits-file';
import { LiveDoc } from './live-doc';
import type { VersionKeeper } from './version-keeper';

export interface EditExchangeDeps {
  readonly log: Pick<Log, 'ofKindsAfter' | 'postmortems'>;
  readonly docs: DocStore;
  readonly versions: VersionKeeper;
  readonly person: () => string;
  readonly commit: (incident: string, drafts: readonly Draft[]) => readonly LogEvent[];
}

export interface TakeIn {
  readonly body: EditsBody;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Two texts that were begun apart become one, with all of both. */
  readonly evenApart: boolean;
  /** Makes the files that came along durable; what they are as events. */
  readonly keepFiles: () => readonly Draft[];
}

/** Edits of one author that become one, so that a slice of work stays short. */
const AT_ONCE = 500;

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const refused = (what: string, remedy: string): Reply<never> => ({ ok: false, error: { kind: 'refused', what, remedy } });

export class EditExchange {
  private readonly deps: EditExchangeDeps;

  constructor(deps: EditExchangeDeps) {
    this.deps = deps;
  }

  /** All edits in the order of the log; those that one author wrote in a row are one. */
  async gather(incident: string): Promise<WrittenEdit[]> {
    const doc = new LiveDoc();
    const edits: WrittenEdit[] = [];
    let run: { by: string; at: number; updates: Uint8Array[] } | null = null;
    const close = async (): Promise<void> => {
      const update = run && doc.loadAsOne(run.updates);
      if (run && update) edits.push({ by: run.by, at: run.at, update: Buffer.from(update).toString('base64') });
      run = null;
      await new Promise<void>((resolve) => setImmediate(resolve));
    };
    for (const batch of this.deps.log.ofKindsAfter(incident, ['postmortem.edited'], 0))
      for (const e of batch) {
        if (e.kind !== 'postmortem.edited') continue;
        const by = oneLine(e.data.by, 120) || 'somebody';
        if (run !== null && (run.by !== by || run.updates.length >= AT_ONCE)) await close();
        run ??= { by, at: 0, updates: [] };
        run.at = e.data.writtenAt ?? e.at;
        run.updates.push(bytesOf(e.data.update));
      }
    await close();
    doc.end();
    return edits;
  }

  /** `row`: the incident that the edits belong to. Its postmortem is started where it has none. */
  async takeIn(row: IncidentRow, ask: TakeIn): Promise<Reply<TakenEdits>> {
    const { edits, desk } = ask.body;
    const bad = edits.map(({ update }) => refuseUpdate(bytesOf(update))).find((refusal) => refusal !== null);
    if (bad) return damaged(bad);
    return this.deps.docs.with(row.id, (doc) => {
      const known = this.deps.log.postmortems.get(row.id)?.postmortem ?? null;
      if (known && !isPostmortemEditable(known.status))
        return refused(`The postmortem is ${known.status}: its text stands.`, 'Move it back to draft, then take the edits in.');
      const started = known ? [] : decideStart(row, null, { template: ask.body.template, update: null, by: this.deps.person() });
      if ('why' in started) return refused(started.why, started.remedy);
      const isApart = edits.length > 0 && !edits.some(({ update }) => doc.isKin(bytesOf(update)));
      if (isApart && !ask.evenApart) return { ok: true, value: { kind: 'apart', desk, authors: authorsOf(edits) } };
      const kept = known ? this.versions(known, doc, desk) : [];
      const fresh = this.put(row.id, doc, edits);
      if ('kind' in fresh) return damaged(fresh);
      const authors = authorsOf(fresh);
      if (fresh.length > 0 || !known) this.write(row.id, ask, [...started, ...kept, ...this.drafts(row.id, fresh)], authors);
      return { ok: true, value: { kind: 'taken', isNew: fresh.length > 0, desk, authors } };
    });
  }

  /** What was new in the edits; a refusal leaves the document as the log has it. */
  private put(incident: string, doc: LiveDoc, edits: readonly WrittenEdit[]): WrittenEdit[] | UpdateRefusal {
    const fresh: WrittenEdit[] = [];
    for (const { by, at, update } of edits) {
      const taken = doc.take(bytesOf(update));
      if (!taken.ok) {
        this.deps.docs.drop(incident);
        return taken.refusal;
      }
      if (taken.update) fresh.push({ by, at, update: Buffer.from(taken.update).toString('base64') });
    }
    return fresh;
  }

  private drafts(incident: string, edits: readonly WrittenEdit[]): Draft[] {
    const postmortem = postmortemId(incident);
    return edits.map(({ by, at, update }) =>
      draft(incident, this.deps.person(), 'postmortem.edited', { postmortem, update, by, writtenAt: at }),
    );
  }

  private versions(known: Postmortem, doc: LiveDoc, desk: string): Draft[] {
    const name = `Before edits of “${oneLine(desk, 60)}” were taken in`;
    return this.deps.versions.drafts(known, doc.toString(), 'before-taking-in', name);
  }

  private write(incident: string, { body, sha256, keepFiles }: TakeIn, drafts: readonly Draft[], authors: string[]): void {
    const by = this.deps.person();
    const data = { postmortem: postmortemId(incident), desk: body.desk, authors, file: sha256, by };
    try {
      this.deps.commit(incident, [...drafts, ...keepFiles(), draft(incident, by, 'postmortem.taken-in', data)]);
    } catch (error) {
      this.deps.docs.drop(incident);
      throw error;
    }
  }
}

function authorsOf(edits: readonly WrittenEdit[]): string[] {
  return [...new Set(edits.map(({ by }) => oneLine(by, 120)))];
}

function damaged({ kind }: UpdateRefusal): Reply<never> {
  const what = {
    'too-big': 'The text would become too long with the edits in this file.',
    unreadable: 'An edit in this file can’t be read.',
    'not-text': 'An edit in this file holds more than text.',
    'too-early': 'An edit in this file builds on one that is not in it.',
  }[kind];
  return refused(`${what} Nothing was taken in.`, 'Save the edits again on the other desk.');
}
