// The report of a month as one page of HTML: what happened, how long it took, what woke people, what was promised. No script, nothing loaded.
import type { IncidentFacts } from '../../shared/insights/facts';
import type { FollowThrough } from '../../shared/insights/follow-through';
import type { Group } from '../../shared/insights/groups';
import { MEASURE_NAMES, type Measured, type MeasureName } from '../../shared/insights/measures';
import type { Overview } from '../../shared/insights/overview';
import { TREND_FROM } from '../../shared/insights/spread';
import { MEASURE_WORDS } from '../../shared/insights/words';
import { lengthWords } from '../../shared/rules/incident-times';
import { escaped } from '../publish/page';
import { PAGE_STYLE } from '../publish/page-style';
import { barsSvg, heatSvg, REPORT_STYLE } from './report-charts';

export interface ReportInput {
  readonly title: string;
  /** '2026-11' */
  readonly month: string;
  readonly overview: Overview;
  /** The month before. */
  readonly last: Overview;
  /** `title` null: it is restricted. `day`: '2026-11-22'. */
  readonly gravest: readonly { readonly facts: IncidentFacts; readonly title: string | null; readonly day: string }[];
  /** '2026-12-01' */
  readonly madeAt: string;
}

const CSP = "default-src 'none'; style-src 'unsafe-inline'";

export function reportHtml(input: ReportInput): string {
  const { title, overview, madeAt } = input;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CSP}">
