// The desk: the one place where events come into being. Decide, seal, fold, let the rules page, commit, then swap memory, then tell.
import type { IncidentRow } from '../../shared/domain/incident';
import type { DecideContext, Presence } from '../../shared/log/decide/context';
import { decideEscalation } from '../../shared/log/decide/escalation';
import { type Absence, decidePages } from '../../shared/log/decide/pages';
import { decideTelling } from '../../shared/log/decide/telling';
import type { Draft, LogEvent } from '../../shared/log/event';
import { foldIncident, reduce } from '../../shared/log/reduce';
import type { State } from '../../shared/log/state';
import { isUnfolded } from '../../shared/log/views/postmortem-steps';
import { foldRow } from '../../shared/log/views/queue';
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import type { Log, SettingsWrites } from '../log/store';
import { WriteWatch } from './write-watch';

export type Decide = (state: State, ctx: DecideContext) => readonly Draft[];
export type CommitListener = (events: readonly LogEvent[], state: State) => void;

export interface DeskDeps {
  readonly log: Log;
  readonly now: () => number;
  readonly timeZone: string;
  readonly settings: () => Settings;
  /** Who is on call in a schedule now; left out: nobody knows. */
  readonly onCall?: OnCallNow;
  /** Is the person there? Left out: yes. */
  readonly presence?: () => Presence;
}

export class Desk {
  private readonly listeners: CommitListener[] = [];
  private readonly untold: { readonly events: readonly LogEvent[]; readonly state: State }[] = [];
  private isTelling = false;
  private isPagingHeld = false;

  /** Whether the log takes what is decided here. */
  readonly writes = new WriteWatch();

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
    const { now, settings, timeZone, onCall, presence } = this.deps;
    return { now: now(), settings: settings(), timeZone, ...(onCall && { onCall }), ...(presence && { presence: presence() }) };
  }

  /** Called after each commit, in order of registration; all listeners hear of one commit before any hears of the next, also when one throws. */
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
   * Runs one decision to its end in one transaction, pages and the `settings` that belong to it included. Returns after the commit;
   * throws when the log can't be written, and then nothing has changed.
   */
  transact(decide: Decide, absence: Absence | null = null, settings: SettingsWrites | null = null): readonly LogEvent[] {
    let events: readonly LogEvent[];
    try {
      events = this.commit(decide, absence, settings);
    } catch (error) {
      this.deps.log.discard();
      throw error;
    } finally {
      this.dismiss();
    }
    if (events.length > 0) this.tell(events);
    return events;
  }

  private commit(decide: Decide, absence: Absence | null, settings: SettingsWrites | null): readonly LogEvent[] {
    const ctx = this.context;
    const drafts = this.decideKnowingThePast(decide, ctx);
    const first = this.deps.log.seal(drafts, ctx.now);
    let next = reduce(this.current, first);
    const pages = this.isPagingHeld && !absence ? [] : decidePages(next, ctx, absence);
    const second = this.deps.log.seal(pages, ctx.now);
    next = reduce(next, second);
    const isHeld = this.isPagingHeld && !absence;
    const third = this.deps.log.seal(isHeld ? [] : decideEscalation(next, [...first, ...second], ctx), ctx.now);
    next = reduce(next, third);
    const told = this.deps.log.seal(decideTelling(this.current, next, first, ctx), ctx.now);
    next = reduce(next, told);
    const after = [...second, ...third, ...told];
    const events = after.length === 0 ? first : [...first, ...after];
    if (events.length > 0) {
      this.writes.write(() => this.deps.log.append(events, { rows: this.rowsAfter(events), settings }));
      this.current = next;
    } else if (settings) this.writes.write(() => this.deps.log.putSettings(settings));
    return events;
  }

  /** A listener may commit in its turn: that waits until the others heard of this one, so that nobody hears seq out of order. */
  private tell(events: readonly LogEvent[]): void {
    this.untold.push({ events, state: this.current });
    if (this.isTelling) return;
    this.isTelling = true;
    const errors: unknown[] = [];
    for (let next = this.untold.shift(); next; next = this.untold.shift()) {
      for (const listener of this.listeners) {
        try {
          listener(next.events, next.state);
        } catch (error) {
          errors.push(error);
        }
      }
    }
    this.isTelling = false;
    if (errors.length > 0) throw errors[0];
  }

  /** An incident that would open under the id of a past one is that one again: fetch it and decide anew. */
  private decideKnowingThePast(decide: Decide, ctx: DecideContext): readonly Draft[] {
    const drafts = decide(this.current, ctx);
    const opened = drafts.flatMap((d) =>
      d.kind === 'incident.opened' && d.incident && !this.current.incidents.has(d.incident) ? [d.incident] : [],
    );
    const past = opened.length === 0 ? [] : this.deps.log.known(opened);
    if (past.length === 0) return drafts;
    this.admit(past);
    return decide(this.current, ctx);
  }

  private rowsAfter(events: readonly LogEvent[]): IncidentRow[] {
    const rows = new Map<string, IncidentRow | undefined>();
    for (const event of events) {
      const id = event.incident;
      if (id === null || isUnfolded(event.kind)) continue;
      if (!rows.has(id)) rows.set(id, this.rowBefore(event, id));
      rows.set(id, foldRow(rows.get(id), event));
    }
    return [...rows.values()].filter((r) => r !== undefined);
  }

  /** An incident that opens has no row before: nothing needs to be looked up for a storm of new ones. */
  private rowBefore(event: LogEvent, id: string): IncidentRow | undefined {
    if (event.kind === 'incident.opened') return undefined;
    return this.current.incidents.get(id)?.row ?? this.deps.log.row(id);
  }
}

/** Pauses last a day at most, storms minutes: older events of the whole desk mean nothing to the present. */
const DESK_MEMORY_MS = 25 * 3_600_000;

/** State as the log tells it: live incidents folded from their events, and what lately concerned the whole desk. */
export function loadState(log: Log, empty: State, now: number): State {
  const live = log.liveRows().map((r) => r.id);
  const ofDesk = log.deskEventsSince(now - DESK_MEMORY_MS);
  let state: State = { ...empty, lastNumber: log.maxNumber() };
  for (const batch of log.eventsOf(live)) {
    const upTo = ofDesk.findIndex((e) => e.seq > (batch.at(-1)?.seq ?? 0));
    const between = ofDesk.splice(0, upTo === -1 ? ofDesk.length : upTo);
    state = reduce(state, between.length === 0 ? batch : [...batch, ...between].sort((a, b) => a.seq - b.seq));
  }
  state = reduce(state, ofDesk);
  const acts = new Map(log.openActs().map((a) => [a.id, a]));
  return { ...state, acts, lastNumber: Math.max(state.lastNumber, log.maxNumber()), seq: log.head().seq };
}
