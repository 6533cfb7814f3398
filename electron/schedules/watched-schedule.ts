// One schedule and its life: asked every 15 minutes, less often while it fails; what it last said stays until it says something new.
import type { OnCall, Shift } from '../../shared/domain/on-call';
import type { FeedFailure } from '../../shared/feed';
import { shiftsAfter, shiftsAt } from '../../shared/rules/on-call-now';
import { momentWords } from '../../shared/rules/on-call-words';
import { personNamed } from '../../shared/rules/person-match';
import { zoneNamed } from '../../shared/rules/wall-clock';
import type { Person, ScheduleSettings } from '../../shared/settings/team';
import { msg } from '../../shared/words/words';
import type { Clock } from '../feeds/clock';
import { type AnswerStore, type KeptAnswer, loadAnswer, sourceName, storeAnswer } from './kept-answer';
import type { OpenSchedule } from './open-schedule';
import { type RawShift, type Span, touches } from './source';

const REFRESH_MS = 15 * 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_PATIENCE_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Asked for at once; PagerDuty answers 90 days at most. */
const BEHIND_MS = 16 * DAY_MS;
const AHEAD_MS = 62 * DAY_MS;

export interface WatchDeps {
  readonly clock: Clock;
  readonly store: AnswerStore;
  readonly people: () => readonly Person[];
  /** IANA zone of this machine, for words. */
  readonly timeZone: string;
  readonly random: () => number;
  /** Something may read differently now. */
  readonly changed: () => void;
}

/** A raw shift with the settings' person found; pure. */
export function shiftOf({ name, email, person, from, to }: RawShift, people: readonly Person[]): Shift {
  const known = person === null ? personNamed(people, { name, email }) : people.find(({ id }) => id === person);
  return { person: known?.id ?? null, name: known?.name ?? name, from, to };
}

/** The span asked for around `now`. */
export function spanAround(now: number): Span {
  return { from: now - BEHIND_MS, to: now + AHEAD_MS };
}

/** Pause after the `failures`-th failure in a row: half a minute, doubled up to the usual pause; as long as the source asks for. */
function pauseAfter(failures: number, failure: FeedFailure, random: number): number {
  const pause = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), REFRESH_MS) * (0.9 + 0.2 * random);
  return Math.max(Math.round(pause), Math.min(failure.retryAfterMs ?? 0, LONGEST_PATIENCE_MS));
}

export class WatchedSchedule {
  readonly settings: ScheduleSettings;
  private readonly source: OpenSchedule;
  private readonly deps: WatchDeps;
  private kept: KeptAnswer | null;
  private failure: FeedFailure | null = null;
  private failures = 0;
  private asking: Promise<void> | null = null;
  private isClosed = false;
  private cancel: () => void = () => undefined;

  constructor(settings: ScheduleSettings, source: OpenSchedule, deps: WatchDeps) {
    this.settings = settings;
    this.source = source;
    this.deps = deps;
    this.kept = settings.from.kind === 'rotation' ? null : loadAnswer(deps.store, settings);
  }

  /** Asks now, or waits for the answer that is under way; plans the next time. */
  refresh(): Promise<void> {
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  close(): void {
    this.isClosed = true;
    this.cancel();
    this.source.close();
  }

  /** What was kept was of another secret. */
  forget(): void {
    if (this.settings.from.kind !== 'rotation') storeAnswer(this.deps.store, this.settings.id, null);
  }

  shifts(span: Span): Shift[] {
    const people = this.deps.people();
    return (this.kept?.shifts ?? [])
      .filter((shift) => touches(shift, span))
      .map((shift) => shiftOf(shift, people))
      .sort((a, b) => a.from - b.from || a.to - b.to);
  }

  onCall(at: number): OnCall {
    const { id, name, from } = this.settings;
    const shifts = this.shifts({ from: at, to: Number.MAX_SAFE_INTEGER });
    const timeZone = from.kind === 'rotation' ? from.timeZone || zoneNamed(this.deps.timeZone) : '';
    return {
      ...{ schedule: id, name, timeZone, ...this.standing(at) },
      now: shiftsAt(shifts, at),
      next: shiftsAfter(shifts, at),
      asOf: this.kept?.asOf ?? null,
    };
  }

  private standing(at: number): Pick<OnCall, 'state' | 'why' | 'remedy'> {
    const { kept, failure } = this;
    const remedy = failure?.remedy ?? '';
    if (kept === null) {
      const waiting = 'It has not answered yet.';
      return { state: 'unknown', why: failure?.what ?? waiting, remedy };
    }
    if (failure === null) return { state: 'known', why: kept.note, remedy: '' };
    const since = momentWords(kept.asOf, at, this.deps.timeZone);
    if (at >= kept.to) return { state: 'unknown', why: msg`${failure.what} The last answer, of ${since}, does not reach to now.`, remedy };
    return { state: 'stale', why: msg`Stale since ${since}: ${failure.what}`, remedy };
  }

  private async ask(): Promise<void> {
    this.cancel();
    const at = this.deps.clock.now();
    const span = spanAround(at);
    const answer = await this.source.read(span);
    if (this.isClosed) return;
    if (answer.ok) {
      const { shifts, note } = answer;
      this.kept = { source: sourceName(this.settings), asOf: at, to: span.to, note, shifts: [...shifts] };
      this.failure = null;
      this.failures = 0;
      if (this.settings.from.kind !== 'rotation') storeAnswer(this.deps.store, this.settings.id, this.kept);
    } else {
      this.failure = answer.failure;
      this.failures++;
    }
    const pause = this.failure === null ? REFRESH_MS : pauseAfter(this.failures, this.failure, this.deps.random());
    this.cancel = this.deps.clock.after(pause, () => void this.refresh());
    this.deps.changed();
  }
}