<meta name="generator" content="Dogwatch">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}${REPORT_STYLE}</style>
</head>
<body>
<p class="meta">Dogwatch · made ${escaped(madeAt)} · all times in ${escaped(overview.timeZone)}</p>
<h1>${escaped(title)}</h1>
${sections(input).join('\n')}
</body>
</html>
`;
}

function sections(input: ReportInput): string[] {
  const { overview, last } = input;
  if (overview.incidents === 0) return ['<p>No incident was triggered in this month.</p>', actionsPart(overview.actions)];
  return [
    summary(overview, last),
    `<h2>Incidents</h2><figure>${barsSvg(overview.buckets)}</figure>`,
    gravestPart(input),
    `<h2>How long it took</h2>${measuresTable(overview, last)}`,
    `<h2>By service</h2>${groupTable('Service', overview.groups.service, (key) => key || 'no service')}`,
    `<h2>By severity</h2>${groupTable('Severity', overview.groups.severity, (key) => `SEV${key}`)}`,
    pagesPart(overview),
    repeatsPart(overview),
    actionsPart(overview.actions),
    definitions(),
  ];
}

const percent = (share: number | null): string => (share === null ? 'unknown' : `${Math.round(share * 100)} %`);
const length = (ms: number | null): string => (ms === null ? '–' : lengthWords(ms));

function summary({ incidents, pages, neverAcknowledged, noise, drills }: Overview, last: Overview): string {
  const change = last.incidents < TREND_FROM || incidents < TREND_FROM ? '' : ` (${last.incidents} in the month before)`;
  const words = [
    `<b>${incidents}</b> ${incidents === 1 ? 'incident' : 'incidents'}${change}, <b>${pages}</b> pages.`,
    `A person acted on ${percent(noise.actionable)} of what paged; ${noise.blips} times it was over by itself within five minutes.`,
    `${neverAcknowledged} ${neverAcknowledged === 1 ? 'incident was' : 'incidents were'} never acknowledged.`,
    drills > 0 ? `${drills} ${drills === 1 ? 'drill is' : 'drills are'} not counted.` : '',
  ];
  const few =
    incidents < TREND_FROM
      ? `<p class="missing">Fewer than ${TREND_FROM} incidents: these numbers tell of single nights, not of a trend.</p>`
      : '';
  return `<p>${words.join(' ')}</p>${few}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    row.map((cell, i) => `<${tag}${i === 0 ? '' : ' class="right"'}>${cell}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;
}

function gravestPart({ gravest }: ReportInput): string {
  const rows = gravest.map(({ facts, title, day }) => [
    `INC-${facts.number}`,
    `SEV${facts.severity}`,
    day,
    title === null ? '<i>restricted</i>' : escaped(title),
    facts.resolvedAt === null ? 'not resolved' : lengthWords(facts.resolvedAt - facts.triggeredAt),
  ]);
  return `<div class="gravest"><h3>The gravest</h3>${table(['Incident', 'Severity', 'Day', 'What', 'Until resolved'], rows)}</div>`;
}

function measuresTable(overview: Overview, last: Overview): string {
  const rows = MEASURE_NAMES.map((name) => measureRow(name, overview.measures[name], last.measures[name]));
  const { betweenMs, plannedMs } = overview.failures;
  const planned = plannedMs > 0 ? `; planned downtime of ${lengthWords(plannedMs)} left out` : '';
  return `${table(['Measure', 'Mean', 'n', 'Median', 'p90', 'Month before, median'], rows)}
<p>Mean time between failures: <b>${betweenMs === null ? 'undefined, no failure' : lengthWords(betweenMs)}</b>${planned}.</p>`;
}

function measureRow(name: MeasureName, now: Measured, before: Measured): string[] {
  const coverage = name === 'detect' || name === 'recover' ? ` of ${now.of}` : '';
  const was = now.n < TREND_FROM || before.n < TREND_FROM ? 'too few' : length(before.median);
  return [escaped(MEASURE_WORDS[name].name), length(now.mean), `${now.n}${coverage}`, length(now.median), length(now.p90), was];
}

function groupTable(name: string, groups: readonly Group[], label: (key: string) => string): string {
  const rows = groups.map(({ key, incidents, measures, betweenFailures }) => [
    escaped(label(key)),
    String(incidents),
    `${length(measures.acknowledge.median)} (${measures.acknowledge.n})`,
    `${length(measures.resolve.median)} (${measures.resolve.n})`,
    length(measures.resolve.p90),
    length(betweenFailures),
  ]);
  return table([name, 'Incidents', 'MTTA, median (n)', 'MTTR resolve, median (n)', 'p90', 'MTBF'], rows);
}

function pagesPart({ heat, pages, noise }: Overview): string {
  const rows = noise.loudest.map((rule) => [
    escaped(rule.rule),
    String(rule.pages),
    percent(rule.share),
    percent(rule.actionable),
    String(rule.blips),
    rule.refiresPerDay.toFixed(2),
  ]);
  return `<h2>Pages</h2><p>${pages} ${pages === 1 ? 'page' : 'pages'}, by the hour at which they came. The ten loudest rules made ${percent(noise.loudestShare)} of them.</p>
<figure>${heatSvg(heat)}</figure>
${table(['Rule', 'Pages', 'Share', 'Actionable', 'Over by itself', 'Re-fires a day'], rows)}`;
}

function repeatsPart({ repeats }: Overview): string {
  if (repeats.incidents === 0) return '<h2>What came back</h2><p>Nothing came back within thirty days.</p>';
  const rows = repeats.most.map(({ rule, service, times, medianGapMs }) => [
    escaped(rule),
    escaped(service ?? 'no service'),
    String(times),
    lengthWords(medianGapMs),
  ]);
  return `<h2>What came back</h2><p>${repeats.incidents} of ${repeats.of} incidents came back within thirty days.</p>
${table(['Rule', 'Service', 'Times', 'Median time between'], rows)}`;
}

function actionsPart({ total, counts, byKind }: FollowThrough): string {
  if (total === 0) return '<h2>Actions</h2><p>No action was written down in this month.</p>';
  const rows = byKind.map(({ key, counts: c }) => [
    escaped(key || 'no kind'),
    ...[c['in-time'], c.late, c.undated, c.open, c.overdue, c.dropped].map(String),
  ]);
  return `<h2>Actions</h2><p>${total} written down; ${counts['in-time'] + counts.late + counts.undated} done, ${counts.overdue} overdue.</p>
${table(['Kind', 'In time', 'Late', 'Done, no date', 'Open', 'Overdue', 'Dropped'], rows)}`;
}

function definitions(): string {
  const items = MEASURE_NAMES.map((name) => `<li><b>${escaped(MEASURE_WORDS[name].name)}</b>: ${escaped(MEASURE_WORDS[name].about)}</li>`);
  return `<h2>How this is counted</h2><ul>${items.join('')}<li><b>MTBF</b>: up-time without planned downtime, divided by the number of incidents.</li>
<li><b>Actionable</b>: of the stretches that paged, those in which a person did something.</li></ul>
<p class="meta">Drills and merged incidents are not counted. Of restricted incidents only number and severity are told.</p>`;
}
