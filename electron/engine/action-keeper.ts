// Looks at tickets and guards every few minutes and makes events of what changed there; and says once a day what is overdue. Nothing
// here runs while no action has a ticket, a guard or a date.
import { type ActionRecord, isActionOpen, isOverdue } from '../../shared/domain/action';
import { dayAt, remindOfActions } from '../../shared/log/decide/action-reminders';
import { followGuard, followTicket } from '../../shared/log/decide/actions';
import type { Draft } from '../../shared/log/event';
import type { Settings } from '../../shared/settings';
import type { SeenGuard, Told } from '../../shared/tracker';
import type { Log } from '../log/store';
import type { TrackerRunner } from '../trackers/runner';
import type { ActionDesk } from './action-desk';
import type { Desk } from './desk';

export interface ActionKeeperDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly actions: ActionDesk;
  readonly trackers: Pick<TrackerRunner, 'use' | 'guard'>;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly timeZone: string;
  /** What could be said about a tracker changed. */
  readonly changed: () => void;
  readonly journal: (line: string) => void;
  /** Resolves when the texts that actions stand in can be changed too. */
  readonly ready?: () => Promise<void>;
}

/** How the last look at a tracker went. */
export interface Look {
  readonly trouble: string;
  readonly lookedAt: number | null;
}

const MINUTE_MS = 60_000;
/** Clocks of trackers and of this machine differ; so much is looked back further. */
const CLOCK_SLACK_MS = 24 * 3_600_000;
/** A done action whose ticket is reopened later than this is a new piece of work. */
const FOLLOW_MS = 180 * 24 * 3_600_000;
const REMINDED = 'actions-reminded';
const cursorName = (tracker: string): string => `tracker-cursor:${tracker}`;

export class ActionKeeper {
  private readonly deps: ActionKeeperDeps;
  private readonly looks = new Map<string, Look>();
  /** Looks in a row at which a tracker failed: the next one waits longer. */
  private failures = 0;
  private nextAt = 0;
  private remindAt = 0;
  private underWay: Promise<number> | null = null;

  constructor(deps: ActionKeeperDeps) {
    this.deps = deps;
  }

  look(tracker: string): Look {
    return this.looks.get(tracker) ?? { trouble: '', lookedAt: null };
  }

  /** Once a second. */
  beat(): void {
    const { now } = this.deps;
    if (this.remindAt <= now() || this.remindAt > now() + 2 * MINUTE_MS) this.remind();
    if (this.nextAt <= now() && this.underWay === null) void this.refresh();
  }

  /** The network is back, or the settings changed. */
  wake(): void {
    this.nextAt = 0;
  }

  /** Looks at everything now; resolves to the number of tickets and guards that were looked at. One look at a time. */
  refresh(): Promise<number> {
    this.underWay ??= this.lookAtAll()
      .catch((error) => {
        this.deps.journal(`actions: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
        return 0;
      })
      .finally(() => {
        this.underWay = null;
      });
    return this.underWay;
  }

  private async lookAtAll(): Promise<number> {
    const { log, settings, now, ready } = this.deps;
    const pauseMs = settings().actions.pollMinutes * MINUTE_MS;
    this.nextAt = now() + pauseMs;
    await ready?.();
    const kept = log.actions().filter((a) => !a.isRemoved);
    const ticketed = kept.filter((a) => a.ticket !== null && (isActionOpen(a) || a.stateAt > now() - FOLLOW_MS));
    const guarded = kept.filter((a) => a.guard !== null && a.state !== 'dropped' && isActionOpen({ ...a, isRemoved: false }));
    const ids = settings().trackers.filter((t) => t.isEnabled && ticketed.some((a) => a.ticket?.tracker === t.id));
    const guards = this.lookAtGuards(guarded);
    const ends = await Promise.all(ids.map((t) => this.lookAtTickets(t.id, t.name, ticketed)));
    await guards;
    this.failures = ends.every(Boolean) ? 0 : this.failures + 1;
    if (this.failures > 0) this.nextAt = now() + Math.min(pauseMs * 2 ** Math.min(this.failures - 1, 5), Math.max(pauseMs, 60 * MINUTE_MS));
    return ticketed.length + guarded.length;
  }

  /** False: the tracker could not be looked at. What it said last stays. */
  private async lookAtTickets(tracker: string, name: string, ticketed: readonly ActionRecord[]): Promise<boolean> {
    const { log, desk, actions, now } = this.deps;
    const mine = ticketed.filter((a) => a.ticket?.tracker === tracker);
    const known = new Map(mine.flatMap((a) => (a.ticket ? [[a.ticket.key, a.ticket.state] as const] : [])));
    const since = Math.min(...mine.map((a) => a.ticket?.seenAt ?? now())) - CLOCK_SLACK_MS;
    const cursor = log.getSetting(cursorName(tracker)) ?? null;
    const told = await this.deps.trackers.use(tracker, (open) => open.changes({ cursor, since, known }));
    this.looks.set(tracker, { trouble: told.ok ? '' : told.what, lookedAt: told.ok ? now() : this.look(tracker).lookedAt });
    this.deps.changed();
    if (!told.ok) return false;
    const drafts = told.value.tickets.flatMap((seen) => {
      const id = mine.find((a) => a.ticket?.key === seen.key)?.id;
      const action = id === undefined ? undefined : log.action(id);
      return action ? followTicket(action, seen, name) : [];
    });
    desk.writes.attempt(() => {
      actions.commit(drafts, name);
      // After the events: a cursor that was lost is only asked for again.
      if (told.value.cursor !== cursor) desk.writes.write(() => log.setSetting(cursorName(tracker), told.value.cursor));
    });
    return true;
  }

  private async lookAtGuards(guarded: readonly ActionRecord[]): Promise<void> {
    const told = await Promise.all(guarded.map(async (action) => ({ id: action.id, told: await this.askGuard(action) })));
    const { desk, log, actions, now } = this.deps;
    const drafts = told.flatMap(({ id, told: answer }): Draft[] => {
      const action = log.action(id);
      if (!action) return [];
      const url = action.guard?.url ?? '';
      return followGuard(action, answer.ok ? answer.value : { state: 'unknown', url, why: answer.what }, now());
    });
    desk.writes.attempt(() => actions.commit(drafts, 'guard'));
  }

  private askGuard({ guard }: ActionRecord): Promise<Told<SeenGuard>> {
    const { url = '', tracker = null, path = '', wants = '' } = guard ?? {};
    return this.deps.trackers.guard(url, tracker, path, wants);
  }

  private remind(): void {
    const { desk, log, settings, now, timeZone, actions } = this.deps;
    this.remindAt = now() + MINUTE_MS;
    const { isReminded, remindFromHour: fromHour } = settings().actions;
    if (!isReminded) return;
    const reminder = remindOfActions({
      ...{ actions: log.actions(), now: now(), timeZone, fromHour, lastDay: log.getSetting(REMINDED) ?? '' },
      rowOf: (incident) => actions.rowOf(incident),
      isPaused: desk.state.pausedUntil !== null && desk.state.pausedUntil > now(),
    });
    if (!reminder) return;
    const writes = { settings: { [REMINDED]: reminder.day }, secrets: [] };
    desk.writes.attempt(() => desk.transact(() => [reminder.draft], null, writes));
  }
}

/** For the status: how many wait, and how many are late. */
export function actionCounts(actions: readonly ActionRecord[], now: number, timeZone: string): { open: number; overdue: number } {
  const { day } = dayAt(now, timeZone);
  return { open: actions.filter(isActionOpen).length, overdue: actions.filter((a) => isOverdue(a, day)).length };
}
