// Gives drafts their place in the log. What a seal hands out becomes real only when it is appended, so that whoever
// decides can compute rows from sealed events first and commit both together.
import type Database from 'libsql';
import { type Draft, EVENT_VERSION, type LogEvent } from '../../shared/log/event';
import { DESK_CHAIN, hashEvent } from './chain';
import { type Body, encodeBody } from './event-body';
import { HybridClock } from './hybrid-clock';
import type { LogHead } from './log';
import { UlidMaker } from './ulid';

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
  readonly events: number;
}

export interface SealedEvent {
  readonly event: LogEvent;
  readonly body: Body;
}

const NO_HEAD: ChainHead = { seq: 0, hash: '', events: 0 };

export class Sealer {
  private readonly clock: HybridClock;
  private readonly ulids: UlidMaker;
  private readonly findHead: Database.Statement;
  private readonly device: string;
  private head: LogHead;
  private pending: SealedEvent[] = [];
  private pendingHeads = new Map<string, ChainHead>();

  /** `head` is the last event in the file: clock, ids and numbers go on from there. */
  constructor(db: Database.Database, head: LogHead, device: string) {
    this.head = head;
    this.device = device;
    this.clock = new HybridClock(head.hlc);
    this.ulids = new UlidMaker(head.id);
    this.findHead = db.prepare('SELECT seq, lower(hex(hash)) AS hash, events FROM heads WHERE incident = ?');
  }

  /** Heads of the chains that the sealed events lead to, by chain name. */
  get heads(): ReadonlyMap<string, ChainHead> {
    return this.pendingHeads;
  }

  get last(): LogHead {
    return this.head;
  }

  seal(drafts: readonly Draft[], now: number): LogEvent[] {
    const sealed = drafts.map((draft) => this.sealOne(draft, now));
    return sealed.map((s) => s.event);
  }

  /** What was sealed, if `events` is exactly that; anything else is a bug. */
  take(events: readonly LogEvent[]): readonly SealedEvent[] {
    const sealed = this.pending;
    if (sealed.length === events.length && sealed.every((s, i) => s.event === events[i])) return sealed;
    this.discard();
    throw new Error('only what was sealed can be appended: all of it, unchanged and in order');
  }

  committed(): void {
    const last = this.pending.at(-1)?.event;
    if (last) this.head = { seq: last.seq, id: last.id, hlc: last.hlc };
    this.discard();
  }

  discard(): void {
    this.pending = [];
    this.pendingHeads = new Map();
  }

  private sealOne(draft: Draft, now: number): SealedEvent {
    const chain = draft.incident ?? DESK_CHAIN;
    const before = this.pendingHeads.get(chain) ?? (this.findHead.get(chain) as ChainHead | undefined) ?? NO_HEAD;
    const { at, hlc } = this.clock.tick(now);
    const event: LogEvent = {
      ...draft,
      seq: this.head.seq + this.pending.length + 1,
      id: this.ulids.next(at),
      hlc,
      device: this.device,
      v: EVENT_VERSION[draft.kind] ?? 1,
      prev: before.hash,
      at,
    };
    const body = encodeBody(draft);
    this.pendingHeads.set(chain, { seq: event.seq, hash: hashEvent(event, body.text), events: before.events + 1 });
    const sealed = { event, body };
    this.pending.push(sealed);
    return sealed;
  }
}
