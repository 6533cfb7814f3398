// When what happened in an incident, and how long each stretch took, by the product's exact definitions. What nobody said is unknown,
// with what a person can confirm; it is never guessed.
import type { Impact } from '../domain/impact';
import type { EventKind, LogEvent } from '../log/event';
import { msg } from '../words/words';

/** The kinds that `incidentTimes` looks at. */
export const TIME_KINDS: readonly EventKind[] = [
  'incident.opened',
  'incident.acknowledged',
  'incident.resolved',
  'incident.reopened',
  'incident.closed',
  'incident.impact-set',
  'alert.fired',
  'incident.absorbed',
  'page.shown',
];

/** Unix ms; null: it did not happen, or nobody said. */
export interface IncidentTimes {
  /** Confirmed by a person. */
  readonly impactStart: number | null;
  /** The earliest start that a source gave. */
  readonly firstSighting: number | null;
  /** When the incident opened here: it is what "detected" and "triggered" mean. */
  readonly detected: number | null;
  readonly firstPageShown: number | null;
  /** The first acknowledgement by a person; one that came along with a split counts for the incident that it came from. */
  readonly firstAck: number | null;
  readonly mitigated: number | null;
  readonly restored: number | null;
  /** The last one, and only when nothing reopened it since. */
  readonly resolved: number | null;
  readonly closed: number | null;
}

export type Duration = { readonly ms: number } | { readonly unknown: string; readonly confirm: string };

/** `toDetect` detected - impact start (MTTD), `toAcknowledge` first human ack - trigger (MTTA), `toResolve` resolved - triggered, `toRecover` restored - impact start. */
export interface IncidentDurations {
  readonly toDetect: Duration;
  readonly toAcknowledge: Duration;
  readonly toResolve: Duration;
  readonly toRecover: Duration;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Folds the events of one incident, oldest first; kinds other than `TIME_KINDS` change nothing. */
export function incidentTimes(events: Iterable<LogEvent>): IncidentTimes {
  const times: Mutable<IncidentTimes> = {
    ...{ impactStart: null, firstSighting: null, detected: null, firstPageShown: null, firstAck: null },
    ...{ mitigated: null, restored: null, resolved: null, closed: null },
  };
  for (const event of events) step(times, event);
  return times;
}

function earlier(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}

function step(times: Mutable<IncidentTimes>, e: LogEvent): void {
  switch (e.kind) {
    case 'incident.opened':
      times.detected = e.at;
      times.firstSighting = earlier(times.firstSighting, Math.min(e.data.startedAt, e.at));
      return;
    case 'alert.fired':
    case 'incident.absorbed':
      times.firstSighting = earlier(times.firstSighting, Math.min(e.data.startedAt, e.at));
      return;
    case 'incident.acknowledged':
      if (e.actor.startsWith('person:') && e.data.via !== 'split') times.firstAck ??= e.at;
      return;
    case 'page.shown':
      times.firstPageShown ??= e.at;
      return;
    case 'incident.resolved':
      times.resolved = e.at;
      return;
    case 'incident.reopened':
      times.resolved = null;
      times.closed = null;
      return;
    case 'incident.closed':
      times.resolved ??= e.at;
      times.closed = e.at;
      return;
    case 'incident.impact-set':
      confirm(times, e.data);
      return;
    default:
      return;
  }
}

function confirm(times: Mutable<IncidentTimes>, impact: Impact): void {
  times.impactStart = impact.impactStart;
  times.mitigated = impact.mitigatedAt;
  times.restored = impact.restoredAt;
}

/** Detected before the impact began is a negative length: it says that the alert came first. */
export function incidentDurations(times: IncidentTimes): IncidentDurations {
  const { impactStart, detected, firstAck, resolved, restored } = times;
  const noStart = { unknown: msg`nobody confirmed when the impact began`, confirm: msg`the start of the impact` };
  return {
    toDetect: between(impactStart, detected, noStart, { unknown: msg`it was not detected here`, confirm: msg`when it was noticed` }),
    toAcknowledge: between(detected, firstAck, noTrigger, {
      unknown: msg`no person acknowledged it`,
      confirm: msg`who took it on, and when`,
    }),
    toResolve: between(detected, resolved, noTrigger, { unknown: msg`it is not resolved`, confirm: msg`when it was resolved` }),
    toRecover: between(impactStart, restored, noStart, {
      unknown: msg`nobody confirmed when users were served as before`,
      confirm: msg`when it was restored`,
    }),
  };
}

const noTrigger: Duration = { unknown: msg`it was not triggered here`, confirm: msg`when it was noticed` };

function between(from: number | null, to: number | null, noFrom: Duration, noTo: Duration): Duration {
  if (from === null) return noFrom;
  return to === null ? noTo : { ms: to - from };
}

/** `26 min 10 s`, `2 h 5 min`, `3 d 4 h`; a negative length has a minus. */
export function lengthWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [d, h, m, s] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const parts =
    d > 0
      ? [`${d} d`, h > 0 && `${h} h`]
      : h > 0
        ? [`${h} h`, m > 0 && msg`${m} min`]
        : [m > 0 && msg`${m} min`, (s > 0 || m === 0) && `${s} s`];
  return `${ms < 0 && seconds > 0 ? '-' : ''}${parts.filter(Boolean).join(' ')}`;
}
