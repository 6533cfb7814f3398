// A past that the fake engine looks back on: months of incidents from a generator of its own, computed by the real measures. Every name is invented.
import type { ReportInput } from '../../../electron/insights/report-html';
import { withoutSecrets } from '../../../electron/insights/report-scope';
import type { InsightValues } from '../../../shared/contract/insights';
import type { ActionRecord } from '../../../shared/domain/action';
import type { IncidentRow } from '../../../shared/domain/incident';
import { type Behind, incidentsBehind } from '../../../shared/insights/behind';
import type { IncidentFacts } from '../../../shared/insights/facts';
import { WallClock } from '../../../shared/insights/hours';
import { type Kept, keptOf, type Material, materialOf, type Scope } from '../../../shared/insights/material';
import { type Overview, overviewOf } from '../../../shared/insights/overview';
import { type PageFact, Pages } from '../../../shared/insights/pages';
import { instantOf, offsetAt } from '../../../shared/rules/wall-clock';
import type { ScenarioName } from './scenario';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAY = 86_400_000;
const MIN = 60_000;
const SERVICES = ['checkout', 'identity', 'platform', 'search', 'payments-gateway-eu-west-1', null];
const RULES = [
  'HighErrorRate',
  'DiskFull',
  'PodCrashLooping',
  'LatencyObjective',
  'CertificateExpires',
  'KafkaLag',
  'BackupOld',
  'QueueDeep',
];
const clock = new WallClock((at) => offsetAt(at, ZONE));

function startOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return instantOf({ year, month, day: date, hour: 0, minute: 0 }, ZONE, 'start');
}

/** The same numbers on every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pastOf(count: number, now: number): { kept: Kept; actions: ActionRecord[] } {
  const roll = dice(7);
  const pages: PageFact[] = [];
  const facts = Array.from({ length: count }, (_, i): IncidentFacts => {
    const triggeredAt = Math.round(now - (count - i) * ((110 * DAY) / count) + roll() * 6 * 60 * MIN);
    const service = SERVICES[Math.floor(roll() ** 1.7 * SERVICES.length)] ?? null;
    const isNoise = roll() < 0.3;
    const isTaken = !isNoise && roll() < 0.9;
    const acknowledgedAt = isTaken ? triggeredAt + Math.round((0.5 + roll() ** 3 * 22) * MIN) : null;
    const resolvedAt =
      i > count - 4 ? null : (acknowledgedAt ?? triggeredAt) + Math.round((isNoise ? 1 + roll() * 3 : 6 + roll() ** 3 * 300) * MIN);
    const isKnown = roll() < 0.35;
    const impactStart = isKnown ? triggeredAt - Math.round((roll() * 9 - 1) * MIN) : null;
    const runs = roll() < 0.12 ? 2 : 1;
    const shown = isNoise ? 1 : 1 + Math.floor(roll() * 3);
    for (let p = 0; p < shown; p++)
      pages.push({
        at: triggeredAt + p * 5 * MIN,
        slot: i,
        device: i % 9 === 0 ? 'desk-of-raj' : 'here',
      });
    return {
      ...{ id: `past-${i}`, number: 400 + i, rule: RULES[Math.floor(roll() ** 2 * RULES.length)] ?? 'DiskFull', service },
      ...{
        severity: 1 + Math.floor(roll() ** 0.6 * 5),
        isSecurity: i % 31 === 0,
        isRestricted: i % 31 === 0,
        isDrill: i % 50 === 3,
        isReview: false,
      },
      ...{ startedAt: triggeredAt - 30_000, triggeredAt, impactStart, restoredAt: isKnown ? resolvedAt : null, acknowledgedAt, resolvedAt },
      ...{
        closedAt: resolvedAt === null ? null : resolvedAt + 70 * 60 * MIN,
        isMerged: false,
        runs,
        pagedRuns: 1,
        actedRuns: Number(isTaken),
      },
      ...{ blips: Number(isNoise), judged: isNoise && i % 3 === 0 ? 'noise' : null, fired: 1 + Math.floor(roll() * 5), run: null },
    };
  });
  pages.sort((a, b) => a.at - b.at);
  return {
    kept: keptOf(facts, Pages.of(pages)),
    actions: count < 10 ? [] : actionsOf(facts, now),
  };
}

function actionsOf(facts: readonly IncidentFacts[], now: number): ActionRecord[] {
  const kinds = ['prevent', 'detect', 'mitigate', 'process', null] as const;
  return facts
    .filter((_, i) => i % 11 === 0)
    .map(({ id, triggeredAt }, i): ActionRecord => {
      const recordedAt = triggeredAt + DAY;
      const state = (['done', 'done', 'open', 'done', 'in-progress', 'dropped'] as const)[i % 6] ?? 'open';
      return {
        ...{
          id: `act-${i}`,
          incident: id,
          text: 'Guard the pool',
          owner: '@ana',
          kind: kinds[i % 5] ?? null,
          state,
          reason: '',
          isInText: true,
        },
        ...{
          due: i % 7 === 3 ? null : clock.day(recordedAt + 14 * DAY),
          isRemoved: false,
          ticket: null,
          guard: null,
          recordedAt,
          recordedBy: 'Ana',
        },
        ...{ stateAt: Math.min(now, recordedAt + (4 + (i % 5) * 4) * DAY), stateBy: 'Ana', changedAt: recordedAt },
      };
    });
}

function rowOf(facts: IncidentFacts, like: IncidentRow): IncidentRow {
  const { id, number, service, startedAt, triggeredAt: openedAt, acknowledgedAt, resolvedAt, closedAt, isSecurity, isRestricted } = facts;
  const status = resolvedAt === null ? 'open' : 'closed';
  return {
    ...like,
    ...{ id, number, service, startedAt, openedAt, acknowledgedAt, resolvedAt, closedAt, isSecurity, isRestricted, status, reopenedAt: [] },
    ...{ title: `${facts.rule} on ${service ?? 'no service'} in eu-west-1`, severity: facts.severity as IncidentRow['severity'] },
  };
}

function run<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** In the fake, the same rule is likeness enough. */
function likeOf({ incidents }: Material, id: string): { id: string; ms: null }[] {
  const rule = incidents.find((facts) => facts.id === id)?.rule;
  return incidents.filter((facts) => facts.rule === rule).map((facts) => ({ id: facts.id, ms: null }));
}

