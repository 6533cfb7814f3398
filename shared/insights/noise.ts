// Which rules wake people for nothing.
import { actionableRunsOf, type IncidentFacts, pagedRunsOf } from './facts';
import type { Span } from './measures';

export interface RuleNoise {
  readonly rule: string;
  readonly incidents: number;
  readonly pages: number;
  /** Share of this rule's pages in all pages, 0 to 1. */
  readonly share: number;
  /** Paged runs with a human action / paged runs, 0 to 1; where a person judged the incident, that word decides. Null: it never paged. */
  readonly actionable: number | null;
  /** Incidents that a person judged, and those of them that were called noise. */
  readonly judged: number;
  readonly calledNoise: number;
  /** Runs that ended by themselves in under five minutes, never acknowledged. */
  readonly blips: number;
  /** Fired again after a resolution, per 24 h of the period. */
  readonly refiresPerDay: number;
  /** Pages in the hours of sleep. */
  readonly sleepPages: number;
}

export interface Noise extends Omit<RuleNoise, 'rule' | 'share'> {
  readonly pagedRuns: number;
  readonly runs: number;
  /** Firings of alerts / incidents; null for no incident. Sightings that repeat what is known are not kept. */
  readonly firingsPerIncident: number | null;
  readonly rules: number;
  /** Share of the ten loudest rules in all pages, 0 to 1; null: no page. */
  readonly loudestShare: number | null;
  /** The ten loudest rules. */
  readonly loudest: readonly RuleNoise[];
}

export const LOUDEST = 10;
const DAY_MS = 86_400_000;

interface Sum {
  incidents: number;
  pages: number;
  nights: number;
  paged: number;
  acted: number;
  judged: number;
  calledNoise: number;
  blips: number;
  runs: number;
  fired: number;
}

export interface PagesOf {
  readonly pages: number;
  /** In the hours of sleep. */
  readonly nights: number;
}

/** `pages`: how many came for incidents of each rule. Loudest first: by pages, then by runs that ended by themselves. */
export function noiseOf(all: readonly IncidentFacts[], pages: ReadonlyMap<string, PagesOf>, period: Span): Noise {
  const sums = new Map<string, Sum>();
  for (const facts of all) add(sumOf(sums, facts.rule), facts);
  for (const [rule, counts] of pages) Object.assign(sumOf(sums, rule), counts);
  const total = nothing();
  for (const sum of sums.values()) for (const key of Object.keys(total) as (keyof Sum)[]) total[key] += sum[key];
  const loudest = [...sums]
    .sort(([a, x], [b, y]) => y.pages - x.pages || y.blips - x.blips || y.incidents - x.incidents || (a < b ? -1 : 1))
    .slice(0, LOUDEST)
    .map(([rule, sum]) => ({ rule, share: total.pages === 0 ? 0 : sum.pages / total.pages, ...toldOf(sum, period) }));
  return {
    ...toldOf(total, period),
    ...{ pagedRuns: total.paged, runs: total.runs, rules: sums.size, loudest },
    firingsPerIncident: all.length === 0 ? null : total.fired / all.length,
    loudestShare: total.pages === 0 ? null : loudest.reduce((sum, rule) => sum + rule.pages, 0) / total.pages,
  };
}

function toldOf({ incidents, pages, nights, paged, acted, judged, calledNoise, blips, runs }: Sum, { from, to }: Span) {
  const days = Math.max(1, (to - from) / DAY_MS);
  return {
    incidents,
    pages,
    sleepPages: nights,
    judged,
    calledNoise,
    blips,
    actionable: paged === 0 ? null : acted / paged,
    refiresPerDay: (runs - incidents) / days,
  };
}

function nothing(): Sum {
  return { incidents: 0, pages: 0, nights: 0, paged: 0, acted: 0, judged: 0, calledNoise: 0, blips: 0, runs: 0, fired: 0 };
}

function sumOf(sums: Map<string, Sum>, rule: string): Sum {
  const known = sums.get(rule);
  if (known) return known;
  const made = nothing();
  sums.set(rule, made);
  return made;
}

function add(sum: Sum, facts: IncidentFacts): void {
  sum.incidents += 1;
  sum.paged += pagedRunsOf(facts);
  sum.acted += actionableRunsOf(facts);
  sum.judged += Number(facts.judged !== null);
  sum.calledNoise += Number(facts.judged === 'noise');
  sum.blips += facts.blips;
  sum.runs += facts.runs;
  sum.fired += facts.fired;
}
