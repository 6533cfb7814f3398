// Gives drafts their place in the log. What a seal hands out becomes real only when it is appended, so that whoever
// decides can compute rows from sealed events first and commit both together.
import type Database from 'libsql';
import { type Draft, EVENT_VERSION, type LogEvent } from '../../shared/log/event';
import { DESK_CHAIN, hashEvent } from './chain';
import { encodeBody } from './event-body';
import type { ForeignEvent } from './foreign-events';
import { HybridClock } from './hybrid-clock';
import type { LogHead } from './log';
import type { Prepared } from './prepare';
import type { Preparer } from './preparer';
import { UlidMaker } from './ulid';

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
  readonly events: number;
}

export interface SealedEvent {
  readonly event: LogEvent;
  /** Of an event that another desk wrote. */
  readonly foreign?: ForeignEvent;
  /** May wait for a thread; asked once, by the writer. */
  readonly prepared: () => Prepared;
}

/** An event without its place on this desk. */
type Written = Draft & Pick<LogEvent, 'id' | 'hlc' | 'device' | 'v' | 'at' | 'isForeign'>;

const NO_HEADS: ReadonlyMap<string, ChainHead> = new Map();
const NO_HEAD: ChainHead = { seq: 0, hash: '', events: 0 };

export class Sealer {
  private readonly clock: HybridClock;
  private readonly ulids: UlidMaker;
  private readonly findHeads: Database.Statement;
  private readonly device: string;
  private readonly preparer: Preparer;
  private head: LogHead;
  private pending: SealedEvent[] = [];
  private pendingHeads = new Map<string, ChainHead>();

  /** `head` is the last event in the file: ids and numbers go on from there. `clock`: the highest one received from another desk, or ''. */
  constructor(db: Database.Database, head: LogHead, clock: string, device: string, preparer: Preparer) {
    this.head = head;
    this.device = device;
    this.preparer = preparer;
    this.clock = new HybridClock(head.hlc > clock ? head.hlc : clock);
    this.ulids = new UlidMaker(head.id);
    this.findHeads = db.prepare(
      'SELECT incident, seq, lower(hex(hash)) AS hash, events FROM heads WHERE incident IN (SELECT value FROM json_each(?))',
    );
  }

  /** Heads of the chains that the sealed events lead to, by chain name. */
  get heads(): ReadonlyMap<string, ChainHead> {
    return this.pendingHeads;
  }

  get last(): LogHead {
    return this.head;
  }

  seal(drafts: readonly Draft[], now: number): LogEvent[] {
    this.preparer.begin(drafts);
    const heads = this.headsOf(drafts);
    const sealed = drafts.map((draft) => this.sealOne(draft, now, heads));
    this.preparer.flush();
    return sealed.map((s) => s.event);
  }

  /** Gives events of other desks their place here; their ids, clocks and devices stay. */
  admit(foreign: readonly ForeignEvent[]): LogEvent[] {
    const drafts = foreign.map(({ event }) => event as LogEvent);
    this.preparer.begin(drafts);
    const heads = this.headsOf(drafts);
    const sealed = foreign.map((one) => {
      this.clock.receive(one.event.hlc);
      return this.place({ ...(one.event as LogEvent), isForeign: true }, heads, one);
    });
    this.preparer.flush();
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
    this.preparer.end();
  }

  /** Heads in the file of all chains that the drafts go on, in one question. */
  private headsOf(drafts: readonly Draft[]): ReadonlyMap<string, ChainHead> {
    if (drafts.length === 0) return NO_HEADS;
    const chains = new Set(drafts.map(chainOf));
    const rows = this.findHeads.all(JSON.stringify([...chains])) as (ChainHead & { readonly incident: string })[];
    return new Map(rows.map(({ incident, ...head }) => [incident, head]));
  }

  private sealOne(draft: Draft, now: number, heads: ReadonlyMap<string, ChainHead>): SealedEvent {
    const { at, hlc } = this.clock.tick(now);
    const written = { id: this.ulids.next(at), hlc, device: this.device, v: EVENT_VERSION[draft.kind] ?? 1, at };
    return this.place({ ...draft, ...written }, heads);
  }

  private place(written: Written, heads: ReadonlyMap<string, ChainHead>, foreign?: ForeignEvent): SealedEvent {
    const chain = chainOf(written);
    const before = this.pendingHeads.get(chain) ?? heads.get(chain) ?? NO_HEAD;
    const event: LogEvent = { ...written, seq: this.head.seq + this.pending.length + 1, prev: before.hash };
    const body = encodeBody(event);
    this.pendingHeads.set(chain, { seq: event.seq, hash: hashEvent(event, body.content), events: before.events + 1 });
    const sealed = { event, prepared: this.preparer.start(event, body), ...(foreign && { foreign }) };
    this.pending.push(sealed);
    return sealed;
  }
}

function chainOf(draft: Draft): string {
  return draft.incident ?? DESK_CHAIN;
}