/** `anyRow`: a real row, for what facts don't tell. */
export function answersOfInsights(name: () => ScenarioName, anyRow: () => IncidentRow | undefined) {
  const now = Date.now();
  const counts: Partial<Record<ScenarioName, number>> = { insights: 320, 'few-insights': 7 };
  let past: ReturnType<typeof pastOf> | null = null;
  const material = (scope: Scope): Material => {
    past ??= pastOf(counts[name()] ?? 0, now);
    return run(materialOf(past.kept, past.actions, scope));
  };
  const common = { clock, today: clock.day(now), device: 'here' };
  return {
    'look-back': ({ scope }: { scope: Scope }): InsightValues['look-back'] => {
      if (name() === 'reading-insights') return { overview: null, share: 0.42, services: [], firstAt: null };
      const input = { ...common, material: material(scope), timeZone: ZONE, startOf, planned: [], areOthersShown: true };
      return {
        overview: run(overviewOf(input)),
        share: 1,
        services: [...SERVICES.map((s) => s ?? '')].sort(),
        firstAt: past?.kept.facts[0]?.triggeredAt ?? null,
      };
    },
    'list-alike': ({ scope }: { scope: Scope }): InsightValues['list-alike'] => {
      const { incidents } = material(scope);
      const newest = [...new Map(incidents.map((facts) => [facts.rule, facts])).values()];
      const groups = newest.map(({ id, number, rule, service, isRestricted }) => ({
        ...{
          incident: id,
          number,
          title: isRestricted ? '' : `${rule} on ${service ?? 'no service'}`,
          n: likeOf(material(scope), id).length,
        },
        why: isRestricted ? '' : `same alert ${rule}`,
      }));
      return { groups: groups.filter(({ n }) => n > 1).sort((a, b) => b.n - a.n) };
    },
    'list-behind': ({
      scope,
      behind,
      offset,
      limit,
    }: {
      scope: Scope;
      behind: Behind;
      offset: number;
      limit: number;
    }): InsightValues['list-behind'] => {
      const counted =
        behind.what === 'alike'
          ? likeOf(material(scope), behind.incident)
          : incidentsBehind(behind, { ...common, material: material(scope) });
      const like = anyRow();
      const shown = counted.slice(offset, offset + limit).flatMap(({ id, ms }) => {
        const facts = past?.kept.byId(id);
        return facts && like ? [{ row: rowOf(facts, like), ms }] : [];
      });
      return { rows: shown, total: counted.length };
    },
  };
}

/** What a report of the October before `now` is made of. */
export function pastReport(now: number): ReportInput {
  const { kept, actions } = pastOf(320, now);
  const told = withoutSecrets(kept);
  const common = { timeZone: ZONE, clock, startOf, planned: [], today: clock.day(now), device: 'here', areOthersShown: false };
  const of = (month: string, next: string): [Material, Overview] => {
    const scope = { from: startOf(`${month}-01`), to: startOf(`${next}-01`), service: null, severity: null };
    const material = run(materialOf(told, actions, scope));
    return [material, run(overviewOf({ ...common, material }))];
  };
  const [material, overview] = of('2026-10', '2026-11');
  const gravest = material.incidents
    .toSorted((a, b) => a.severity - b.severity)
    .slice(0, 12)
    .map((facts) => ({
      facts,
      title: facts.isRestricted ? null : `${facts.rule} on ${facts.service ?? 'a host'}`,
      day: clock.day(facts.triggeredAt),
    }));
  const last = of('2026-09', '2026-10')[1];
  return { title: 'Insights of 2026-10', month: '2026-10', overview, last, gravest, madeAt: clock.day(now) };
}
