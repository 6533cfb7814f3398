// What the slash menu can put into a text, asked of the engine when it is opened: the incident goes on while one writes.
import type { IncidentRow } from '../../../shared/domain/incident';
import { printActionLine } from '../../../shared/postmortem/action-line';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { exactTime } from '../../ui/time-words';
import { tellError } from '../../ui/toasts';
import type { Insert, InsertKind } from '../postmortem/seams';

/** Newest entries that quotes are looked for in. */
const LOOKED_AT = 1000;
const SAID: ReadonlySet<string> = new Set(['incident.noted']);

export function insertsOf(kind: InsertKind, row: IncidentRow): Promise<readonly Insert[]> {
  return KINDS[kind](row);
}

const KINDS: Readonly<Record<InsertKind, (row: IncidentRow) => Promise<readonly Insert[]>>> = {
  timeline: timelineInserts,
  graph: graphInserts,
  action: actionInserts,
  role: async (row) => roleInserts(row),
  quote: quoteInserts,
};

async function timelineInserts({ id }: IncidentRow): Promise<readonly Insert[]> {
  const reply = await callEngine('timeline-rows', { incident: id });
  if (!reply.ok) return told(reply.error);
  const { head, rows } = reply.value;
  const all = {
    label: msg`The whole timeline`,
    detail: msg`${rows.length} rows`,
    markdown: [head, ...rows.map((r) => r.markdown)].join('\n'),
  };
  return rows.length === 0 ? [] : [all, ...rows.map((r) => ({ label: r.words, detail: r.time, markdown: r.markdown }))];
}

async function graphInserts({ id }: IncidentRow): Promise<readonly Insert[]> {
  const reply = await callEngine('list-charts', { incident: id });
  if (!reply.ok) return told(reply.error);
  return reply.value.charts.map(({ label, markdown }) => ({ label, detail: 'chart', markdown }));
}

async function actionInserts({ id }: IncidentRow): Promise<readonly Insert[]> {
  const fresh: Insert = { label: msg`A new action`, detail: msg`owner and date to be filled in`, markdown: '- [ ] ' };
  const reply = await callEngine('list-actions', { incident: id });
  if (!reply.ok) return [fresh, ...told(reply.error)];
  const known = reply.value.actions.filter(({ isInText }) => !isInText);
  return [fresh, ...known.map((a) => ({ label: a.text, detail: a.state, markdown: printActionLine({ ...a, lead: '- ', unread: [] }) }))];
}

function roleInserts({ roles }: IncidentRow): readonly Insert[] {
  const held = roles.map((r) => ({ label: msg`the ${r.roleName}`, detail: r.personName, markdown: msg`the ${r.roleName}` }));
  const free = (useDesk.getState().settings?.roles ?? [])
    .filter(({ id }) => !roles.some(({ role }) => role === id))
    .map(({ name }) => ({ label: msg`the ${name}`, detail: msg`held by nobody`, markdown: msg`the ${name}` }));
  return [...held, ...free];
}

async function quoteInserts({ id }: IncidentRow): Promise<readonly Insert[]> {
  const reply = await callEngine('list-timeline', { id, limit: LOOKED_AT });
  if (!reply.ok) return told(reply.error);
  return reply.value.entries
    .filter(({ kind, tone }) => tone === 'person' || SAID.has(kind))
    .reverse()
    .map((entry) => {
      const words = entry.detail || entry.text;
      const time = exactTime(entry.happenedAt ?? entry.at);
      return { label: words.split('\n')[0] ?? '', detail: time, markdown: `${quoted(words)}\n>\n> ${time}` };
    });
}

function quoted(words: string): string {
  return words
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function told(error: Parameters<typeof tellError>[0]): readonly Insert[] {
  tellError(error);
  return [];
}
