// What a message may say about an incident. Of a restricted one: its number, its severity and how it stands, nothing else.
import { firingCount } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { Facts } from './template';
import { clockText, zoneNamed } from './wall-clock';

export interface FactContext {
  readonly now: number;
  /** IANA zone. */
  readonly timeZone: string;
  readonly audienceName: string;
}

const STATUS: Readonly<Record<IncidentRow['status'], string>> = {
  open: 'new',
  acknowledged: 'in work',
  resolved: 'resolved',
  closed: 'closed',
  merged: 'merged into another incident',
};
const MINUTE_MS = 60_000;

export function factsOf(row: IncidentRow, { now, timeZone, audienceName }: FactContext): Facts {
  const open = {
    number: `INC-${row.number}`,
    severity: `SEV${row.severity}`,
    status: STATUS[row.status],
    audience: audienceName,
    'next-update': row.updateDueAt === null ? '' : zoned(row.updateDueAt, timeZone),
  };
  if (row.isRestricted) return { ...NOTHING, ...open, title: 'a restricted incident' };
  const holder = (role: string): string => row.roles.find((r) => r.role === role && r.person !== null)?.personName ?? '';
  return {
    ...open,
    why: row.severityWhy,
    title: row.title,
    summary: row.summary,
    service: row.service ?? '',
    since: zoned(row.startedAt, timeZone),
    duration: durationText((row.resolvedAt ?? now) - row.startedAt),
    alerts: String(firingCount(row.tally)),
    'acknowledged-by': row.acknowledgedBy ?? '',
    'incident-manager': holder('incident-manager'),
    'communications-leader': holder('communications-leader'),
    'tech-leader': holder('tech-leader'),
    bridge: row.bridgeUrl ?? '',
    link: `dogwatch://incident/INC-${row.number}`,
  };
}

const NOTHING: Facts = {
  ...{ number: '', severity: '', why: '', title: '', summary: '', service: '', status: '', since: '', duration: '', alerts: '' },
  ...{ 'acknowledged-by': '', 'incident-manager': '', 'communications-leader': '', 'tech-leader': '' },
  ...{ bridge: '', 'next-update': '', audience: '', link: '' },
};

/** `03:04 UTC`. */
function zoned(at: number, timeZone: string): string {
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone: zoneNamed(timeZone), timeZoneName: 'short' }).formatToParts(at);
  return `${clockText(at, timeZone)} ${zone.find((p) => p.type === 'timeZoneName')?.value ?? ''}`.trim();
}

/** `26 min`, `3 h 5 min`, `2 d 1 h`; never negative. */
export function durationText(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / MINUTE_MS));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
