// Gathers what a draft is made of and writes it. Reads the log only; nothing is kept.
import type { LastTime, PostmortemDraftValues, TemplateInfo } from '../../shared/contract/postmortem-draft';
import type { Incident } from '../../shared/domain/incident';
import { oneLine } from '../../shared/domain/plain-text';
import type { LogEvent } from '../../shared/log/event';
import { foldIncident } from '../../shared/log/reduce';
import { printChart } from '../../shared/postmortem/chart-fence';
import { type DraftInput, materialOf } from '../../shared/postmortem/draft/input';
import { chartsOf } from '../../shared/postmortem/draft/support';
import { tableHead, tableRow } from '../../shared/postmortem/draft/table';
import { chooseTemplate, fillTemplate, type PostmortemTemplate } from '../../shared/postmortem/templates/template';
import { type SimilarIncident, similarIncidents } from '../../shared/rules/similar-incidents';
import { zoneNamed } from '../../shared/rules/wall-clock';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { ReadLog } from '../log/store';
import { lookAlikes } from './look-alikes';
import { readTemplates } from './templates';

export interface DraftingDeps {
  readonly log: ReadLog;
  readonly settings: () => Settings;
  /** The zone of this machine. */
  readonly timeZone: string;
  /** An incident in memory; undefined: it is closed. */
  readonly live: (id: string) => Incident | undefined;
}

type Failed = { readonly ok: false; readonly what: string; readonly remedy: string };
type Answer<T> = { readonly ok: true; readonly value: T } | Failed;

const NO_SUCH: Failed = { ok: false, what: msg`There is no such incident.`, remedy: msg`It may be in another profile.` };
const SIMILAR_IN_DRAFT = 5;
const WORDS = 300;

export async function draftPostmortem(
  deps: DraftingDeps,
  id: string,
  wanted: string | null,
): Promise<Answer<PostmortemDraftValues['draft-postmortem']>> {
  const { templates, faults } = await readTemplates(deps.settings().postmortem.templateFolder);
  const input = inputOf(deps, id);
  if (!input) return NO_SUCH;
  const chosen = wanted === null ? chooseTemplate(templates, input.row) : namedTemplate(templates, wanted);
  if (!chosen) {
    const known = templates.map((one) => one.id).join(', ');
    const fault = faults.find((words) => words.startsWith(`${wanted}.md:`));
    return { ok: false, what: fault ?? msg`There is no template “${oneLine(wanted ?? '', 60)}”.`, remedy: msg`Known templates: ${known}.` };
  }
  const markdown = fillTemplate(chosen.template.body, materialOf(input));
  return { ok: true, value: { markdown, template: chosen.template.id, why: chosen.why } };
}

function namedTemplate(templates: readonly PostmortemTemplate[], id: string): { template: PostmortemTemplate; why: string } | null {
  const template = templates.find((one) => one.id === id);
  return template ? { template, why: `“${template.name}”, as chosen` } : null;
}

export async function listTemplates({ settings }: DraftingDeps): Promise<PostmortemDraftValues['list-postmortem-templates']> {
  const folder = settings().postmortem.templateFolder;
  const { templates, faults } = await readTemplates(folder);
  return { templates: templates.map(({ id, name, about, isOwn }): TemplateInfo => ({ id, name, about, isOwn })), folder, faults };
}

export function timelineRows(deps: DraftingDeps, id: string, since: number): Answer<PostmortemDraftValues['timeline-rows']> {
  const input = inputOf(deps, id);
  if (!input) return NO_SUCH;
  const { rows, row, clock } = materialOf(input);
  const told = rows.rows.filter(({ at }) => at >= since);
  const value = { head: tableHead(clock), rows: told.map((one) => tableRow(one, row.number, clock)) };
  return { ok: true, value };
}

export function listCharts(deps: DraftingDeps, id: string): Answer<PostmortemDraftValues['list-charts']> {
  const input = inputOf(deps, id);
  if (!input) return NO_SUCH;
  const charts = chartsOf(materialOf(input)).map((chart) => ({ label: chart.caption, markdown: printChart(chart) }));
  return { ok: true, value: { charts } };
}

export function findSimilar({ log, live }: DraftingDeps, id: string, limit: number): Answer<readonly LastTime[]> {
  const incident = live(id) ?? foldIncident(log.incidentEvents(id));
  if (!incident) return NO_SUCH;
  return { ok: true, value: similarTo(log, incident, limit).map((one) => lastTime(log, one)) };
}

function inputOf({ log, settings, timeZone, live }: DraftingDeps, id: string): DraftInput | undefined {
  const events: readonly LogEvent[] = log.incidentEvents(id);
  const incident = live(id) ?? foldIncident(events);
  if (!incident) return undefined;
  const { people, person, feeds } = settings();
  const alerts = [...incident.alerts.values()].sort((a, b) => a.startsAt - b.startsAt || (a.key < b.key ? -1 : 1));
  return {
    ...{ row: incident.row, events, alerts, people, me: person.name, zone: zoneNamed(timeZone) },
    similar: similarTo(log, incident, SIMILAR_IN_DRAFT),
    feeds: Object.fromEntries(feeds.map((feed) => [feed.id, feed.name])),
  };
}

function similarTo(log: ReadLog, incident: Incident, most: number): SimilarIncident[] {
  const names = [...new Set([incident.row.labels.alertname, ...[...incident.alerts.values()].map(({ name }) => name)])];
  const candidates = lookAlikes(
    log,
    incident.row,
    names.filter((name) => name !== undefined),
  );
  return similarIncidents(incident.row, candidates, most);
}

/** How it went then. Of a restricted incident nothing but its number is told. */
function lastTime(log: ReadLog, one: SimilarIncident): LastTime {
  if (one.isRestricted) return { ...one, title: '', resolvedWhy: '', lastNote: '', runbook: '' };
  const words = (kinds: Parameters<ReadLog['newestOf']>[1], of: (event: LogEvent) => string): string => {
    const event = log.newestOf(one.id, kinds);
    return event ? oneLine(of(event), WORDS) : '';
  };
  return {
    ...one,
    resolvedWhy: words(['incident.resolved'], (e) => (e.kind === 'incident.resolved' ? e.data.why : '')),
    lastNote: words(['incident.noted'], (e) => (e.kind === 'incident.noted' ? e.data.text : '')),
    runbook: words(['runbook.opened', 'runbook.attached'], (e) =>
      e.kind === 'runbook.opened' || e.kind === 'runbook.attached' ? e.data.title : '',
    ),
  };
}
