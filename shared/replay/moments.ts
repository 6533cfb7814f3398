// Cuts the recorded events into what the desk was told, moment by moment: the answers of the feeds, what people did and when the clock
// was looked at. What the rules made of it then is left to the rules.
import type { AlertData } from '../domain/alert';
import type { EventData, EventKind, LogEvent, OfKind } from '../log/event';

/** One sighting that was news when it came. */
export type RecordedSighting =
  | { readonly is: 'fired'; readonly alert: AlertData }
  | { readonly is: 'changed'; readonly change: EventData['alert.changed']['changes'][number] }
  | { readonly is: 'cleared'; readonly key: string };

export interface RecordedAnswer {
  readonly feed: string;
  readonly sightings: RecordedSighting[];
  why: string;
}

export type RecordedInput =
  | { readonly is: 'answer'; readonly answer: RecordedAnswer }
  | { readonly is: 'act'; readonly event: LogEvent }
  | { readonly is: 'absence'; readonly event: OfKind<LogEvent, 'absence.noted'> };

/** What came in one step of the desk, and every event that belongs to it. */
export interface Moment {
  /** Unix ms. */
  readonly at: number;
  readonly inputs: RecordedInput[];
  /** Something came about by time alone. */
  isBeat: boolean;
  readonly events: LogEvent[];
}

type Part = 'sighting' | 'follows' | 'act' | 'beat' | 'absence' | 'page' | 'other';

const ACTS: ReadonlySet<EventKind> = new Set<EventKind>([
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.snoozed',
  'incident.unsnoozed',
  'incident.severity-changed',
  'incident.security-flagged',
  'incident.resolved',
  'incident.reopened',
  'incident.closed',
  'incident.merged',
  'incident.split',
  'paging.paused',
  'paging.unpaused',
]);
const PAGES: ReadonlySet<EventKind> = new Set<EventKind>(['page.requested', 'page.withheld', 'escalation.begun', 'escalation.stepped']);
const SIGHTINGS: readonly EventKind[] = ['alert.fired', 'alert.changed', 'alert.cleared'];
const FOLLOWING: ReadonlySet<EventKind> = new Set<EventKind>(['incident.opened', 'incident.correlated', 'incident.absorbed']);

/** Every kind of event that a replay looks at; the others say nothing to it. */
export const RECORDED_KINDS: readonly EventKind[] = [...SIGHTINGS, ...FOLLOWING, ...ACTS, ...PAGES, 'absence.noted'];

/** Order of the events that one answer makes for one incident. */
const RANK: Partial<Record<EventKind, number>> = {
  'incident.opened': 0,
  'incident.correlated': 1,
  'alert.cleared': 2,
  'incident.reopened': 3,
  'alert.fired': 4,
  'alert.changed': 5,
};
const REPEATING: ReadonlySet<EventKind> = new Set<EventKind>(['incident.correlated', 'alert.fired']);

function partOf(event: LogEvent): Part {
  if (SIGHTINGS.includes(event.kind)) return 'sighting';
  if (event.kind === 'absence.noted') return 'absence';
  if (event.kind === 'page.requested' && event.data.pageKind === 'role') return 'other';
  if (PAGES.has(event.kind)) return 'page';
  if (FOLLOWING.has(event.kind)) return 'follows';
  if (!ACTS.has(event.kind)) return 'other';
  if (event.actor === 'time') return 'beat';
  return isByRules(event) ? 'follows' : 'act';
}

function isByRules(event: LogEvent): boolean {
  switch (event.kind) {
    case 'incident.reopened':
      return event.actor.startsWith('feed:');
    case 'incident.resolved':
      return event.data.isAutomatic;
    case 'incident.acknowledged':
      return event.data.via === 'split';
    case 'incident.merged':
    case 'incident.severity-changed':
    case 'incident.security-flagged':
      return event.actor === 'rules';
    default:
      return false;
  }
}

/** Is given the events in order and gives back each moment that is over. */
export class MomentReader {
  private moment: Moment | null = null;
  private hasPages = false;
  private answer: AnswerReader | null = null;

