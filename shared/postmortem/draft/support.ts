// Supporting information: alerts with their charts, similar incidents with the reason, attached files.
import type { Alert } from '../../domain/alert';
import { printIncidentLink } from '../../domain/incident-link';
import { plural } from '../../log/views/words';
import { lengthWords } from '../../rules/incident-times';
import type { SimilarIncident } from '../../rules/similar-incidents';
import { type ChartReference, printChart } from '../chart-fence';
import { escapeCut } from './escape';
import type { Material } from './input';
import { webLink } from './links';
import type { Clock } from './moment';
import { WORDS_FOR_NOTHING } from './words';

const MOST_ALERTS = 40;
const MOST_FILES = 40;
const CHART_MARGIN = 0.05;

function alertLine(alert: Alert, clock: Clock): string {
  const name = alert.link === null ? escapeCut(alert.name, 120) : webLink(alert.name, alert.link);
  const cleared = alert.clearedAt === null ? 'still firing' : clock.time(alert.clearedAt);
  const times = alert.episodes > 1 ? ` (${alert.episodes} times)` : '';
  return `| ${name} | ${escapeCut(alert.summary, 160)} | ${alert.severity ?? 'unknown'} | ${clock.time(alert.startsAt)} | ${cleared}${times} |`;
}

export function alertTable({ alerts, clock }: Material): string {
  if (alerts.length === 0) return WORDS_FOR_NOTHING.alerts;
  const shown = [...alerts].sort((a, b) => a.startsAt - b.startsAt).slice(0, MOST_ALERTS);
  const more = alerts.length - shown.length;
  const lines = [
    '| Alert | What it says | Severity | Began | Cleared |',
    '| --- | --- | --- | --- | --- |',
    ...shown.map((a) => alertLine(a, clock)),
  ];
  return [...lines, ...(more > 0 ? ['', `And ${plural(more, 'more alert')}.`] : [])].join('\n');
}

/** The alerts over time, and the stages where at least two of their moments are known. */
export function chartsOf({ row, times, from, to, alerts }: Material): ChartReference[] {
  const margin = Math.ceil((to - from) * CHART_MARGIN) + 1000;
  const base = { incident: row.id, number: row.number, from: from - margin, to: to + margin };
  const marks = [
    { name: 'Impact', at: times.impactStart },
    { name: 'Detected', at: times.detected },
    { name: 'Acknowledged', at: times.firstAck },
    { name: 'Mitigated', at: times.mitigated },
    { name: 'Restored', at: times.restored },
    { name: 'Resolved', at: times.resolved },
  ].flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]));
  const stages = marks.sort((a, b) => a.at - b.at);
  return [
    ...(alerts.length > 0
      ? [{ ...base, chart: 'alerts' as const, caption: `When each alert of INC-${row.number} fired`, marks: stages }]
      : []),
    ...(stages.length > 1 ? [{ ...base, chart: 'stages' as const, caption: `Stages of INC-${row.number}`, marks: stages }] : []),
  ];
}

export function chartFences(material: Material): string {
  return chartsOf(material).map(printChart).join('\n\n');
}

function similarLine(one: SimilarIncident, clock: Clock): string {
  const link = `[INC-${one.number}](${printIncidentLink(one.number)})`;
  const head = `- ${link}, SEV${one.severity}, ${clock.day(one.openedAt)}`;
  if (one.isRestricted) return `${head}: restricted to those who need to know`;
  const took = one.resolvedAfterMs === null ? 'not resolved' : `resolved after ${lengthWords(one.resolvedAfterMs)}`;
  return `${head}: ${escapeCut(one.title, 160)} (${took}). Why: ${escapeCut(one.why, 240)}`;
}

export function similarList({ similar, clock }: Material): string {
  return similar.length === 0 ? WORDS_FOR_NOTHING.similar : similar.map((one) => similarLine(one, clock)).join('\n');
}

/** '' when nothing was attached. */
export function fileList({ events }: Material): string {
  const files = new Map<string, string>();
  for (const e of events) if (e.kind === 'attachment.added') files.set(e.data.sha256, e.data.name);
  return [...files]
    .slice(0, MOST_FILES)
    .map(([sha256, name]) => `- ${escapeCut(name, 160)} (attached to the incident, SHA-256 ${sha256.slice(0, 12)})`)
    .join('\n');
}
