// Takes in what the team wrote: opened, checked, and given to the desk in one transaction a batch. What can't be opened yet waits in the
// log's file; what never can is counted and told.

import { arrived, type EventBatch } from '../../shared/team/wire';
import type { ForeignEvent } from '../log/foreign-events';
import type { ParkedMessage, ParkedMessages } from '../log/parked-messages';
import type { Delivered, Opened, TeamSeal } from './seams';

export interface ReceiverDeps {
  readonly space: string;
  readonly seal: TeamSeal;
  readonly parked: ParkedMessages;
  /** Makes them part of the log. Throws when the disk refuses. */
  readonly takeIn: (events: readonly ForeignEvent[]) => void;
  /** What another desk may have written about an incident; anything else is left out, with why. */
  readonly check: (batch: EventBatch) => { readonly events: EventBatch['events']; readonly wrong: readonly string[] };
  readonly now: () => number;
  readonly journal: (line: string) => void;
}

/** A clock that is further ahead than this is wrong: its events wait until it is not any more. */
const MOST_AHEAD_MS = 600_000;
const RETRIED_AT_ONCE = 200;
/** These may be opened later. */
const WAITS: ReadonlySet<string> = new Set(['not-for-us', 'unknown-desk', 'too-new']);

export class TeamReceiver {
  private readonly deps: ReceiverDeps;
  /** Messages that were refused for good since the start. */
  refused = 0;

  constructor(deps: ReceiverDeps) {
    this.deps = deps;
  }

  /** Resolves once everything in it is in the log or parked. */
  async take(messages: readonly Delivered[]): Promise<void> {
    const waiting = await this.takeWhatOpens(messages);
    if (waiting.length > 0) this.deps.parked.park(this.deps.space, waiting);
  }

  /** Takes in what opens now and resolves with that; the rest is left to the stream, which brings it again. */
  async hear(messages: readonly Delivered[]): Promise<Delivered[]> {
    const events: ForeignEvent[] = [];
    const inLog: Delivered[] = [];
    for (const message of messages) {
      const opened = await this.deps.seal.open(message);
      if (opened.ok && this.collect(opened, events) === null) inLog.push(message);
    }
    if (events.length > 0) this.deps.takeIn(events);
    return inLog;
  }

  /** Tries again what waited. */
  async retry(): Promise<void> {
    const { parked, space } = this.deps;
    for (let after = 0; ; ) {
      const page = parked.of(space, after, RETRIED_AT_ONCE);
      const last = page.at(-1);
      if (!last) return;
      const waiting = new Set((await this.takeWhatOpens(page)).map(({ position }) => position));
      const over = page.filter(({ position }) => !waiting.has(position)).map(({ position }) => position);
      if (over.length > 0) parked.forget(space, over);
      after = last.position;
    }
  }

  private async takeWhatOpens(messages: readonly Delivered[]): Promise<ParkedMessage[]> {
    const waiting: ParkedMessage[] = [];
    const events: ForeignEvent[] = [];
    for (const message of messages) {
      const opened = await this.deps.seal.open(message);
      const why = opened.ok ? this.collect(opened, events) : this.refuse(opened);
      if (why !== null) waiting.push({ ...message, why });
    }
    if (events.length > 0) this.deps.takeIn(events);
    return waiting;
  }

  /** Why it waits; null: it does not. */
  private refuse(opened: Extract<Opened, { ok: false }>): string | null {
    if (WAITS.has(opened.kind)) return opened.why;
    this.refused++;
    this.deps.journal(`a message of the team was refused (${opened.kind}): ${opened.why}`);
    return null;
  }

  private collect({ batch, proof }: Extract<Opened, { ok: true }>, into: ForeignEvent[]): string | null {
    if (batch.desk === this.deps.seal.desk) return null;
    const latest = Math.max(...batch.events.map(({ hlc }) => Number.parseInt(hlc.slice(0, 12), 16)));
    if (latest > this.deps.now() + MOST_AHEAD_MS) return AHEAD;
    const { events, wrong } = this.deps.check(batch);
    for (const why of wrong) this.deps.journal(`an event of the team was left out: ${why}`);
    this.refused += wrong.length;
    for (const event of events) into.push({ desk: batch.desk, deskSeq: event.seq, event: arrived(batch, event), proof });
    return null;
  }
}

const AHEAD = 'the clock of its desk is more than ten minutes ahead';
