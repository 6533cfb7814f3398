// The absence receipt: after sleep, a lost network or a stopped console, paging waits until every feed has spoken again, and
// then one digest tells what happened, instead of a burst of pages.
import type { DeskStatus } from '../../shared/contract';
import { type Absence, wantsPage } from '../../shared/log/decide/pages';
import type { LogEvent } from '../../shared/log/event';
import type { Desk } from './desk';

export interface AbsenceDeps {
  readonly desk: Desk;
  readonly now: () => number;
  readonly pollAll: () => void;
  /** Have all enabled feeds answered or failed since the given time? */
  readonly haveAllSpoken: (since: number) => boolean;
  readonly changed: () => void;
}

/** Shorter gaps are not worth a receipt. */
const WORTH_MS = 3 * 60_000;
/** A feed that does not answer must not hold back the rest for longer. */
const PATIENCE_MS = 20_000;

interface Open {
  readonly from: number;
  readonly why: string;
  readonly since: number;
  fired: number;
  cleared: number;
}

export class AbsenceKeeper {
  private open: Open | null = null;
  private shown: DeskStatus['absence'] = null;

  private readonly deps: AbsenceDeps;

  constructor(deps: AbsenceDeps) {
    this.deps = deps;
    deps.desk.onCommit((events) => this.count(events));
  }

  get receipt(): DeskStatus['absence'] {
    return this.shown;
  }

  dismiss(): void {
    this.shown = null;
    this.deps.changed();
  }

  /** Is what was not watched since then (Unix ms) long enough for a receipt? */
  isWorth(from: number): boolean {
    return this.deps.now() - from >= WORTH_MS;
  }

  /** The desk watches again after it did not since `from` (Unix ms). Polls at once whatever the length. */
  begin(from: number, why: string): void {
    if (this.isWorth(from) && this.open === null) {
      this.open = { from, why, since: this.deps.now(), fired: 0, cleared: 0 };
      this.deps.desk.holdPaging(true);
    }
    this.deps.pollAll();
  }

  /** Looks whether the catching up is done; called on the clock's tick and after each answer. */
  review(): void {
    const { open } = this;
    if (!open) return;
    const now = this.deps.now();
    const waitedMs = now - open.since;
    // A clock that went back must not prolong the wait.
    if (waitedMs >= 0 && waitedMs < PATIENCE_MS && !this.deps.haveAllSpoken(open.since)) return;
    this.open = null;
    this.deps.desk.holdPaging(false);
    this.finish(open, now);
  }

  private count(events: readonly LogEvent[]): void {
    if (!this.open) return;
    for (const e of events) {
      if (e.kind === 'alert.fired') this.open.fired += e.data.alerts.length;
      if (e.kind === 'alert.cleared') this.open.cleared += e.data.cleared.length;
    }
  }

  private finish(open: Open, now: number): void {
    const rows = [...this.deps.desk.state.incidents.values()].map((i) => i.row);
    const stillOpen = rows.filter((r) => r.status === 'open').length;
    const absence: Absence = { from: open.from, to: Math.max(open.from, now), fired: open.fired, cleared: open.cleared, stillOpen };
    const isWorthTelling = open.fired > 0 || open.cleared > 0 || rows.some((r) => wantsPage(r, this.deps.desk.context));
    this.deps.desk.transact(
      () => [{ kind: 'absence.noted', incident: null, actor: 'engine', data: { ...absence, why: open.why } }],
      isWorthTelling ? absence : null,
    );
    if (isWorthTelling) this.shown = absence;
    this.deps.changed();
  }
}
