// Calls about incidents: acts of a person, and what the window asks to see.
import type { EngineValues, IncidentDetail, Reply } from '../../shared/contract';
import type { IncidentRunbooks } from '../../shared/contract/runbooks';
import { type Alert, alertId } from '../../shared/domain/alert';
import type { Incident } from '../../shared/domain/incident';
import { decideAct, type IncidentAct } from '../../shared/log/decide/commands';
import type { Decision } from '../../shared/log/decide/context';
import { decideMerge, decideSplit } from '../../shared/log/decide/moves';
import type { LogEvent } from '../../shared/log/event';
import { foldIncident } from '../../shared/log/reduce';
import { foldRuns } from '../../shared/log/views/runs';
import { tellEvent } from '../../shared/log/views/timeline';
import { explainPaging } from '../../shared/rules/explain';
import type { Log } from '../log/store';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface IncidentCallDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly person: () => string;
  readonly now: () => number;
  readonly runbooksOf: (incident: Incident, events: readonly LogEvent[]) => IncidentRunbooks;
}

type Acts = EngineValues['acknowledge-incident'];
type Names =
  | 'get-incident'
  | 'list-alerts'
  | 'match-alerts'
  | 'search'
  | 'list-past'
  | 'acknowledge-incident'
  | 'unacknowledge-incident'
  | 'snooze-incident'
  | 'unsnooze-incident'
  | 'resolve-incident'
  | 'close-incident'
  | 'reopen-incident'
  | 'set-severity'
  | 'flag-security'
  | 'add-note'
  | 'merge-incidents'
  | 'split-incident';

const TIMELINE_MAX = 2000;
const ALERTS_FIRST = 200;

export function incidentCalls(deps: IncidentCallDeps): Pick<Handlers, Names> {
  const { desk, log } = deps;
  const act = (ids: readonly string[], what: IncidentAct): Reply<Acts> =>
    commit(deps, ids, ids.length, (state) => decideAct(state, ids, what, deps.person()));
  return {
    'get-incident': ({ id }) => {
      const incident = find(deps, id);
      return incident ? done(detailOf(deps, incident)) : refuse('There is no such incident.', 'It may be in another profile.');
    },
    'list-alerts': ({ id, text, offset, limit }) => {
      const incident = find(deps, id);
      if (!incident) return refuse('There is no such incident.');
      const alerts = sorted(incident).filter(textFilter(text));
      return done({ alerts: alerts.slice(offset, offset + limit), total: alerts.length });
    },
    'match-alerts': ({ text }) => {
      const test = textFilter(text);
      const incidents = [...desk.state.incidents.values()].filter((i) => some(i.alerts.values(), test)).map((i) => i.row.id);
      return done({ incidents });
    },
    search: ({ text, limit }) => {
      const start = performance.now();
      const hits = log.search(text, limit).flatMap((hit) => {
        const row = desk.state.incidents.get(hit.incident)?.row ?? log.row(hit.incident);
        return row ? [{ row, snippet: hit.snippet }] : [];
      });
      return done({ hits, took: Math.round((performance.now() - start) * 10) / 10 });
    },
    'list-past': ({ status, before, limit }) => done(log.pastRows(status, before, limit)),
    'acknowledge-incident': ({ incidents, via }) => act(incidents, { act: 'acknowledge', via }),
    'unacknowledge-incident': ({ incidents }) => act(incidents, { act: 'unacknowledge' }),
    'snooze-incident': ({ incidents, minutes, via }) => act(incidents, { act: 'snooze', until: deps.now() + minutes * 60_000, via }),
    'unsnooze-incident': ({ incidents }) => act(incidents, { act: 'unsnooze' }),
    'resolve-incident': ({ incidents, why }) => act(incidents, { act: 'resolve', why }),
    'close-incident': ({ incidents, why }) => act(incidents, { act: 'close', why }),
    'reopen-incident': ({ incidents, why }) => act(incidents, { act: 'reopen', why }),
    'set-severity': ({ incidents, severity }) => act(incidents, { act: 'set-severity', severity }),
    'flag-security': ({ incidents, isSecurity }) => act(incidents, { act: 'flag-security', isSecurity }),
    'add-note': ({ id, text }) => act([id], { act: 'note', text }),
    'merge-incidents': ({ into, from }) =>
      commit(deps, [into, ...from], from.length, (state) => decideMerge(state, into, from, deps.person())),
    'split-incident': ({ id, alerts }) => {
      const ids = alerts.map((a) => alertId(a.feed, a.key));
      let to = '';
      const reply = commit(deps, [id], 1, (state, now) => {
        const decision = decideSplit(state, id, ids, deps.person(), now);
        to = decision.to;
        return decision;
      });
      return reply.ok ? done({ ...reply.value, to }) : reply;
    },
  };
}

