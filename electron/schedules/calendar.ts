// From the text of an iCalendar file to shifts: recurring events, exceptions, moved ones, whole days. The text is hostile: its size, the
// number of events and of repetitions have limits, and what can't be read is said.
import ICAL from 'ical.js';
import { oneLine } from '../../shared/domain/plain-text';
import { zoneNamed } from '../../shared/rules/wall-clock';
import type { Person } from '../../shared/settings/team';
import { msg } from '../../shared/words/words';
import { calendarInstant, ianaOf, isZone } from './calendar-time';
import { type RawShift, type Span, touches } from './source';

export type CalendarShifts =
  | { readonly ok: true; readonly shifts: readonly RawShift[]; readonly skipped: number }
  | { readonly ok: false; readonly why: string };

const MAX_REPEATS = 20_000;
const MAX_SHIFTS = 5_000;
const NAME_MAX = 120;
/** What on-call calendars write around a name. */
const AROUND = /^\s*(?:on[\s-]?call|pager duty|bereitschaft|duty)\b[\s:–-]*|[\s:–-]*\bon[\s-]?call\s*$/giu;

interface Who {
  readonly name: string;
  readonly email: string;
}

function isWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  const isEdge = (char: string | undefined): boolean => char === undefined || !/[\p{L}\p{N}@._-]/u.test(char);
  return at >= 0 && isEdge(text[at - 1]) && isEdge(text[at + word.length]);
}

/** The people whom the title names; where it names none of ours, the title itself is the name. */
function whoInTitle(summary: string, people: readonly Person[]): Who[] {
  const title = oneLine(summary, 500).toLowerCase();
  const named = people.filter(({ id, name, reach }) =>
    [id, name, ...reach.map(({ address }) => address)].some((word) => word.length > 1 && isWord(title, word.toLowerCase())),
  );
  if (named.length > 0) return named.map(({ name }) => ({ name, email: '' }));
  const bare = oneLine(summary.replace(AROUND, ' '), NAME_MAX) || oneLine(summary, NAME_MAX);
  return [{ name: bare || 'somebody', email: bare.includes('@') ? bare : '' }];
}

function whoOf(event: ICAL.Event, people: readonly Person[]): Who[] {
  const attendees = event.attendees.flatMap((attendee) => {
    const email = String(attendee.getFirstValue() ?? '').replace(/^mailto:/i, '');
    const name = String(attendee.getParameter('cn') ?? '') || email;
    const isOut = /^DECLINED$/i.test(String(attendee.getParameter('partstat') ?? ''));
    return name === '' || isOut ? [] : [{ name: oneLine(name, NAME_MAX), email: oneLine(email, NAME_MAX) }];
  });
  return attendees.length > 0 ? attendees : whoInTitle(event.summary ?? '', people);
}

function isCancelled(event: ICAL.Event): boolean {
  return /^CANCELLED$/i.test(String(event.component.getFirstPropertyValue('status') ?? ''));
}

/** Masters of repeating and single events, each with the events that stand for single repetitions. */
function eventsOf(calendar: ICAL.Component): ICAL.Event[] {
  const all = calendar.getAllSubcomponents('vevent');
  const moved = all.filter((component) => component.hasProperty('recurrence-id'));
  const masters = all.filter((component) => !component.hasProperty('recurrence-id'));
  const uidOf = (component: ICAL.Component): unknown => component.getFirstPropertyValue('uid');
  const alone = moved.filter((component) => !masters.some((master) => uidOf(master) === uidOf(component)));
  return [
    ...masters.map((master) => new ICAL.Event(master, { exceptions: moved.filter((component) => uidOf(component) === uidOf(master)) })),
    ...alone.map((component) => new ICAL.Event(component)),
  ];
}

interface Reading {
  readonly span: Span;
  readonly floating: string;
  readonly people: readonly Person[];
}

/** A whole day without an end is that day (RFC 5545, 3.6.1). */
function shiftsOf(item: ICAL.Event, start: ICAL.Time, end: ICAL.Time, { span, floating, people }: Reading): RawShift[] {
  const from = calendarInstant(start, floating, 'start');
  const to = calendarInstant(end, floating, 'end');
  if (isCancelled(item) || !touches({ from, to }, span)) return [];
  return whoOf(item, people).map((who) => ({ ...who, person: null, from, to }));
}

function repeatsOf(event: ICAL.Event, reading: Reading): RawShift[] {
  const { span, floating } = reading;
  const shifts: RawShift[] = [];
  const iterator = event.iterator();
  for (let n = 0; n < MAX_REPEATS && shifts.length < MAX_SHIFTS; n++) {
    const next = iterator.next();
    // A repetition may have been moved to an earlier day by an exception, so a while is looked on.
    if (!next || calendarInstant(next, floating, 'start') > span.to + LOOK_ON_MS) return shifts;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    shifts.push(...shiftsOf(item, startDate, endDate, reading));
  }
  throw new Error('an event repeats too often to be a shift');
}

/** Many calendars name a zone without describing it; the library then knows the time only, not its zone. */
function inZoneOf(event: ICAL.Event, reading: Reading): Reading {
  const tzid = String(event.component.getFirstProperty('dtstart')?.getParameter('tzid') ?? '');
  return { ...reading, floating: ianaOf(tzid) || reading.floating };
}

const LOOK_ON_MS = 31 * 86_400_000;

/** Shifts that touch the span. `timeZone` (IANA): for days and times for which the calendar names no zone. */
export function readCalendar(text: string, span: Span, people: readonly Person[], timeZone: string): CalendarShifts {
  let calendar: ICAL.Component;
  try {
    const parsed: unknown = ICAL.parse(text);
    const first = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed[0] : parsed;
    calendar = new ICAL.Component(first as unknown[]);
  } catch (error) {
    // The reader's own stumbling would tell a person nothing.
    const words = error instanceof Error && !(error instanceof TypeError) ? `: ${oneLine(error.message, 100)}` : '.';
    return { ok: false, why: msg`This is no calendar${words}` };
  }
  if (calendar.name !== 'vcalendar') return { ok: false, why: msg`This is no calendar (VCALENDAR).` };
  const own = String(calendar.getFirstPropertyValue('x-wr-timezone') ?? '');
  const reading = { span, people, floating: isZone(own) ? own : zoneNamed(timeZone) };
  const shifts: RawShift[] = [];
  let skipped = 0;
  for (const event of eventsOf(calendar)) {
    try {
      const own = inZoneOf(event, reading);
      shifts.push(...(event.isRecurring() ? repeatsOf(event, own) : shiftsOf(event, event.startDate, event.endDate, own)));
    } catch {
      skipped++;
    }
    if (shifts.length > MAX_SHIFTS) return { ok: false, why: msg`The calendar has more than ${MAX_SHIFTS} shifts in two months.` };
  }
  return { ok: true, shifts, skipped };
}
