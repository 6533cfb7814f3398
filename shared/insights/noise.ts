// Which rules wake people for nothing.
import type { IncidentFacts } from './facts';

export interface RuleNoise {
  readonly rule: string;
  readonly incidents: readonly string[];
  readonly pages: number;
  /** Share of this rule's pages in all pages, 0 to 1. */
  readonly share: number;
  /** Paged runs with a human action / paged runs, 0 to 1; null: it never paged. */
  readonly actionable: number | null;
  /** Runs that ended by themselves in under five minutes, never acknowledged. */
  readonly blips: number;
  /** Fired again after a resolution, per 24 h of the period. */
  readonly refiresPerDay: number;
}

const DAY_MS = 86_400_000;

interface Sum {
  incidents: string[];
  pages: number;
  paged: number;
  acted: number;
  blips: number;
  refires: number;
}

/** The loudest rules first, by pages, then by runs that ended by themselves. */
export function noiseByRule(all: readonly IncidentFacts[], period: { readonly from: number; readonly to: number }): RuleNoise[] {
  const sums = new Map<string, Sum>();
  for (const facts of all) add(sums, facts);
  const pages = all.reduce((sum, facts) => sum + facts.pages, 0);
  const days = Math.max(1, (period.to - period.from) / DAY_MS);
  return [...sums]
    .map(([rule, sum]) => ({
      ...{ rule, incidents: sum.incidents, pages: sum.pages, blips: sum.blips },
      share: pages === 0 ? 0 : sum.pages / pages,
      actionable: sum.paged === 0 ? null : sum.acted / sum.paged,
      refiresPerDay: sum.refires / days,
    }))
    .sort((a, b) => b.pages - a.pages || b.blips - a.blips || (a.rule < b.rule ? -1 : 1));
}

function add(sums: Map<string, Sum>, facts: IncidentFacts): void {
  let sum = sums.get(facts.rule);
  if (sum === undefined) {
    sum = { incidents: [], pages: 0, paged: 0, acted: 0, blips: 0, refires: 0 };
    sums.set(facts.rule, sum);
  }
  sum.incidents.push(facts.id);
  sum.pages += facts.pages;
  sum.paged += facts.pagedRuns + Number(facts.run?.isPaged ?? false);
  sum.acted += facts.actedRuns + Number(facts.run?.isPaged === true && facts.run.isActed);
  sum.blips += facts.blips;
  sum.refires += facts.runs - 1;
}
