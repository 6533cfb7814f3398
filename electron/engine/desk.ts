// The desk: the one place where events come into being. Decide, seal, fold, let the rules page, commit, then swap memory, then tell.
import type { IncidentRow } from '../../shared/domain/incident';
import type { DecideContext } from '../../shared/log/decide/context';
import { type Absence, decidePages } from '../../shared/log/decide/pages';
import type { Draft, LogEvent } from '../../shared/log/event';
import { foldIncident, reduce } from '../../shared/log/reduce';
import type { State } from '../../shared/log/state';
import { foldRow } from '../../shared/log/views/queue';
import type { Settings } from '../../shared/settings';
import type { Log } from '../log/store';

export type Decide = (state: State, ctx: DecideContext) => readonly Draft[];
export type CommitListener = (events: readonly LogEvent[], state: State) => void;

export interface DeskDeps {
  readonly log: Log;
  readonly now: () => number;
  readonly timeZone: string;
  readonly settings: () => Settings;
}

export class Desk {
  private readonly listeners: CommitListener[] = [];
  private readonly untold: { readonly events: readonly LogEvent[]; readonly state: State }[] = [];
  private isTelling = false;
  private isPagingHeld = false;

  private readonly deps: DeskDeps;
  private current: State;

  constructor(deps: DeskDeps, state: State) {
    this.deps = deps;
    this.current = state;
  }

  get state(): State {
    return this.current;
  }

  get context(): DecideContext {
    return { now: this.deps.now(), settings: this.deps.settings(), timeZone: this.deps.timeZone };
  }

  /** Called after each commit, in order of registration; all listeners hear of one commit before any hears of the next. */
  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** While held, incidents that want attention wait; used until an absence is caught up with. */
  holdPaging(isHeld: boolean): void {
    this.isPagingHeld = isHeld;
  }

  /** Brings incidents that left memory (closed, merged) back into state, so that they can be acted on. */
  admit(ids: Iterable<string>): void {
    const incidents = new Map(this.current.incidents);
    const groups = new Map(this.current.groups);
    for (const id of ids) {
      if (incidents.has(id)) continue;
      const incident = foldIncident(this.deps.log.incidentEvents(id));
      if (!incident) continue;
      incidents.set(id, incident);
      for (const key of incident.groupKeys) if (!groups.has(key)) groups.set(key, id);
    }
    this.current = { ...this.current, incidents, groups };
  }

  /** Forgets closed incidents that `admit` brought in and nothing reopened. */
  private dismiss(): void {
    const over = [...this.current.incidents.values()].filter((i) => i.row.status === 'closed' || i.row.status === 'merged');
    if (over.length === 0) return;
    const incidents = new Map(this.current.incidents);
    const groups = new Map(this.current.groups);
    for (const { row, groupKeys } of over) {
      incidents.delete(row.id);
      for (const key of groupKeys) if (groups.get(key) === row.id) groups.delete(key);
    }
    this.current = { ...this.current, incidents, groups };
  }

  /**
   * Runs one decision to its end in one transaction, pages included. Returns after the commit; throws when the log can't be
   * written, and then nothing has changed.
   */
  transact(decide: Decide, absence: Absence | null = null): readonly LogEvent[] {
    const ctx = this.context;
    const drafts = this.decideKnowingThePast(decide, ctx);
    const first = this.deps.log.seal(drafts, ctx.now);
    let next = reduce(this.current, first);
    const pages = this.isPagingHeld && !absence ? [] : decidePages(next, ctx, absence);
    const second = this.deps.log.seal(pages, ctx.now);
    next = reduce(next, second);
    const events = second.length === 0 ? first : [...first, ...second];
    if (events.length > 0) {
      this.deps.log.append(events, { rows: this.rowsAfter(events) });
      this.current = next;
    }
    this.dismiss();
    if (events.length > 0) this.tell(events);
    return events;
  }

  /** A listener may commit in its turn: that waits until the others heard of this one, so that nobody hears seq out of order. */
  private tell(events: readonly LogEvent[]): void {
    this.untold.push({ events, state: this.current });
    if (this.isTelling) return;
    this.isTelling = true;
    try {
      for (let next = this.untold.shift(); next; next = this.untold.shift())
        for (const listener of this.listeners) listener(next.events, next.state);
    } finally {
      this.isTelling = false;
    }
  }

  /** An incident that would open under the id of a past one is that one again: fetch it and decide anew. */
  private decideKnowingThePast(decide: Decide, ctx: DecideContext): readonly Draft[] {
    const drafts = decide(this.current, ctx);
    const past: string[] = [];
    for (const d of drafts) {
      if (d.kind === 'incident.opened' && d.incident && !this.current.incidents.has(d.incident) && this.deps.log.row(d.incident))
        past.push(d.incident);
    }
    if (past.length === 0) return drafts;
    this.admit(past);
    return decide(this.current, ctx);
  }

  private rowsAfter(events: readonly LogEvent[]): IncidentRow[] {
    const rows = new Map<string, IncidentRow | undefined>();
    for (const event of events) {
      const id = event.incident;
      if (id === null) continue;
      const before = rows.has(id) ? rows.get(id) : (this.current.incidents.get(id)?.row ?? this.deps.log.row(id));
      rows.set(id, foldRow(before, event));
    }
    return [...rows.values()].filter((r) => r !== undefined);
  }
}

/** Pauses last a day at most, storms minutes: older events of the whole desk mean nothing to the present. */
const DESK_MEMORY_MS = 25 * 3_600_000;

/** State as the log tells it: live incidents folded from their events, and what lately concerned the whole desk. */
export function loadState(log: Log, empty: State, now: number): State {
  const live = log.liveRows().map((r) => r.id);
  let state: State = { ...empty, lastNumber: log.maxNumber() };
  for (const batch of log.eventsOf(live)) state = reduce(state, batch);
  state = reduce(state, log.deskEventsSince(now - DESK_MEMORY_MS));
  return { ...state, lastNumber: Math.max(state.lastNumber, log.maxNumber()), seq: log.head().seq };
}
