// Matchers of a silence: prefilled from what all alerts of an incident have in common, spelled as Alertmanager does.
import { type Alert, alertId, type Labels } from '../../../shared/domain/alert';
import type { Matcher, Silence } from '../../../shared/feed';
import { compileMatchers } from '../../../shared/rules/matchers';
import { msg } from '../../../shared/words/words';

/** Labels that tell what an alert is and where: worth matching first. `severity` is left out, it changes with thresholds. */
const FIRST = ['alertname', 'service', 'namespace', 'cluster', 'job', 'instance'];
const LEFT_OUT = new Set(['severity', 'prometheus', 'receiver', 'monitor', 'replica', 'prometheus_replica']);
const MATCHERS_AT_MOST = 8;

/** Labels that every alert carries with the same value. Empty for no alerts. */
export function commonLabels(alerts: readonly Pick<Alert, 'labels'>[]): Labels {
  const [first, ...others] = alerts;
  if (!first) return {};
  return Object.fromEntries(Object.entries(first.labels).filter(([name, value]) => others.every((a) => a.labels[name] === value)));
}

function rank(name: string): number {
  const at = FIRST.indexOf(name);
  return at === -1 ? FIRST.length : at;
}

/**
 * Matchers to start from: the labels common to the firing alerts of `feed` (to all of them when none fires), or the
 * incident's own labels when it holds none. What the alert is comes first; at most eight.
 */
export function prefill(alerts: readonly Alert[], feed: string, own: Labels): readonly Matcher[] {
  const here = alerts.filter((a) => a.feed === feed);
  const firing = here.filter((a) => a.isFiring);
  const common = here.length > 0 ? commonLabels(firing.length > 0 ? firing : here) : own;
  return Object.entries(common)
    .filter(([name, value]) => !LEFT_OUT.has(name) && value !== '')
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .slice(0, MATCHERS_AT_MOST)
    .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
}

export const OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type Operator = (typeof OPERATORS)[number];

export function operatorOf(m: Matcher): Operator {
  return `${m.isEqual ? (m.isRegex ? '=~' : '=') : m.isRegex ? '!~' : '!='}` as Operator;
}

export function withOperator(m: Matcher, operator: Operator): Matcher {
  return { ...m, isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') };
}

/** What stands in the way of sending these matchers, in words; '' when nothing does. */
export function matchersFault(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return msg`Add at least one matcher: a silence without any would hide nothing or everything.`;
  const nameless = matchers.findIndex((m) => m.name.trim() === '');
  if (nameless !== -1) return msg`Matcher ${nameless + 1} has no label name.`;
  const compiled = compileMatchers(matchers);
  if (!compiled.ok) return compiled.why;
  if (matchers.every(fitsAbsent))
    return msg`Every matcher also fits alerts without its label. Add one with a value, so that this does not hide everything.`;
  return '';
}

/** Alertmanager refuses a silence whose matchers all fit a label that is not there. */
function fitsAbsent(m: Matcher): boolean {
  const compiled = compileMatchers([m]);
  return compiled.ok && compiled.test({});
}

/**
 * Live silences that hide alerts of an incident: those its source names as suppressor, and those this desk made for it
 * (`refs`), which the source may not have told of yet. Foreign patterns are never run here.
 */
export function silencesHiding(
  silences: readonly Silence[],
  alerts: readonly Pick<Alert, 'suppression'>[],
  refs: readonly string[] = [],
): readonly Silence[] {
  const named = new Set([...refs, ...alerts.flatMap((a) => (a.suppression?.by === 'silence' ? a.suppression.ids : []))]);
  return silences.filter((s) => s.state !== 'expired' && named.has(s.id));
}

const SUGGESTED_AT_MOST = 50;

/** Label names to suggest, the telling ones first. */
export function labelNames(alerts: readonly Pick<Alert, 'labels'>[]): readonly string[] {
  const names = new Set(alerts.flatMap((a) => Object.keys(a.labels)));
  return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).slice(0, SUGGESTED_AT_MOST);
}

/** Values of one label to suggest. */
export function labelValues(alerts: readonly Pick<Alert, 'labels'>[], name: string): readonly string[] {
  const values = new Set(alerts.flatMap((a) => a.labels[name] ?? []));
  return [...values].sort().slice(0, SUGGESTED_AT_MOST);
}

/** Stable React key of an alert. */
export function keyOf(a: Pick<Alert, 'feed' | 'key'>): string {
  return alertId(a.feed, a.key);
}
