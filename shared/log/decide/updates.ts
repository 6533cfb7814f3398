// When the audiences are to hear the next word: set when an incident opens or gets worse, moved on by an update that went out, over with it.
import type { IncidentRow } from '../../domain/incident';
import { oneLine } from '../../domain/plain-text';
import { isReview } from '../../readiness/policy-review';
import type { Settings } from '../../settings';
import type { Draft, PageRequest } from '../event';
import type { DecideContext } from './context';

const MINUTE_MS = 60_000;
/** Messages of one update go out one after the other: they move the due time once. */
const SAME_UPDATE_MS = MINUTE_MS;

/** Updates are due only where somebody can be told. */
export function areUpdatesWanted({ audiences }: Settings): boolean {
  return audiences.some((a) => a.members.length > 0);
}

/** The incident as it was (undefined: it has just opened) and as it is: when the next update is due, where that changed. */
export function decideUpdateDue(before: IncidentRow | undefined, row: IncidentRow, ctx: DecideContext): Draft[] {
  const scheduled = (dueAt: number | null, why: string): Draft[] => [
    { kind: 'update.scheduled', incident: row.id, actor: 'rules', data: { dueAt, why, by: 'rules' } },
  ];
  if (row.status === 'resolved' || row.status === 'closed' || row.status === 'merged')
    return row.updateDueAt === null ? [] : scheduled(null, `INC-${row.number} is over`);
  const minutes = isReview(row) ? 0 : ctx.settings.updates.everyMinutes[`sev${row.severity}`];
  const next = ctx.now + minutes * MINUTE_MS;
  const why = `SEV${row.severity}: every ${minutes} min`;
  if (row.lastUpdateAt !== null && row.lastUpdateAt !== before?.lastUpdateAt && row.updateDueAt !== null) {
    if (minutes === 0) return scheduled(null, `SEV${row.severity} has no regular updates`);
    return next - row.updateDueAt > SAME_UPDATE_MS ? scheduled(next, why) : [];
  }
  const isNewlyOpen = before === undefined || before.status === 'resolved' || before.status === 'closed';
  const isWorse = before !== undefined && row.severity < before.severity;
  if (minutes === 0 || !(isNewlyOpen || isWorse) || !areUpdatesWanted(ctx.settings)) return [];
  return row.updateDueAt === null || row.updateDueAt > next ? scheduled(next, why) : [];
}

/** Due and not reminded of yet. */
export function isUpdateDue(row: IncidentRow, now: number): boolean {
  if (row.updateDueAt === null || row.updateDueAt > now || row.updateRemindedFor === row.updateDueAt) return false;
  return row.status === 'open' || row.status === 'acknowledged';
}

/** One reminder an incident, and one low page for all of them. */
export function remindOfUpdates(rows: readonly IncidentRow[], ctx: DecideContext): Draft[] {
  const reminders = rows.map(
    (row): Draft => ({ kind: 'update.reminded', incident: row.id, actor: 'time', data: { dueAt: row.updateDueAt ?? ctx.now } }),
  );
  return rows.length === 0 ? [] : [...reminders, reminderPage(rows, ctx.now)];
}

function reminderPage(rows: readonly IncidentRow[], now: number): Draft {
  const [first] = rows;
  const title =
    rows.length === 1 && first
      ? `Update on INC-${first.number} due`
      : `Updates due on ${rows
          .slice(0, 3)
          .map((r) => `INC-${r.number}`)
          .join(', ')}${rows.length > 3 ? ` and ${rows.length - 3} more` : ''}`;
  const data: PageRequest = {
    page: `update:${first?.id}:${now}`,
    pageKind: 'digest',
    thread: `update:${rows.length === 1 ? first?.id : 'many'}`,
    rule: 'update due',
    step: 1,
    urgency: 'low',
    sound: null,
    title,
    body: first && rows.length === 1 && !first.isRestricted ? oneLine(first.title, 200) : 'The audiences wait to hear how it stands.',
    incidents: rows.slice(0, 50).map((r) => r.id),
    count: rows.length,
    worst: first ? rows.reduce((worst, r) => (r.severity < worst ? r.severity : worst), first.severity) : null,
    trace: [{ rule: 'update due', verdict: 'page', why: 'the audiences were promised a word by now' }],
    nextAt: null,
  };
  return { kind: 'page.requested', incident: null, actor: 'rules', data };
}
