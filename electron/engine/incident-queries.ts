// Calls by which the window looks at incidents: detail, timeline, alerts, search, the past. None of them changes anything.
import type { EngineValues, IncidentDetail, Reply } from '../../shared/contract';
import type { PolicyView } from '../../shared/contract/policies';
import type { IncidentRunbooks } from '../../shared/contract/runbooks';
import type { Alert } from '../../shared/domain/alert';
import type { Incident, IncidentRow } from '../../shared/domain/incident';
import type { LogEvent } from '../../shared/log/event';
import { foldIncident } from '../../shared/log/reduce';
import { ESCALATION_KINDS, foldEscalation } from '../../shared/log/views/escalation';
import type { IncidentRoles } from '../../shared/log/views/roles';
import { RUNBOOK_WORK_KINDS } from '../../shared/log/views/runbook';
import { foldRuns, RUN_KINDS } from '../../shared/log/views/runs';
import { type FeedName, tellInList } from '../../shared/log/views/timeline';
import { explainInTeam, PAGE_DECISIONS } from '../../shared/rules/explain';
import type { TeamDuty } from '../../shared/team/duty';
import type { ReadLog } from '../log/store';
import { type AlertFilter, isIn, wordTests } from './alert-filter';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import { idlenessIn } from './idle-incidents';
import { inSlices } from './slices';

export interface IncidentQueryDeps {
  readonly desk: Pick<Desk, 'state'>;
  readonly log: ReadLog;
  readonly now: () => number;
  readonly filter: Pick<AlertFilter, 'match'>;
  readonly runbooksOf: (incident: Incident, events: readonly LogEvent[]) => IncidentRunbooks | Promise<IncidentRunbooks>;
  readonly policiesOf: (incident: Incident) => readonly PolicyView[] | Promise<readonly PolicyView[]>;
  /** Whose turn it is to page in the team; undefined: this desk is alone. */
  readonly duty: () => TeamDuty | undefined;
  readonly rolesOf: (row: IncidentRow) => IncidentRoles;
  readonly feedName: FeedName;
}

type Names = 'get-incident' | 'list-timeline' | 'verify-incident' | 'list-alerts' | 'match-alerts' | 'list-idle' | 'search' | 'list-past';

const TIMELINE_FIRST = 200;
const ALERTS_FIRST = 200;
const VERIFY_MS = 8;

export function incidentQueries(deps: IncidentQueryDeps): Pick<Handlers, Names> {
  const { desk, log } = deps;
  return {
    'get-incident': async ({ id }) => {
      const incident = find(deps, id);
      return incident ? done(await detailOf(deps, incident)) : noSuch();
    },
    'list-timeline': ({ id, before, limit }) => {
      const { events, total } = log.incidentPage(id, before, limit);
      return total > 0 ? done({ entries: events.map((event) => tellInList(event, deps.feedName)), total }) : noSuch();
    },
    'verify-incident': ({ id }) => verify(deps, id),
    'list-alerts': ({ id, text, offset, limit }) => {
      const incident = find(deps, id);
      if (!incident) return noSuch();
      const words = wordTests(text);
      const alerts = sorted(incident).filter((alert) => words.every((word) => isIn(alert, word)));
      return done({ alerts: alerts.slice(offset, offset + limit), total: alerts.length });
    },
    'match-alerts': async ({ text }) => done({ incidents: await deps.filter.match(text) }),
    'list-idle': async ({ incidents }) => done({ incidents: await idleAmong(deps, incidents) }),
    search: ({ text, limit }) => {
      const start = performance.now();
      const hits = log.search(text, limit).flatMap((hit) => {
        const row = desk.state.incidents.get(hit.incident)?.row ?? log.row(hit.incident);
        return row ? [{ row, snippet: hit.snippet }] : [];
      });
      return done({ hits, took: Math.round((performance.now() - start) * 10) / 10 });
    },
    'list-past': ({ status, before, limit }) => done(log.pastRows(status === 'ended' ? ['closed', 'merged'] : [status], before, limit)),
  };
}

function noSuch<T>(): Reply<T> {
  return refuse('There is no such incident.', 'It may be in another profile.');
}

async function verify({ log }: IncidentQueryDeps, id: string): Promise<Reply<EngineValues['verify-incident']>> {
  if (!log.row(id)) return noSuch();
  const { isWhole, events, firstBroken } = await inSlices(log.verifyChain(id), VERIFY_MS);
  return done({ isWhole, events, brokenAt: firstBroken ?? null });
}

function find(deps: IncidentQueryDeps, id: string): Incident | undefined {
  return deps.desk.state.incidents.get(id) ?? foldIncident(deps.log.incidentEvents(id));
}

async function detailOf(deps: IncidentQueryDeps, incident: Incident): Promise<IncidentDetail> {
  const { id } = incident.row;
  const { events, total } = deps.log.incidentPage(id, null, TIMELINE_FIRST);
  const alerts = sorted(incident);
  const detail = {
    row: incident.row,
    timeline: events.map((event) => tellInList(event, deps.feedName)),
    timelineTotal: total,
    alerts: alerts.slice(0, ALERTS_FIRST),
    alertTotal: alerts.length,
    links: linksOf(alerts),
    why: explainInTeam(deps.log.newestOf(id, PAGE_DECISIONS), incident.row, deps.duty()?.whose(incident), deps.now()),
    ...severityOf(deps.log.newestOf(id, ['incident.opened', 'incident.severity-changed'])),
    correlated: correlatedIn(deps.log.ofKinds(id, ['incident.correlated'])),
    runs: foldRuns(deps.log.ofKinds(id, RUN_KINDS)),
    roles: deps.rolesOf(incident.row),
    escalation: foldEscalation(deps.log.ofKinds(id, ESCALATION_KINDS)),
  };
  const policies = await deps.policiesOf(incident);
  const told = policies.length === 0 ? detail : { ...detail, policies };
  const runbooks = await deps.runbooksOf(incident, deps.log.ofKinds(id, RUNBOOK_WORK_KINDS));
  const idle = await idlenessIn(deps.log, incident, () => runbooks.matches.length);
  return { ...told, ...(idle && { idle }), runbooks };
}

async function idleAmong(deps: IncidentQueryDeps, ids: readonly string[]): Promise<readonly string[]> {
  const idle: string[] = [];
  for (const id of ids) {
    const incident = find(deps, id);
    const runbooks = async (of: Incident) => (await deps.runbooksOf(of, deps.log.ofKinds(id, RUNBOOK_WORK_KINDS))).matches.length;
    if (incident && (await idlenessIn(deps.log, incident, () => runbooks(incident)))) idle.push(id);
  }
  return idle;
}

function severityOf(decided: LogEvent | undefined): Pick<IncidentDetail, 'severity'> {
  if (decided?.kind !== 'incident.opened' && decided?.kind !== 'incident.severity-changed') return {};
  return decided.data.trace ? { severity: { trace: decided.data.trace, at: decided.at } } : {};
}

function correlatedIn(events: readonly LogEvent[]): NonNullable<IncidentDetail['correlated']> {
  return events.flatMap(({ at, ...e }) => {
    if (e.kind !== 'incident.correlated') return [];
    const { alert, rule, why } = e.data;
    return [{ alert, rule, why, at }];
  });
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
