// Documents of postmortems, loaded from the log when somebody asks for one: the compacted state first, then the edits after it. What
// lies in the table is only a shortcut; the events alone are enough.
import type { LogEvent } from '../../shared/log/event';
import type { Log } from '../log/store';
import { LiveDoc } from './live-doc';

/** Edits after which the compacted state is written anew: reading so many costs nothing that a person feels. */
const COMPACT_AFTER = 500;
/** Documents kept in memory, the last used last. */
const KEPT = 4;
/** Edits that are put in before other work gets its turn. */
const AT_ONCE_MS = 12;

export interface DocStoreDeps {
  readonly log: Pick<Log, 'ofKindsAfter' | 'postmortems'>;
  /** Runs a write that nobody waits for; a refusal of the disk ends it quietly. */
  readonly attempt: (write: () => void) => void;
}

interface Kept {
  readonly doc: LiveDoc;
  /** seq of the last edit in it. */
  upto: number;
  /** Edits since the compacted state. */
  loose: number;
}

export class DocStore {
  private readonly deps: DocStoreDeps;
  private readonly docs = new Map<string, Kept>();
  private readonly loading = new Map<string, Promise<Kept>>();

  constructor(deps: DocStoreDeps) {
    this.deps = deps;
  }

  /** Gives `use` the document of an incident as the log has it (an empty one where there is none); nothing comes between while it runs. */
  async with<T>(incident: string, use: (doc: LiveDoc) => T): Promise<T> {
    for (;;) {
      const kept = await this.kept(incident);
      if (this.docs.get(incident) === kept) return use(kept.doc);
    }
  }

  /** The document at once, for work that can't wait; a long one holds up everything else while it is read. */
  now(incident: string): LiveDoc {
    const known = this.docs.get(incident);
    if (known) return known.doc;
    const kept = this.fromState(incident);
    for (const batch of this.deps.log.ofKindsAfter(incident, ['postmortem.edited'], kept.upto)) {
      kept.doc.load(batch.map(updateOf));
      kept.upto = batch.at(-1)?.seq ?? kept.upto;
      kept.loose += batch.length;
    }
    this.docs.set(incident, kept);
    return kept.doc;
  }

  /** An edit that did not come by a document is put in, after it was committed. */
  follow(incident: string, event: LogEvent): void {
    this.docs.get(incident)?.doc.load([updateOf(event)]);
    this.committed(incident, [event]);
  }

  /** An edit of this document was committed: it is in the log from now on. */
  committed(incident: string, events: readonly LogEvent[]): void {
    const kept = this.docs.get(incident);
    if (!kept) return;
    for (const e of events) {
      if (e.kind !== 'postmortem.edited' || e.incident !== incident) continue;
      kept.upto = e.seq;
      kept.loose += 1;
    }
    if (kept.loose >= COMPACT_AFTER) this.compact(incident, kept);
  }

  /** The document may differ from the log: it is read again the next time. */
  drop(incident: string): void {
    this.docs.get(incident)?.doc.end();
    this.docs.delete(incident);
  }

  /** Writes down what is in memory in short; for the end, and for moments when nothing else is to do. */
  compactAll(): void {
    for (const [incident, kept] of this.docs) if (kept.loose > 0) this.compact(incident, kept);
  }

  private async kept(incident: string): Promise<Kept> {
    const known = this.docs.get(incident);
    if (known) {
      this.docs.delete(incident);
      this.docs.set(incident, known);
      return known;
    }
    let loading = this.loading.get(incident);
    if (!loading) {
      loading = this.load(incident).finally(() => this.loading.delete(incident));
      this.loading.set(incident, loading);
    }
    return loading;
  }

  private async load(incident: string): Promise<Kept> {
    const kept = this.fromState(incident);
    const from = kept.upto;
    const edits = this.deps.log.ofKindsAfter(incident, ['postmortem.edited'], from);
    for (const batch of edits) {
      for (let i = 0; i < batch.length; ) {
        const until = performance.now() + AT_ONCE_MS;
        const updates: Uint8Array[] = [];
        do updates.push(updateOf(batch[i++] as LogEvent));
        while (i < batch.length && performance.now() < until && updates.length < COMPACT_AFTER);
        kept.doc.load(updates);
        if (performance.now() >= until) await new Promise<void>((resolve) => setImmediate(resolve));
      }
      kept.upto = batch.at(-1)?.seq ?? kept.upto;
      kept.loose += batch.length;
    }
    const other = this.docs.get(incident);
    if (other) {
      kept.doc.end();
      return other;
    }
    this.docs.set(incident, kept);
    if (kept.loose >= COMPACT_AFTER) this.compact(incident, kept);
    for (const old of [...this.docs.keys()].slice(0, Math.max(0, this.docs.size - KEPT))) this.release(old);
    return kept;
  }

  /** A state that can't be read is as good as none. */
  private fromState(incident: string): Kept {
    const compacted = this.deps.log.postmortems.state(incident);
    const doc = new LiveDoc();
    if (compacted === undefined) return { doc, upto: 0, loose: 0 };
    try {
      doc.load([compacted.state]);
      return { doc, upto: compacted.upto, loose: 0 };
    } catch {
      doc.end();
      return { doc: new LiveDoc(), upto: 0, loose: 0 };
    }
  }

  private release(incident: string): void {
    const kept = this.docs.get(incident);
    if (kept && kept.loose > 0) this.compact(incident, kept);
    this.drop(incident);
  }

  private compact(incident: string, kept: Kept): void {
    this.deps.attempt(() => {
      this.deps.log.postmortems.keepState(incident, { upto: kept.upto, state: kept.doc.since(null) });
      kept.loose = 0;
    });
  }
}

function updateOf(event: LogEvent): Uint8Array {
  return event.kind === 'postmortem.edited' ? Buffer.from(event.data.update, 'base64') : new Uint8Array([0, 0]);
}
