// The timeline of one incident as far as it is known: where every entry stands, and the words of those that were looked at. Entries
// never change, so what was loaded stays.
import type { CallError, EngineArgs, EngineCall, EngineValues, Reply, TimelineEntry } from '../../../shared/contract';
import { type Mark, marksFrom } from './marks';

export type Ask = <C extends EngineCall>(call: C, args: EngineArgs<C>) => Promise<Reply<EngineValues[C]>>;

export interface TimelineState {
  /** By seq. Before the whole is known: those that came with the incident's detail. */
  readonly marks: readonly Mark[];
  readonly isWhole: boolean;
  readonly pinned: ReadonlySet<number>;
  readonly entries: ReadonlyMap<number, TimelineEntry>;
  readonly error: CallError | null;
}

const NOTHING: TimelineState = { marks: [], isWhole: false, pinned: new Set(), entries: new Map(), error: null };
const WORDS_AT_ONCE = 200;

export class TimelineModel {
  private current: TimelineState = NOTHING;
  private readonly id: string;
  private readonly ask: Ask;
  private readonly listeners = new Set<() => void>();
  private isOpening = false;
  private isStale = false;
  private isReading = false;
  private wanted: readonly number[] = [];

  constructor(id: string, ask: Ask) {
    this.id = id;
    this.ask = ask;
  }

  state = (): TimelineState => this.current;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Entries that came with something else; they need not be asked for. */
  seed(entries: readonly TimelineEntry[]): void {
    const known = new Map(this.current.entries);
    for (const entry of entries) known.set(entry.seq, entry);
    const marks = this.current.isWhole ? this.current.marks : entries.map(markOf);
    this.put({ entries: known, marks });
  }

  /** Asks for what came since the last answer; asked while one is on its way, it is asked once more after it. */
  async refresh(): Promise<void> {
    if (this.isOpening) {
      this.isStale = true;
      return;
    }
    this.isOpening = true;
    this.isStale = false;
    const { isWhole, marks } = this.current;
    const after = isWhole ? (marks.at(-1)?.seq ?? 0) : 0;
    const reply = await this.ask('open-timeline', { id: this.id, after });
    this.isOpening = false;
    if (!reply.ok) return this.put({ error: reply.error });
    const fresh = marksFrom(reply.value);
    const all = after === 0 ? fresh : fresh.length === 0 ? marks : [...marks, ...fresh];
    this.put({ marks: all, isWhole: true, pinned: new Set(reply.value.pinned), error: null });
    if (this.isStale) await this.refresh();
  }

  /** The words of these are looked at now: those not known are asked for, the last wish first. */
  want(seqs: readonly number[]): void {
    this.wanted = seqs.filter((seq) => !this.current.entries.has(seq)).slice(0, WORDS_AT_ONCE);
    if (!this.isReading && this.wanted.length > 0) void this.read();
  }

  private async read(): Promise<void> {
    const seqs = [...this.wanted];
    this.wanted = [];
    this.isReading = true;
    const reply = await this.ask('read-entries', { id: this.id, seqs });
    this.isReading = false;
    if (!reply.ok) return this.put({ error: reply.error });
    const known = new Map(this.current.entries);
    for (const entry of reply.value.entries) known.set(entry.seq, entry);
    this.put({ entries: known, error: null });
    this.want(this.wanted);
  }

  private put(change: Partial<TimelineState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

function markOf({ seq, at, happenedAt = at, kind, actor }: TimelineEntry): Mark {
  return { seq, at, happenedAt, kind, actor };
}
