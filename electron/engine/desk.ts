// The desk: the one place where events come into being. Decide, seal, fold, let the rules page, commit, then swap memory, then tell.
import type { IncidentRow } from '../../shared/domain/incident';
import type { DecideContext, Presence } from '../../shared/log/decide/context';
import { decideEscalation } from '../../shared/log/decide/escalation';
import { type Absence, decidePages } from '../../shared/log/decide/pages';
import { decideTelling } from '../../shared/log/decide/telling';
import type { Draft, LogEvent } from '../../shared/log/event';
import { reduce, replaceIncidents } from '../../shared/log/reduce';
import type { State } from '../../shared/log/state';
import { isUnfolded } from '../../shared/log/views/postmortem-steps';
import { foldRow } from '../../shared/log/views/queue';
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import type { TeamDuty } from '../../shared/team/duty';
import { stamped } from '../../shared/team/stamp';
import { takeIn } from '../../shared/team/take-in';
import type { ForeignEvent } from '../log/foreign-events';
import type { Log, SettingsWrites } from '../log/store';
import { SharedFold } from './shared-fold';
import { WriteWatch } from './write-watch';

export type Decide = (state: State, ctx: DecideContext) => readonly Draft[];
/** `replaced`: incidents whose past is different now, as they stand after `events`: their rows do not follow from the events alone. */
export type CommitListener = (events: readonly LogEvent[], state: State, replaced: readonly IncidentRow[]) => void;

export interface DeskDeps {
  readonly log: Log;
  readonly now: () => number;
  readonly timeZone: string;
  readonly settings: () => Settings;
  /** Who is on call in a schedule now; left out: nobody knows. */
  readonly onCall?: OnCallNow;
  /** Is the person there? Left out: yes. */
  readonly presence?: () => Presence;
  /** Whose turn it is in the team; undefined: this desk is alone. */
  readonly team?: () => TeamDuty | undefined;
}

const NONE: readonly never[] = [];

interface Paged {
  readonly events: readonly LogEvent[];
  readonly state: State;
}

export class Desk {
  private readonly listeners: CommitListener[] = [];
  private readonly untold: Parameters<CommitListener>[] = [];
  private isTelling = false;
  private isPagingHeld = false;
  private lookFirst: () => void = () => undefined;

  /** Whether the log takes what is decided here. */
  readonly writes = new WriteWatch();

  private readonly deps: DeskDeps;
  private readonly folds: SharedFold;
  private current: State;

  constructor(deps: DeskDeps, state: State) {
    this.deps = deps;
    this.folds = new SharedFold(deps.log);
    this.current = state;
  }

  get state(): State {
    return this.current;
  }

  get context(): DecideContext {
    const { now, settings, timeZone, onCall, presence } = this.deps;
    const team = this.deps.team?.();
    const found = { ...(onCall && { onCall }), ...(presence && { presence: presence() }), ...(team && { team }) };
    return { now: now(), settings: settings(), timeZone, ...found };
  }

  /** Called after each commit, in order of registration; all listeners hear of one commit before any hears of the next, also when one throws. */
  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** `look`: was the desk away? Asked before each decision, whoever asks for it: what came due meanwhile waits for the receipt. It decides nothing itself. */
  beforeDeciding(look: () => void): void {
    this.lookFirst = look;
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
      const incident = this.folds.incident(id);
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
    return this.tried(() => [this.commit(decide, absence, settings), NONE]);
  }

  /**
   * Takes in what other desks wrote, in one transaction with the pages that follow from it here; what was taken in before says nothing.
   * Returns and throws as `transact` does.
   */
  takeIn(foreign: readonly ForeignEvent[]): readonly LogEvent[] {
    return this.tried(() => this.commitForeign(foreign));
  }

  private tried(commit: () => readonly [readonly LogEvent[], readonly IncidentRow[]]): readonly LogEvent[] {
    this.lookFirst();
    let events: readonly LogEvent[];
    let replaced: readonly IncidentRow[];
    try {
      [events, replaced] = commit();
    } catch (error) {
      this.deps.log.discard();
      throw error;
    } finally {
      this.dismiss();
    }
    if (events.length > 0) this.tell(events, replaced);
    return events;
  }

  private commit(decide: Decide, absence: Absence | null, settings: SettingsWrites | null): readonly LogEvent[] {
    const ctx = this.context;
    const drafts = this.decideKnowingThePast(decide, ctx);
    const first = this.deps.log.seal(stamped(drafts, ctx.team?.desk), ctx.now);
    const paged = this.page(reduce(this.current, first), first, ctx, absence);
    const told = this.deps.log.seal(decideTelling(this.current, paged.state, first, ctx), ctx.now);
    const events = paged.events.length + told.length === 0 ? first : [...first, ...paged.events, ...told];
    if (events.length > 0) this.keep(events, reduce(paged.state, told), this.rowsAfter(events), settings);
    else if (settings) this.writes.write(() => this.deps.log.putSettings(settings));
    return events;
  }

  /** Other desks tell of what they do themselves: nothing is told from here. */
  private commitForeign(foreign: readonly ForeignEvent[]): readonly [readonly LogEvent[], readonly IncidentRow[]] {
    const { log } = this.deps;
    const first = log.admit(foreign);
    if (first.length === 0) return [first, NONE];
    const upTo = first.at(-1)?.seq ?? 0;
    const known = { last: (id: string) => this.folds.last(id), all: (id: string) => log.incidentEvents(id) };
    const changed = takeIn(this.current, first, known).map((incident) => ({ ...incident, row: { ...incident.row, seq: upTo } }));
    const next = replaceIncidents(this.current, changed, upTo);
    const paged = this.page(next, first, this.context, null);
    const events = [...first, ...paged.events];
    const rows = this.rowsAfter(paged.events, new Map(changed.map(({ row }) => [row.id, row])));
    this.keep(events, paged.state, rows, null);
    return [events, rows];
  }

  /** Pages and steps of escalation that follow once `first` counts in `state`, sealed. */
  private page(state: State, first: readonly LogEvent[], ctx: DecideContext, absence: Absence | null): Paged {
    if (this.isPagingHeld && !absence) return { events: [], state };
    const { log } = this.deps;
    const pages = log.seal(stamped(decidePages(state, ctx, absence), ctx.team?.desk), ctx.now);
    const next = reduce(state, pages);
    const steps = log.seal(stamped(decideEscalation(next, [...first, ...pages], ctx), ctx.team?.desk), ctx.now);
    return { events: [...pages, ...steps], state: reduce(next, steps) };
  }

  private keep(events: readonly LogEvent[], next: State, rows: readonly IncidentRow[], settings: SettingsWrites | null): void {
    this.writes.write(() => this.deps.log.append(events, { rows, settings }));
    this.folds.note(events);
    this.current = next;
  }

  /** A listener may commit in its turn: that waits until the others heard of this one, so that nobody hears seq out of order. */
  private tell(events: readonly LogEvent[], replaced: readonly IncidentRow[]): void {
    this.untold.push([events, this.current, replaced]);
    if (this.isTelling) return;
    this.isTelling = true;
    const errors: unknown[] = [];
    for (let next = this.untold.shift(); next; next = this.untold.shift()) {
      for (const listener of this.listeners) {
        try {
          listener(...next);
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

  /** Rows as `events` leave them; `rows` are those that stand otherwise before. */
  private rowsAfter(events: readonly LogEvent[], rows = new Map<string, IncidentRow | undefined>()): IncidentRow[] {
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
  state = new SharedFold(log).settled(state);
  return { ...state, acts, lastNumber: Math.max(state.lastNumber, log.maxNumber()), seq: log.head().seq };
}
