// Overdue actions: one quiet word a day, at the morning of the desk, and never in the night.
import { type ActionRecord, isOverdue } from '../../domain/action';
import type { IncidentRow } from '../../domain/incident';
import { oneLine } from '../../domain/plain-text';
import { wallAt } from '../../rules/wall-clock';
import type { Draft, PageRequest } from '../event';

/** The day (`YYYY-MM-DD`) and hour of an instant in a zone. */
export function dayAt(at: number, timeZone: string): { readonly day: string; readonly hour: number } {
  const { year, month, day, hour } = wallAt(at, timeZone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return { day: `${year}-${two(month)}-${two(day)}`, hour };
}

export interface ReminderInput {
  readonly actions: readonly ActionRecord[];
  readonly rowOf: (incident: string) => IncidentRow | undefined;
  readonly now: number;
  readonly timeZone: string;
  /** The day of the last reminder, `''` for never. */
  readonly lastDay: string;
  /** Hour of the day from which a reminder may come, 0 to 23. */
  readonly fromHour: number;
  readonly isPaused: boolean;
}

/** Null: nothing to say now. `day` is to be remembered with the page. */
export function remindOfActions(input: ReminderInput): { readonly draft: Draft; readonly day: string } | null {
  const { actions, now, timeZone, lastDay, fromHour, isPaused } = input;
  const { day, hour } = dayAt(now, timeZone);
  if (isPaused || lastDay === day || hour < fromHour) return null;
  const overdue = actions.filter((a) => isOverdue(a, day));
  if (overdue.length === 0) return null;
  return { day, draft: { kind: 'page.requested', incident: null, actor: 'rules', data: pageOf(overdue, day, input) } };
}

function pageOf(overdue: readonly ActionRecord[], day: string, { rowOf }: ReminderInput): PageRequest {
  const [first] = overdue;
  const isOne = overdue.length === 1;
  const row = first && rowOf(first.incident);
  const isTellable = isOne && first !== undefined && row?.isRestricted === false;
  const owners = new Set(overdue.map((a) => a.owner ?? 'nobody'));
  return {
    page: `actions-overdue:${day}`,
    pageKind: 'digest',
    thread: 'actions-overdue',
    rule: 'action overdue',
    step: 1,
    urgency: 'low',
    sound: null,
    title: isOne ? 'An action is overdue' : `${overdue.length} actions are overdue`,
    body: isTellable ? oneLine(`${first.text} (${first.owner ?? 'nobody'}, due ${first.due})`, 200) : ownersText(owners.size),
    incidents: [...new Set(overdue.map((a) => a.incident))].slice(0, 50),
    count: overdue.length,
    worst: null,
    trace: [{ rule: 'action overdue', verdict: 'page', why: 'its day is over and it is not done' }],
    nextAt: null,
  };
}

function ownersText(owners: number): string {
  return owners === 1 ? 'All of them wait for the same owner.' : `They wait for ${owners} owners.`;
}
