// Writes postmortems: every change is judged, put into the document, committed, and only then answered. What the log does not take is
// taken back from the document.
import type { Reply } from '../../shared/contract';
import type { OpenedPostmortem, PostmortemPush } from '../../shared/contract/postmortem';
import type { IncidentRow } from '../../shared/domain/incident';
import { isPostmortemEditable, type Postmortem, type PostmortemVersion } from '../../shared/domain/postmortem';
import { decideStart, draft, type Judged } from '../../shared/log/decide/postmortem';
import type { Draft, LogEvent, OfKind } from '../../shared/log/event';
import { versionOf } from '../../shared/log/views/postmortem-comments';
import { inOrder } from '../../shared/team/order';
import type { Log } from '../log/store';
import { AppEdits } from './app-edits';
import { DocStore } from './doc-store';
import { EditExchange } from './edit-exchange';
import { firstUpdate, type LiveDoc } from './live-doc';
import { VersionKeeper } from './version-keeper';

export interface PostmortemDeskDeps {
  readonly log: Pick<Log, 'ofKindsAfter' | 'ofKinds' | 'newestOf' | 'postmortems' | 'row'>;
  readonly now: () => number;
  readonly newId: () => string;
  /** Name of the person at this desk. */
  readonly person: () => string;
  /** Commits, and returns what became events; throws when the log can't be written. */
  readonly commit: (drafts: readonly Draft[]) => readonly LogEvent[];
  readonly attempt: (write: () => void) => void;
  readonly push: (message: PostmortemPush) => void;
}

export function refused<T>(what: string, remedy = ''): Reply<T> {
  return { ok: false, error: { kind: 'refused', what, remedy } };
}

