// The words of a page: severity, service, what, since when; nothing else. Plain text, short, without hidden characters.
import { firingCount } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import { oneLine } from '../domain/plain-text';
import { DRILL_MARK, isDrill, marked } from '../readiness/drill';
import { msg } from '../words/words';
import { restrictedName } from './need-to-know';
import { clockText } from './wall-clock';

const TITLE_MAX = 80;
const BODY_MAX = 240;

export interface PageText {
  readonly title: string;
  readonly body: string;
}

const RESTRICTED = msg`Restricted to those who need to know. Open Dogwatch to read it.`;

export function incidentPageText(row: IncidentRow, timeZone: string): PageText {
  if (row.isRestricted) return { title: marked(isDrill(row), restrictedName(row)), body: RESTRICTED };
  const firing = firingCount(row.tally);
  const where = row.service ? `${oneLine(row.service, 40)}: ` : '';
  const mark = `${isDrill(row) ? `${DRILL_MARK} ` : ''}${row.isSecurity ? 'SECURITY ' : ''}`;
  const count = firing > 1 ? msg` · ${firing} alerts` : '';
  return {
    title: oneLine(`${mark}SEV${row.severity} ${where}${row.title}`, TITLE_MAX),
    body: oneLine(
      msg`INC-${row.number}${row.summary ? ` · ${row.summary}` : ''} · since ${clockText(row.startedAt, timeZone)}${count}`,
      BODY_MAX,
    ),
  };
}

/** One page for many: how many in all, how bad, where the newest are. */
export function stormPageText(rows: readonly IncidentRow[], total: number, worst: number, timeZone: string): PageText {
  const byService = new Map<string, number>();
  const nameOf = (row: IncidentRow): string => (row.isRestricted ? 'restricted' : (row.service ?? row.title));
  for (const r of rows) byService.set(nameOf(r), (byService.get(nameOf(r)) ?? 0) + 1);
  const loudest = [...byService].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const since = clockText(Math.min(...rows.map((r) => r.openedAt)), timeZone);
  return {
    title: oneLine(msg`Alert storm: ${total} incidents, worst SEV${worst}`, TITLE_MAX),
    body: oneLine(msg`${loudest.map(([name, n]) => `${name} (${n})`).join(', ')} · since ${since}`, BODY_MAX),
  };
}

/** After sleep or a lost network: one receipt for the whole absence. */
export function digestPageText(
  absence: { from: number; to: number; fired: number; cleared: number; stillOpen: number },
  timeZone: string,
): PageText {
  const span = `${clockText(absence.from, timeZone)}–${clockText(absence.to, timeZone)}`;
  return {
    title: oneLine(msg`Away ${span}: ${absence.fired} fired, ${absence.stillOpen} still open`, TITLE_MAX),
    body: oneLine(msg`${absence.cleared} cleared meanwhile. Open the queue to see what needs you.`, BODY_MAX),
  };
}
