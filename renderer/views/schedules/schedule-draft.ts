// The schedule form as it stands on the screen, apart from React: all kinds' fields side by side, so that changing the kind loses nothing.
import { type ScheduleSettings, scheduleSettings } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { freeId, slug } from '../../ui/config-form/free-id';
import { schemaWords } from '../settings/schema-words';

export type ScheduleKind = ScheduleSettings['from']['kind'];

export interface ScheduleDraft {
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly kind: ScheduleKind;
  readonly people: readonly string[];
  readonly startDate: string;
  readonly handoverAt: string;
  readonly timeZone: string;
  readonly rrule: string;
  readonly source: string;
  readonly schedule: string;
  readonly baseUrl: string;
  /** Typed secrets; '' keeps what the vault has. */
  readonly secretUrl: string;
  readonly token: string;
  readonly proxyUrl: string;
  readonly proxyUsername: string;
  readonly proxyPassword: string;
  readonly caPem: string;
}

export type ScheduleErrors = Readonly<Record<string, string>>;

export type ScheduleReading =
  | { readonly ok: true; readonly schedule: ScheduleSettings; readonly secrets: Record<string, string> }
  | { readonly ok: false; readonly errors: ScheduleErrors };

export const KINDS: readonly { readonly value: ScheduleKind; readonly label: string }[] = [
  { value: 'rotation', label: msg`Own rotation` },
  { value: 'ical', label: msg`Calendar (iCal)` },
  { value: 'pagerduty', label: 'PagerDuty' },
  { value: 'opsgenie', label: msg`Opsgenie` },
];

/** Rules that most teams use; any other is written as in RFC 5545. */
export const RULES: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'FREQ=WEEKLY', label: msg`every week` },
  { value: 'FREQ=WEEKLY;INTERVAL=2', label: msg`every two weeks` },
  { value: 'FREQ=DAILY', label: msg`every day` },
  { value: 'FREQ=WEEKLY;BYDAY=MO,FR', label: msg`on Mondays and Fridays` },
  { value: 'FREQ=MONTHLY', label: msg`every month` },
];

/** `today` such as 2026-11-23 stands for the first hand-over until another is chosen. */
export function emptySchedule(taken: readonly string[], today: string, people: readonly string[]): ScheduleDraft {
  return {
    ...{ id: freeId('on-call', taken), isNew: true, name: msg`On call`, kind: 'rotation', people, startDate: today, handoverAt: '09:00' },
    ...{ timeZone: '', rrule: 'FREQ=WEEKLY', source: '', schedule: '', baseUrl: '', secretUrl: '', token: '' },
    ...{ proxyUrl: '', proxyUsername: '', proxyPassword: '', caPem: '' },
  };
}

export function draftOfSchedule({ id, name, from }: ScheduleSettings, today: string): ScheduleDraft {
  const empty = { ...emptySchedule([], today, []), id, name, isNew: false, kind: from.kind };
  if (from.kind === 'rotation') return { ...empty, ...from };
  const { proxyUrl = '', proxyUsername = '', caPem = '' } = from;
  const out = { ...empty, proxyUrl, proxyUsername, caPem };
  return from.kind === 'ical' ? { ...out, source: from.source } : { ...out, schedule: from.schedule, baseUrl: from.baseUrl };
}

/** The id follows the name until the schedule is saved. */
export function renamedSchedule(draft: ScheduleDraft, name: string, taken: readonly string[]): ScheduleDraft {
  return draft.isNew ? { ...draft, name, id: freeId(slug(name) || 'on-call', taken) } : { ...draft, name };
}

function fromOf(draft: ScheduleDraft): unknown {
  const { kind, people, startDate, handoverAt, timeZone, rrule, source, schedule, baseUrl } = draft;
  if (kind === 'rotation') return { kind, people, startDate, handoverAt, timeZone, rrule: rrule.trim() };
  const out = wayOutIn(draft);
  return kind === 'ical' ? { kind, source: source.trim(), ...out } : { kind, schedule: schedule.trim(), baseUrl: baseUrl.trim(), ...out };
}

/** What is empty is left out. */
function wayOutIn({ proxyUrl, proxyUsername, caPem }: ScheduleDraft): Record<string, string> {
  const typed = Object.entries({ proxyUrl, proxyUsername, caPem }).map(([name, text]) => [name, text.trim()] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}

function secretsIn({ kind, secretUrl, token, proxyPassword }: ScheduleDraft): Record<string, string> {
  if (kind === 'rotation') return {};
  const typed = Object.entries({ ...(kind === 'ical' ? { secretUrl } : { token }), proxyPassword });
  return Object.fromEntries(typed.map(([name, text]) => [name, text.trim()] as const).filter(([, text]) => text !== ''));
}

/** Settings and typed secrets, or the words for every field that is wrong. */
export function readSchedule(draft: ScheduleDraft): ScheduleReading {
  const errors: Record<string, string> = {};
  if (draft.kind === 'rotation' && draft.people.length === 0) errors.people = msg`Somebody has to be on call.`;
  if (draft.kind === 'ical' && draft.isNew && draft.source.trim() === '' && draft.secretUrl.trim() === '')
    errors.source = msg`An address, or the path of a file.`;
  if ((draft.kind === 'pagerduty' || draft.kind === 'opsgenie') && draft.isNew && draft.token.trim() === '')
    errors.token = msg`A key is needed.`;
  const parsed = scheduleSettings.safeParse({ id: draft.id, name: draft.name.trim(), from: fromOf(draft) });
  if (!parsed.success) for (const issue of parsed.error.issues) errors[String(issue.path.at(-1))] ??= `${schemaWords(issue.message)}.`;
  return parsed.success && Object.keys(errors).length === 0
    ? { ok: true, schedule: parsed.data, secrets: secretsIn(draft) }
    : { ok: false, errors };
}

/** A refusal of the engine such as `rrule: …` belongs to that field; '' is the whole form's. */
export function refusalAt(what: string): ScheduleErrors {
  const [, field, words] = /^(rrule|people|proxyUrl): (.*)$/.exec(what) ?? [];
  return field && words ? { [field]: words } : { '': what };
}