const done = <T>(value: T): Reply<T> => ({ ok: true, value });
const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export class PostmortemDesk {
  readonly docs: DocStore;
  readonly versions: VersionKeeper;
  readonly appEdits: AppEdits;
  readonly exchange: EditExchange;
  private readonly deps: PostmortemDeskDeps;

  constructor(deps: PostmortemDeskDeps) {
    this.deps = deps;
    this.docs = new DocStore(deps);
    this.appEdits = new AppEdits({ ...deps, docs: this.docs });
    const commit = (incident: string, drafts: readonly Draft[]): readonly LogEvent[] => this.commit(incident, drafts);
    this.versions = new VersionKeeper({ ...deps, docs: this.docs, commit });
    this.exchange = new EditExchange({ ...deps, docs: this.docs, versions: this.versions, commit });
  }

  /** `row` undefined: there is no such incident. */
  start(row: IncidentRow | undefined, incident: string, template: string, text: string): Promise<Reply<{ postmortem: string }>> {
    return this.docs.with(incident, (doc) => {
      const known = this.found(incident);
      const first = firstUpdate(incident, text);
      const judged = decideStart(row, known, { template, update: text === '' ? null : toBase64(first), by: this.deps.person() });
      if ('why' in judged) return refused(judged.why, judged.remedy);
      const taken = doc.take(first);
      if (!taken.ok) return this.refuse(incident, taken.refusal, taken.isSpoilt);
      this.commit(incident, judged);
      return done({ postmortem: this.found(incident)?.postmortem ?? '' });
    });
  }

  async open(incident: string, known: string | null): Promise<Reply<OpenedPostmortem>> {
    if (!this.found(incident)) return this.missing();
    return this.docs.with(incident, (doc) => {
      const postmortem = this.found(incident);
      if (!postmortem) return this.missing();
      const update = sinceOf(doc, known);
      if (update === null)
        return refused('What this window knows of the document can’t be read.', 'Close the postmortem and open it again.');
      return done({ postmortem, update: toBase64(update), known: toBase64(doc.stateVector()) });
    });
  }

  /** What a person writes here: refused once the text is approved. */
  edit(incident: string, update: string): Promise<Reply<{ seq: number | null }>> {
    const status = this.found(incident)?.status;
    if (status !== undefined && !isPostmortemEditable(status))
      return Promise.resolve(refused(`The postmortem is ${status}: its text stands.`, 'Move it back to draft to change it.'));
    return this.take(incident, fromBase64(update));
  }

  /** What was written elsewhere: in whatever order and however often it comes, nothing is lost and nothing doubled. */
  async import(incident: string, updates: readonly string[]): Promise<Reply<{ taken: number }>> {
    let taken = 0;
    for (const update of updates) {
      const reply = await this.take(incident, fromBase64(update));
      if (!reply.ok) return reply;
      if (reply.value.seq !== null) taken += 1;
    }
    return done({ taken });
  }

  private async take(incident: string, update: Uint8Array): Promise<Reply<{ seq: number | null }>> {
    if (!this.found(incident)) return this.missing();
    return this.docs.with(incident, (doc) => {
      const postmortem = this.found(incident);
      if (!postmortem) return this.missing();
      const taken = doc.take(update);
      if (!taken.ok) return this.refuse(incident, taken.refusal, taken.isSpoilt);
      if (taken.update === null) return done({ seq: null });
      const events = this.commit(incident, [this.edited(postmortem, taken.update)]);
      return done({ seq: events.find((e) => e.kind === 'postmortem.edited')?.seq ?? null });
    });
  }

  /** Newest first. */
  listVersions(incident: string): Reply<{ versions: readonly PostmortemVersion[] }> {
    if (!this.found(incident)) return this.missing();
    return done({ versions: this.versionEvents(incident).map(versionOf).reverse() });
  }

  readVersion(incident: string, version: string): Reply<{ version: PostmortemVersion; text: string }> {
    const event = this.versionEvents(incident).find((e) => e.data.version === version);
    return event ? done({ version: versionOf(event), text: event.data.text }) : refused('There is no such version.');
  }

  async restore(incident: string, version: string): Promise<Reply<{ isChanged: boolean }>> {
    const event = this.versionEvents(incident).find((e) => e.data.version === version);
    const status = this.found(incident)?.status;
    if (!event || status === undefined) return refused('There is no such version.');
    if (!isPostmortemEditable(status)) return refused(`The postmortem is ${status}: its text stands.`, 'Move it back to draft first.');
    return this.docs.with(incident, (doc) => {
      const postmortem = this.found(incident);
      if (!postmortem) return this.missing();
      const kept = this.versions.drafts(postmortem, doc.toString(), 'before-restore', 'Before a restore');
      const update = doc.become(event.data.text);
      if (update === null) return done({ isChanged: false });
      const by = this.deps.person();
      const data = { postmortem: postmortem.postmortem, version, name: event.data.name || new Date(event.at).toISOString(), by };
      this.commit(incident, [...kept, this.edited(postmortem, update), draft(incident, by, 'postmortem.restored', data)]);
      return done({ isChanged: true });
    });
  }

  /** `judge` is asked with the postmortem and its text; what it drafts is committed, after a version where the text has changed. */
  act(
    incident: string,
    judge: (postmortem: Postmortem, text: string) => Judged,
    version: string,
  ): Promise<Reply<{ postmortem: Postmortem }>> {
    return this.docs.with(incident, (doc) => {
      const postmortem = this.found(incident);
      if (!postmortem) return this.missing();
      const text = doc.toString();
      const judged = judge(postmortem, text);
      if ('why' in judged) return refused(judged.why, judged.remedy);
      this.commit(incident, [...this.versions.drafts(postmortem, text, 'before-move', version), ...judged]);
      return done({ postmortem: this.found(incident) ?? postmortem });
    });
  }

  /** Where it stands; null: none was started. */
  found(incident: string): Postmortem | null {
    return this.deps.log.postmortems.get(incident)?.postmortem ?? null;
  }

  missing<T>(): Reply<T> {
    return refused('No postmortem was started for this incident.', 'Start it first.');
  }

  private versionEvents(incident: string): OfKind<LogEvent, 'postmortem.versioned'>[] {
    return inOrder(this.deps.log.ofKinds(incident, ['postmortem.versioned'])).filter((e) => e.kind === 'postmortem.versioned');
  }

  private edited({ incident, postmortem }: Postmortem, update: Uint8Array): Draft {
    const by = this.deps.person();
    return draft(incident, by, 'postmortem.edited', { postmortem, update: toBase64(update), by });
  }

  /** What does not reach the log leaves the document too. */
  private commit(incident: string, drafts: readonly Draft[]): readonly LogEvent[] {
    let events: readonly LogEvent[];
    try {
      events = this.deps.commit(drafts);
    } catch (error) {
      this.docs.drop(incident);
      throw error;
    }
    this.docs.committed(incident, events);
    for (const e of events)
      if (e.kind === 'postmortem.edited') this.deps.push({ push: 'postmortem-edited', incident, update: e.data.update, by: e.data.by });
    return events;
  }

  private refuse<T>(incident: string, { what, remedy }: { what: string; remedy: string }, isSpoilt: boolean): Reply<T> {
    if (isSpoilt) this.docs.drop(incident);
    return refused(what, remedy);
  }
}

function sinceOf(doc: LiveDoc, known: string | null): Uint8Array | null {
  try {
    return doc.since(known === null ? null : fromBase64(known));
  } catch {
    return null;
  }
}
