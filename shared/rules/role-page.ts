// The page that tells the person at this desk that a role is offered to them: once for each offer, and not for what they took themselves.
import type { IncidentRow } from '../domain/incident';
import { oneLine } from '../domain/plain-text';
import type { LogEvent, PageRequest } from '../log/event';
import { isDrill, marked } from '../readiness/drill';
import { openTitle } from './need-to-know';

/** Thread of the page; an answered offer takes it off the screen. */
export function roleThread(incident: string, role: string): string {
  return `role:${incident}:${role}`;
}

/** By its id: what becomes of such a page says nothing about the pages of its incident. */
export function isRolePage(page: string): boolean {
  return page.startsWith('role:');
}

/** Is what the page asks still open? `rows`: live incidents. */
export function isStillAsked(thread: string, rows: Iterable<IncidentRow>, me: string): boolean {
  for (const row of rows) if (row.roles.some((h) => h.offered?.person === me && roleThread(row.id, h.role) === thread)) return true;
  return false;
}

/** `row`: the incident after the event. Null when nobody here is asked, or not any more. */
export function rolePage(event: LogEvent, row: IncidentRow | undefined, me: string, isSoundOn: boolean): PageRequest | null {
  if (me === '' || !row || (event.kind !== 'role.assigned' && event.kind !== 'role.handed-over')) return null;
  const { role, roleName, by } = event.data;
  const to = event.kind === 'role.assigned' ? event.data.person : event.data.to;
  const thread = roleThread(row.id, role);
  if (to !== me || !isStillAsked(thread, [row], me)) return null;
  const why = `${by} asks you to be ${roleName}`;
  return {
    page: `${thread}:${event.seq}`,
    pageKind: 'role',
    thread,
    rule: 'role',
    step: 1,
    urgency: 'normal',
    sound: isSoundOn ? 'normal' : null,
    title: oneLine(marked(isDrill(row), `INC-${row.number}: you are asked to be ${roleName}`), 80),
    body: oneLine(`SEV${row.severity} ${openTitle(row)} · asked by ${by}. Open it to accept or decline.`, 240),
    incidents: [row.id],
    count: 1,
    worst: row.severity,
    trace: [{ rule: 'role', verdict: 'page', why }],
    nextAt: null,
  };
}
