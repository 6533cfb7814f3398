// Keeps who is on call in every schedule of the settings, and tells when that changes: at a hand-over, or when a source says something
// new. Nobody waits for a source here: what is known is answered at once.
import type { ScheduleLane, ScheduleTest } from '../../shared/contract/schedules';
import type { OnCall } from '../../shared/domain/on-call';
import { idsOnCall, nextChange } from '../../shared/rules/on-call-now';
import type { Person, ScheduleSettings } from '../../shared/settings/team';
import { type Clock, systemClock } from '../feeds/clock';
import type { AnswerStore } from './kept-answer';
import { type OpenDeps, openSchedule } from './open-schedule';
import type { Span } from './source';
import { shiftOf, spanAround, WatchedSchedule } from './watched-schedule';

export interface KeeperDeps {
  readonly schedules: () => readonly ScheduleSettings[];
  readonly people: () => readonly Person[];
  /** The saved secrets of a schedule by field name. */
  readonly secretsOf: (schedule: ScheduleSettings) => Readonly<Record<string, string>>;
  readonly store: AnswerStore;
  /** IANA zone of this machine. */
  readonly timeZone: string;
  /** Who is on call may have changed. */
  readonly changed: () => void;
  readonly log: (line: string) => void;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export interface ScheduleKeeper {
  /** The settings may have changed: begins to watch what is new, ends what is gone. */
  apply(): void;
  all(): readonly OnCall[];
  /** Ids of the people on call in a schedule now, then of those next; empty when nobody knows. */
  onCall(schedule: string): readonly string[];
  lanes(span: Span): readonly ScheduleLane[];
  /** Asks the source now; null: no such schedule. */
  refresh(schedule: string): Promise<OnCall | null>;
  /** The answer that was kept belongs to a secret that is gone. */
  forget(schedule: string): void;
  /** Reads settings that need not be saved. */
  test(schedule: ScheduleSettings, secrets: Readonly<Record<string, string>>): Promise<ScheduleTest>;
  /** The machine slept or the network came back. */
  wake(): void;
  stop(): void;
}

/** Timers further away are unsure (sleep) and some overflow; looking again costs nothing. */
const LONGEST_WAIT_MS = 3_600_000;
const TOLD_SHIFTS = 6;

export function createScheduleKeeper(deps: KeeperDeps): ScheduleKeeper {
  const { clock = systemClock, random = Math.random, people } = deps;
  const watched = new Map<string, WatchedSchedule>();
  const openDeps: OpenDeps = { people, now: clock.now, timeZone: deps.timeZone, log: deps.log };
  const shapes = new Map<string, string>();
  let cancelChange: () => void = () => undefined;
  let isStopped = false;
  /** As of the last review: statuses are told many times a second in a storm, and this changes with a review only. */
  let current: readonly OnCall[] = [];
  /** From then on `current` may be out of date: a timer can be late, most of all after a sleep. */
  let staleAt = 0;

  /** Tells what reads differently, and looks again when the next shift begins or ends. */
  function review(): void {
    if (isStopped) return;
    cancelChange();
    const now = clock.now();
    const shifts = [...watched.values()].flatMap((one) => one.shifts({ from: now, to: Number.MAX_SAFE_INTEGER }));
    const next = nextChange(shifts, now);
    const waitMs = Math.min((next ?? Number.POSITIVE_INFINITY) - now, LONGEST_WAIT_MS);
    staleAt = now + waitMs;
    cancelChange = clock.after(waitMs, review);
    const before = JSON.stringify(current);
    current = [...watched.values()].map((one) => one.onCall(now));
    if (JSON.stringify(current) !== before) deps.changed();
  }

  const watchDeps = { clock, store: deps.store, people, timeZone: deps.timeZone, random, changed: review };

  function end(id: string): void {
    watched.get(id)?.close();
    watched.delete(id);
    shapes.delete(id);
  }

  /** A rotation's names come from the people, so it is made anew with them. */
  function shapeOf(schedule: ScheduleSettings, secrets: Readonly<Record<string, string>>): string {
    return JSON.stringify([schedule, secrets, schedule.from.kind === 'rotation' ? people() : null]);
  }

  function apply(): void {
    if (isStopped) return;
    const wanted = deps.schedules();
    for (const id of [...watched.keys()]) if (!wanted.some((schedule) => schedule.id === id)) end(id);
    for (const schedule of wanted) {
      const secrets = deps.secretsOf(schedule);
      const shape = shapeOf(schedule, secrets);
      if (shapes.get(schedule.id) === shape) continue;
      end(schedule.id);
      const one = new WatchedSchedule(schedule, openSchedule(schedule, secrets, openDeps), watchDeps);
      watched.set(schedule.id, one);
      shapes.set(schedule.id, shape);
      void one.refresh();
    }
    review();
  }

  return {
    apply,
    all: () => current,
    onCall: (schedule) => {
      if (clock.now() >= staleAt) review();
      const one = current.find((known) => known.schedule === schedule);
      return one ? idsOnCall(one) : [];
    },
    lanes: (span) => [...watched.values()].map((one) => ({ onCall: one.onCall(clock.now()), shifts: one.shifts(span) })),
    async refresh(schedule) {
      const one = watched.get(schedule);
      await one?.refresh();
      return one?.onCall(clock.now()) ?? null;
    },
    forget: (schedule) => watched.get(schedule)?.forget(),
    test: (schedule, secrets) => tryOut(schedule, secrets, openDeps),
    wake() {
      for (const one of watched.values()) void one.refresh();
      review();
    },
    stop() {
      isStopped = true;
      cancelChange();
      for (const id of [...watched.keys()]) end(id);
    },
  };
}

async function tryOut(schedule: ScheduleSettings, secrets: Readonly<Record<string, string>>, deps: OpenDeps): Promise<ScheduleTest> {
  const source = openSchedule(schedule, secrets, deps);
  const now = deps.now();
  const answer = await source.read(spanAround(now));
  source.close();
  if (!answer.ok) return { isOk: false, words: answer.failure.what, remedy: answer.failure.remedy, shifts: [] };
  const people = deps.people();
  const shifts = answer.shifts
    .map((shift) => shiftOf(shift, people))
    .filter(({ to }) => to > now)
    .sort((a, b) => a.from - b.from);
  const strangers = new Set(shifts.filter(({ person }) => person === null).map(({ name }) => name));
  const unknown = strangers.size === 0 ? '' : `Not among the people of the settings: ${[...strangers].slice(0, 5).join(', ')}.`;
  const isNow = shifts.some(({ from }) => from <= now);
  const words =
    shifts.length === 0
      ? 'It answers, and nobody is on call in the next two months.'
      : isNow
        ? 'It answers.'
        : 'It answers; nobody is on call now.';
  return { isOk: true, words: [words, answer.note].filter(Boolean).join(' '), remedy: unknown, shifts: shifts.slice(0, TOLD_SHIFTS) };
}
