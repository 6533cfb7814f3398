// Does a holding rule keep an incident from paging? Rules are compiled once for each settings.
import type { Labels } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { HoldingRule } from '../settings/holding';
import { matchesAll, spellMatcher } from './matchers';

export interface Hold {
  readonly why: string;
  /** Until when, Unix ms; null: for good. */
  readonly until: number | null;
}

const MINUTE_MS = 60_000;
const compiled = new WeakMap<HoldingRule, (labels: Labels) => boolean>();

function fits(rule: HoldingRule, labels: Labels): boolean {
  let test = compiled.get(rule);
  if (!test) {
    test = matchesAll(rule.when);
    compiled.set(rule, test);
  }
  return test(labels);
}

/** The first rule that is on and fits decides; null: none holds it (any more). `now`: Unix ms. */
export function heldBy(
  rules: readonly HoldingRule[],
  row: Pick<IncidentRow, 'labels' | 'openedAt' | 'reopenedAt'>,
  now: number,
): Hold | null {
  const rule = rules.find((r) => r.isEnabled && fits(r, row.labels));
  if (!rule) return null;
  if (rule.forMinutes === 0) return { why: `rule “${rule.name}” keeps it in the queue`, until: null };
  const until = (row.reopenedAt.at(-1) ?? row.openedAt) + rule.forMinutes * MINUTE_MS;
  return until <= now ? null : { why: `rule “${rule.name}” waits until it has been open for ${rule.forMinutes} min`, until };
}

/** E.g. `alertname="Slow" waits until it has been open for 5 min`. */
export function holdingWords({ when, forMinutes }: HoldingRule): string {
  return `${when.join(', ')} ${forMinutes === 0 ? 'never pages' : `pages once it has been open for ${forMinutes} min`}`;
}

/** A rule that holds one alert rule back, with a name that no other has. */
export function holdingRuleFor(alertname: string, forMinutes: number, rules: readonly HoldingRule[]): HoldingRule {
  const base = `hold back ${alertname}`.slice(0, 74);
  let name = base;
  for (let n = 2; rules.some((r) => r.name === name); n++) name = `${base} ${n}`;
  const when = [spellMatcher({ name: 'alertname', value: alertname, isRegex: false, isEqual: true })];
  return { name, isEnabled: true, when, forMinutes };
}
