// When a postmortem is to be published: set when an incident that needs one is resolved, over when it opens again, reminded of once a
// business day before and once when the time has come.
import type { IncidentRow } from '../../domain/incident';
import { oneLine } from '../../domain/plain-text';
import { isDrill } from '../../readiness/drill';
import { isReview } from '../../readiness/policy-review';
import { businessDaysAfter, businessDaysBefore } from '../../rules/business-days';
import type { Settings } from '../../settings';
import type { Draft, PageRequest } from '../event';
import type { PostmortemRecord } from '../views/postmortem';
import type { DecideContext } from './context';

/** Does an incident of this severity need a postmortem? A drill and a review never do. */
export function needsPostmortem(
  row: Pick<IncidentRow, 'severity' | 'isSecurity' | 'isDrill' | 'isReview'>,
  { postmortem }: Settings,
): boolean {
  return !isDrill(row) && !isReview(row) && postmortem.dueBusinessDays > 0 && (row.severity <= postmortem.requiredFrom || row.isSecurity);
}

const isOver = (row: IncidentRow | undefined): boolean => row?.status === 'resolved' || row?.status === 'closed';

/** The incident as it was (undefined: it has just opened) and as it is: when its postmortem is due, where that changed. */
export function decidePostmortemDue(before: IncidentRow | undefined, row: IncidentRow, ctx: DecideContext): Draft[] {
  const due = row.postmortem?.dueAt ?? null;
  const scheduled = (dueAt: number | null, why: string): Draft[] => [
    { kind: 'postmortem.scheduled', incident: row.id, actor: 'rules', data: { dueAt, why, by: 'rules' } },
  ];
  if (row.status === 'merged') return due === null ? [] : scheduled(null, `INC-${row.number} went into another incident`);
  if (!isOver(row)) return due === null ? [] : scheduled(null, `INC-${row.number} is open again`);
  if (due !== null || row.postmortem?.status === 'published' || !needsPostmortem(row, ctx.settings)) return [];
  const isJustOver = !isOver(before);
  const isNewlyNeeded = before !== undefined && !needsPostmortem(before, ctx.settings);
  if (!isJustOver && !isNewlyNeeded) return [];
  const days = ctx.settings.postmortem.dueBusinessDays;
  const why = `${row.isSecurity ? 'a security incident' : `SEV${row.severity}`}: within ${days} business ${days === 1 ? 'day' : 'days'}`;
  return scheduled(businessDaysAfter(row.resolvedAt ?? ctx.now, days, ctx.timeZone), why);
}

/** What is to be said of this due time now: one business day before, and when it has come; each once. */
export function reminderDue(record: Pick<PostmortemRecord, 'dueAt' | 'reminded'>, now: number, zone: string): 'soon' | 'late' | null {
  const { dueAt, reminded } = record;
  if (dueAt === null || reminded === 'late') return null;
  if (dueAt <= now) return 'late';
  return reminded === null && businessDaysBefore(dueAt, 1, zone) <= now ? 'soon' : null;
}

/** One reminder an incident, and one low page for all of them. */
export function remindOfPostmortems(
  due: readonly { readonly row: IncidentRow; readonly record: PostmortemRecord }[],
  now: number,
  zone: string,
): Draft[] {
  const told = due.flatMap(({ row, record }) => {
    const stage = reminderDue(record, now, zone);
    return stage === null || record.dueAt === null ? [] : [{ row, dueAt: record.dueAt, isLate: stage === 'late' }];
  });
  const reminders = told.map(
    ({ row, dueAt, isLate }): Draft => ({ kind: 'postmortem.reminded', incident: row.id, actor: 'time', data: { dueAt, isLate } }),
  );
  const rows = told.map(({ row }) => row);
  return rows.length === 0
    ? []
    : [
        ...reminders,
        page(
          rows,
          told.some((t) => t.isLate),
          now,
        ),
      ];
}

function page(rows: readonly IncidentRow[], isLate: boolean, now: number): Draft {
  const [first] = rows;
  const names = rows.slice(0, 3).map((r) => `INC-${r.number}`);
  const more = rows.length > 3 ? ` and ${rows.length - 3} more` : '';
  const data: PageRequest = {
    page: `postmortem:${first?.id}:${now}`,
    pageKind: 'digest',
    thread: `postmortem:${rows.length === 1 ? first?.id : 'many'}`,
    rule: 'postmortem due',
    step: 1,
    urgency: 'low',
    sound: null,
    title: `${rows.length === 1 ? 'Postmortem' : 'Postmortems'} of ${names.join(', ')}${more} ${isLate ? 'due' : 'due soon'}`,
    body: first && rows.length === 1 && !first.isRestricted ? oneLine(first.title, 200) : 'What was learnt fades with every day.',
    incidents: rows.slice(0, 50).map((r) => r.id),
    count: rows.length,
    worst: first ? rows.reduce((worst, r) => (r.severity < worst ? r.severity : worst), first.severity) : null,
    trace: [{ rule: 'postmortem due', verdict: 'page', why: 'a postmortem was promised and is not published yet' }],
    nextAt: null,
  };
  return { kind: 'page.requested', incident: null, actor: 'rules', data };
}