  /** The moment that ended before this event, if one did. */
  take(event: LogEvent): Moment | null {
    const part = partOf(event);
    if (part === 'other') return null;
    const isNext = this.moment === null || event.at !== this.moment.at || this.beginsAnew(part);
    const over = isNext ? this.end() : null;
    this.moment ??= { at: event.at, inputs: [], isBeat: false, events: [] };
    this.moment.events.push(event);
    this.add(this.moment, part, event);
    return over;
  }

  end(): Moment | null {
    const over = this.moment;
    this.moment = null;
    this.answer = null;
    this.hasPages = false;
    return over;
  }

  private beginsAnew(part: Part): boolean {
    if (part === 'page') return false;
    const isEmpty = this.moment?.inputs.length === 0;
    return this.hasPages || (part === 'absence' && !isEmpty) || (part === 'beat' && !isEmpty);
  }

  private add(moment: Moment, part: Part, event: LogEvent): void {
    if (part === 'page') this.hasPages = true;
    else if (part === 'beat') moment.isBeat = true;
    else if (part === 'absence') moment.inputs.push({ is: 'absence', event: event as OfKind<LogEvent, 'absence.noted'> });
    else if (part === 'act') {
      this.answer = null;
      moment.inputs.push({ is: 'act', event });
    } else this.hear(moment, event);
  }

  private hear(moment: Moment, event: LogEvent): void {
    if (RANK[event.kind] === undefined || (event.kind === 'incident.opened' && event.actor.startsWith('person:'))) return;
    if (this.answer?.take(event)) return;
    const feed = event.actor.startsWith('feed:') ? event.actor.slice('feed:'.length) : 'feed' in event.data ? event.data.feed : '';
    this.answer = new AnswerReader(feed);
    this.answer.take(event);
    moment.inputs.push({ is: 'answer', answer: this.answer.answer });
  }
}

/** Gathers the events of one answer, and knows when an event must be of the next one. */
class AnswerReader {
  readonly answer: RecordedAnswer;
  private readonly incidents = new Set<string>();
  private readonly firedAt = new Map<string, number>();
  private incident = '';
  private rank = -1;

  constructor(feed: string) {
    this.answer = { feed, sightings: [], why: '' };
  }

  /** False: it belongs to another answer. */
  take(event: LogEvent): boolean {
    const rank = RANK[event.kind] ?? 0;
    const incident = event.incident ?? '';
    if ('feed' in event.data && event.data.feed !== this.answer.feed) return false;
    if (event.actor.startsWith('feed:') && event.actor.slice('feed:'.length) !== this.answer.feed) return false;
    if (incident !== this.incident ? this.incidents.has(incident) : rank < this.rank || (rank === this.rank && !REPEATING.has(event.kind)))
      return false;
    if (this.contradicts(event)) return false;
    this.incidents.add(incident);
    this.incident = incident;
    this.rank = rank;
    this.note(event);
    return true;
  }

  /** One answer speaks of each key once; it may end one episode and begin the next. */
  private contradicts(event: LogEvent): boolean {
    if (event.kind === 'alert.fired') return event.data.alerts.some((a) => this.firedAt.has(a.key));
    if (event.kind === 'alert.changed') return event.data.changes.some((c) => this.firedAt.has(c.key));
    if (event.kind === 'alert.cleared') return event.data.cleared.some((c) => this.firedAt.get(c.key) === c.startsAt);
    return false;
  }

  private note(event: LogEvent): void {
    const { sightings } = this.answer;
    if (event.kind === 'alert.fired') {
      for (const alert of event.data.alerts) {
        this.firedAt.set(alert.key, alert.startsAt);
        sightings.push({ is: 'fired', alert });
      }
    } else if (event.kind === 'alert.changed') {
      for (const change of event.data.changes) sightings.push({ is: 'changed', change });
    } else if (event.kind === 'alert.cleared') {
      this.answer.why = event.data.why;
      for (const { key } of event.data.cleared) sightings.push({ is: 'cleared', key });
    }
  }
}