/** Commits one decision about `ids` that was asked for `asked` times; past incidents are fetched first. Refused when nothing could be done. */
function commit(
  deps: IncidentCallDeps,
  ids: readonly string[],
  asked: number,
  decide: (state: Desk['state'], now: number) => Decision,
): Reply<Acts> {
  deps.desk.admit(ids);
  let decision: Decision = { drafts: [], refused: [] };
  deps.desk.transact((state, ctx) => {
    decision = decide(state, ctx.now);
    return decision.drafts;
  });
  const refused = decision.refused.map((r) => r.why);
  if (decision.drafts.length === 0 && refused.length > 0)
    return refuse(refused[0] ?? '', refused.length > 1 ? `And ${refused.length - 1} more.` : '');
  return done({ done: Math.max(0, asked - refused.length), refused });
}

function find(deps: IncidentCallDeps, id: string): Incident | undefined {
  return deps.desk.state.incidents.get(id) ?? foldIncident(deps.log.incidentEvents(id));
}

function detailOf(deps: IncidentCallDeps, incident: Incident): IncidentDetail {
  const events = deps.log.incidentEvents(incident.row.id);
  const alerts = sorted(incident);
  const chain = deps.log.verifyChain(incident.row.id);
  return {
    row: incident.row,
    timeline: events.slice(-TIMELINE_MAX).map(tellEvent),
    timelineTotal: events.length,
    alerts: alerts.slice(0, ALERTS_FIRST),
    alertTotal: alerts.length,
    links: linksOf(alerts),
    why: explainPaging(events),
    chain: { isWhole: chain.isWhole, events: chain.events },
    runbooks: deps.runbooksOf(incident, events),
    runs: foldRuns(events),
  };
}

/** Firing first, then by start, oldest first. */
function sorted(incident: Incident): Alert[] {
  return [...incident.alerts.values()].sort(
    (a, b) => Number(b.isFiring) - Number(a.isFiring) || a.startsAt - b.startsAt || (a.key < b.key ? -1 : 1),
  );
}

const LINK_NAMES: Readonly<Record<string, string>> = {
  runbook_url: 'Runbook',
  dashboard_url: 'Dashboard',
  dashboard: 'Dashboard',
  runbook: 'Runbook',
  graph: 'Graph',
};

/** Distinct http(s) links of an incident's alerts; at most ten. */
function linksOf(alerts: readonly Alert[]): { label: string; url: string }[] {
  const links = new Map<string, string>();
  for (const a of alerts) {
    for (const [name, label] of Object.entries(LINK_NAMES)) {
      const url = a.annotations[name];
      if (url && /^https?:\/\//.test(url)) links.set(url, label);
    }
    if (a.link) links.set(a.link, 'Source');
    if (links.size >= 10) break;
  }
  return [...links].slice(0, 10).map(([url, label]) => ({ label, url }));
}

/** All words must be in the alert's name, texts or label values; case does not matter. Regular expressions, for they copy no text. */
function textFilter(text: string): (alert: Alert) => boolean {
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'));
  return (alert) => words.every((word) => holds(alert, word));
}

function holds(alert: Alert, word: RegExp): boolean {
  if (word.test(alert.name) || word.test(alert.summary)) return true;
  for (const name in alert.labels) if (word.test(alert.labels[name] ?? '')) return true;
  return word.test(alert.annotations.description ?? '');
}

function some<T>(items: Iterable<T>, test: (item: T) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}
