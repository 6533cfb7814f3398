// Gathers what the readiness of each service is judged by: its newest incidents with their runbooks, policies and feeds, its actions, its
// drills. In slices, for a year of incidents may be long.
import { isActionOpen, isOverdue } from '../../shared/domain/action';
import type { Incident } from '../../shared/domain/incident';
import type { IncidentFacts } from '../../shared/insights/facts';
import { firstAtOrAfter, type Kept } from '../../shared/insights/material';
import { OWN_FEED } from '../../shared/log/decide/context';
import { foldIncident } from '../../shared/log/reduce';
import { RUNBOOK_WORK_KINDS } from '../../shared/log/views/runbook';
import type { ServiceFacts } from '../../shared/readiness/service-score';
import type { Settings } from '../../shared/settings';
import type { Log } from '../log/store';
import type { Library } from '../runbooks/library';
import type { Desk } from './desk';
import type { PolicyKeeper } from './policy-keeper';
import type { Look } from './slices';

export interface ServiceFactsDeps {
  readonly log: Log;
  readonly desk: Pick<Desk, 'state'>;
  readonly library: Pick<Library, 'ofIncident' | 'usageOf' | 'index'>;
  readonly policies: Pick<PolicyKeeper, 'governing'>;
  readonly settings: Settings;
  readonly now: number;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export interface Gathered {
  readonly services: readonly ServiceFacts[];
  /** Services beyond the most that are looked at; those with the newest incidents are. */
  readonly leftOut: number;
  /** Incidents that name no service. */
  readonly unnamed: number;
}

/** Services without an incident for longer are not scored. */
const YEAR_MS = 365 * 86_400_000;
const MOST_SERVICES = 300;
/** So many rules of a service, by their newest incident, stand for all. */
const SAMPLES = 4;
const SLICE = 4_096;

interface Known {
  readonly newest: IncidentFacts;
  /** The newest incident of each of its newest rules, and the newest security incident. */
  readonly samples: Map<string, IncidentFacts>;
}

export function* gatherServices(kept: Kept, deps: ServiceFactsDeps): Look<Gathered> {
  const known = new Map<string, Known>();
  const drills = new Map<string, number>();
  let unnamed = 0;
  const from = firstAtOrAfter(kept.facts, deps.now - YEAR_MS, (facts) => facts.triggeredAt);
  for (let i = kept.facts.length - 1; i >= from; i--) {
    const facts = kept.facts[i] as IncidentFacts;
    if (i % SLICE === 0) yield;
    if (facts.isMerged || facts.isReview) continue;
    if (facts.service === null) unnamed += Number(!facts.isDrill);
    else if (!facts.isDrill) note(known, facts.service, facts);
    else if (!drills.has(facts.service)) drills.set(facts.service, facts.triggeredAt);
  }
  const actions = actionsByService(kept, deps);
  yield;
  const services: ServiceFacts[] = [];
  for (const [service, one] of [...known].slice(0, MOST_SERVICES)) {
    const incidents = [...one.samples.values()].flatMap((facts) => incidentOf(facts.id, deps) ?? []);
    services.push({
      ...{ service, now: deps.now, newestIncident: one.newest.id, drilledAt: drills.get(service) ?? null },
      ...{ openActions: 0, overdueActions: [], ...actions.get(service) },
      ...{ runbook: runbookOf(incidents, deps), feeds: feedsOf(incidents, deps), policies: policiesOf(incidents, deps) },
    });
    yield;
  }
  return { services, leftOut: Math.max(0, known.size - MOST_SERVICES), unnamed };
}

/** Newest first: the first that is seen of a rule is its newest. */
function note(known: Map<string, Known>, service: string, facts: IncidentFacts): void {
  const one = known.get(service) ?? { newest: facts, samples: new Map() };
  known.set(service, one);
  if (!one.samples.has(facts.rule) && one.samples.size < SAMPLES) one.samples.set(facts.rule, facts);
  if (facts.isSecurity && !one.samples.has(SECURITY)) one.samples.set(SECURITY, facts);
}

/** No rule can have this name: an alert's is one line. */
const SECURITY = '\nsecurity';

function incidentOf(id: string, { desk, log }: ServiceFactsDeps): Incident | undefined {
  return desk.state.incidents.get(id) ?? foldIncident(log.incidentEvents(id));
}

function actionsByService(kept: Kept, { log, today }: ServiceFactsDeps) {
  const actions = new Map<string, Pick<ServiceFacts, 'openActions' | 'overdueActions'>>();
  for (const action of [...log.actions()].sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))) {
    const facts = kept.byId(action.incident);
    if (!isActionOpen(action) || facts === undefined || facts.isDrill || facts.service === null) continue;
    const { openActions = 0, overdueActions = [] } = actions.get(facts.service) ?? {};
    const overdue = isOverdue(action, today) ? [...overdueActions, action.text] : overdueActions;
    actions.set(facts.service, { openActions: openActions + 1, overdueActions: overdue });
  }
  return actions;
}

/** What a person chose in the newest incident comes first, then what fits it best; then the same of the others. */
function runbookOf(incidents: readonly Incident[], { log, library }: ServiceFactsDeps): ServiceFacts['runbook'] {
  for (const incident of incidents) {
    const { matches, work } = library.ofIncident(incident, log.ofKinds(incident.row.id, RUNBOOK_WORK_KINDS));
    const id = [work.current, matches[0]?.runbook].find((r) => r !== null && r !== undefined && library.index.byId.has(r));
    const info = id ? library.index.byId.get(id)?.info : undefined;
    if (info) return { id: info.id, title: info.title, usedAt: library.usageOf(info.id).lastUsedAt, changedAt: info.changedAt };
  }
  return null;
}

function feedsOf(incidents: readonly Incident[], { settings }: ServiceFactsDeps): ServiceFacts['feeds'] {
  const ids = new Set(incidents.flatMap(({ row }) => row.feeds).filter((id) => id !== OWN_FEED));
  return [...ids].map((id) => {
    const feed = settings.feeds.find((f) => f.id === id);
    return { id, name: feed?.name ?? id, hasHeartbeat: (feed?.heartbeat ?? '') !== '', isWatched: feed?.isEnabled === true };
  });
}

function policiesOf(incidents: readonly Incident[], { policies }: ServiceFactsDeps): ServiceFacts['policies'] {
  const views = new Map(incidents.flatMap((incident) => policies.governing(incident).map((view) => [view.id, view] as const)));
  return [...views.values()].map(({ id, name, isDue }) => ({ id, name, isDue }));
}
