// An index beside the state of a replay: which incidents may want a page at a time, and when time alone brings something about. It names
// at least those that a walk over all would find, in the same order; what it leaves out would decide nothing.
import type { Incident, IncidentRow } from '../domain/incident';
import type { DecideContext } from '../log/decide/context';
import { attentionFrom, isToldAsHeld, notifyContext } from '../log/decide/pages';
import type { State } from '../log/state';
import { decideNotify, lastsUntil, type NotifyContext } from '../rules/notify';
import { DueHeap } from './due-heap';
import type { LiveIncidents } from './live-incidents';

/** What was noted of one incident. */
interface Watched {
  /** When it is to be asked about a page, Unix ms; null: not as it stands. */
  pageAt: number | null;
  /** Its times that are in the heap; null: none. */
  readonly due: (number | null)[];
}

export class Attention {
  private readonly live: LiveIncidents;
  private readonly watched = new Map<string, Watched>();
  /** May want a page now. */
  private readonly asked = new Set<string>();
  /** Held back by quiet hours or a pause: until either changes, nothing about them does. */
  private readonly hushed = new Set<string>();
  private hush = '';
  private readonly pages = new DueHeap();
  private readonly times = new DueHeap();
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(live: LiveIncidents) {
    this.live = live;
  }

  /** The incidents that `decidePages` has to ask about at `ctx.now`, in the order of `state`. */
  wanting(state: State, ctx: DecideContext): readonly Incident[] {
    this.look(ctx);
    for (let next = this.pages.first(); next && next.at <= ctx.now; next = this.pages.first()) {
      this.pages.pop();
      if (this.watched.get(next.id)?.pageAt === next.at) this.asked.add(next.id);
    }
    const notify = notifyContext(state, ctx);
    this.hear(notify);
    const wanting: { readonly incident: Incident; readonly place: number }[] = [];
    for (const id of this.asked) {
      const incident = this.live.get(id);
      if (incident && !this.staysHeld(incident.row, notify)) wanting.push({ incident, place: this.live.placeOf(id) });
    }
    return wanting.sort((a, b) => a.place - b.place).map(({ incident }) => incident);
  }

  /** The first time after `ctx.now` at which a page, a snooze or a step of a policy is due, Unix ms; infinite: none is. */
  nextDue({ pausedUntil }: State, ctx: DecideContext): number {
    this.look(ctx);
    let next = this.times.first();
    while (next && (next.at <= ctx.now || !this.isStillDue(next.id, next.at))) {
      this.times.pop();
      next = this.times.first();
    }
    const due = next?.at ?? Number.POSITIVE_INFINITY;
    return pausedUntil !== null && pausedUntil > ctx.now ? Math.min(due, pausedUntil) : due;
  }

  /** Notes what changed. A clock that goes back makes all that was concluded void. */
  private look(ctx: DecideContext): void {
    if (ctx.now < this.lookedAt) {
      this.forget();
      for (const id of this.live.keys()) this.note(id, ctx);
    }
    this.lookedAt = ctx.now;
    for (const id of this.live.takeTouched()) this.note(id, ctx);
  }

  private forget(): void {
    for (const kept of [this.watched, this.asked, this.hushed, this.pages, this.times]) kept.clear();
  }

  private note(id: string, ctx: DecideContext): void {
    this.asked.delete(id);
    this.hushed.delete(id);
    const row = this.live.get(id)?.row;
    if (!row) {
      this.watched.delete(id);
      return;
    }
    let known = this.watched.get(id);
    if (!known) {
      known = { pageAt: null, due: [null, null, null] };
      this.watched.set(id, known);
    }
    const before = known.pageAt;
    known.pageAt = attentionFrom(row, ctx);
    if (known.pageAt !== null && known.pageAt <= ctx.now) this.asked.add(id);
    else if (known.pageAt !== null && known.pageAt !== before) this.pages.push({ at: known.pageAt, id });
    dueTimes(row).forEach((at, n) => {
      if (at !== null && at > ctx.now && at !== known.due[n]) this.times.push({ at, id });
      known.due[n] = at;
    });
  }

  private isStillDue(id: string, at: number): boolean {
    return this.watched.get(id)?.due.includes(at) ?? false;
  }

  /** What quiet hours and pauses held back is looked at again when one of them begins, ends or moves. */
  private hear({ now, pausedUntil, quiet }: NotifyContext): void {
    const hush = `${pausedUntil !== null && pausedUntil > now ? pausedUntil : ''} ${quiet.isQuiet} ${quiet.until}`;
    if (hush === this.hush) return;
    this.hush = hush;
    for (const id of this.hushed) this.asked.add(id);
    this.hushed.clear();
  }

  /** Held back, told so, and nothing about it changes before a time that is known: it need not be asked about until then. */
  private staysHeld(row: IncidentRow, notify: NotifyContext): boolean {
    if (row.paging.lastOutcome !== 'withheld') return false;
    const verdict = decideNotify(row, notify);
    if (verdict.isPage || !isToldAsHeld(row, verdict)) return false;
    const until = lastsUntil(verdict);
    const known = this.watched.get(row.id);
    if (!known) return false;
    this.asked.delete(row.id);
    if (until === null) this.hushed.add(row.id);
    else {
      known.pageAt = until;
      if (until < Number.POSITIVE_INFINITY) this.pages.push({ at: until, id: row.id });
    }
    return true;
  }
}

/** Times of an incident that bring something about by themselves, Unix ms. */
function dueTimes({ status, paging, snoozedUntil, escalation }: IncidentRow): readonly (number | null)[] {
  return status === 'resolved' ? [null, null, null] : [paging.nextAt, snoozedUntil, escalation?.nextAt ?? null];
}
