// How bad an incident is after the news of one answer: its worst alert by the rules, and rules that count what it is about.
import { type AlertData, alertId, firingCount } from '../../domain/alert';
import type { IncidentSeverity } from '../../domain/severity';
import type { CountingRule, IncidentSize, SeverityJudged, SeverityRules, SeverityVerdict } from '../../rules/severity';
import type { TraceStep } from '../event';
import type { Change } from './collect';

export interface Assessed extends SeverityVerdict {
  readonly trace: readonly TraceStep[];
}

interface Judged {
  readonly alert: SeverityJudged;
  readonly verdict: SeverityVerdict;
}

/** The worst of what fired or changed. Null: nothing did. `than`: what the incident is already. */
export function assessChange(change: Change, feed: string, rules: SeverityRules, than: IncidentSeverity | null): Assessed | null {
  const worst = worstOf(judgedIn(change), rules);
  if (!worst) return null;
  const limit = than === null || worst.verdict.severity < than ? worst.verdict.severity : than;
  const raised = raisedBy(change, feed, rules, limit);
  const verdict = raised ? { ...worst.verdict, severity: raised.rule.set, why: raised.rule.why } : worst.verdict;
  if (than !== null && verdict.severity >= than) return { ...verdict, trace: [] };
  const alert = raised?.alert ?? worst.alert;
  return { ...verdict, trace: rules.trace(alert, sizeAfter(change, feed, rules)) };
}

/** Labels of a changed alert are those that it fired with. */
function judgedIn(change: Change): SeverityJudged[] {
  const known = new Map(change.changed.map((a) => [a.key, a]));
  return [
    ...change.fired,
    ...change.changes.map(({ key, severity }) => {
      const { labels = {}, name = '' } = known.get(key) ?? {};
      return { labels, name, severity };
    }),
  ];
}

function worstOf(alerts: readonly SeverityJudged[], rules: SeverityRules): Judged | null {
  const [first, ...rest] = alerts;
  if (!first) return null;
  let worst: Judged = { alert: first, verdict: rules.assess(first) };
  let isSecurity = worst.verdict.isSecurity;
  for (const alert of rest) {
    const verdict = rules.assess(alert);
    isSecurity ||= verdict.isSecurity;
    if (verdict.severity < worst.verdict.severity) worst = { alert, verdict };
  }
  return { ...worst, verdict: { ...worst.verdict, isSecurity } };
}

/** The gravest rule that counts whose numbers are reached and that is about one of the firing alerts. */
function raisedBy(
  change: Change,
  feed: string,
  rules: SeverityRules,
  than: IncidentSeverity,
): { readonly rule: CountingRule; readonly alert: SeverityJudged } | null {
  const counting = [...rules.countingRules(than)].sort((a, b) => a.set - b.set);
  if (counting.length === 0) return null;
  const alerts = alertsAfter(change);
  const hostsWanted = Math.max(...counting.map((r) => (alerts >= r.alertsAtLeast ? r.hostsAtLeast : 0)));
  const hosts = hostsWanted === 0 ? 0 : hostsAfter(change, feed, rules, hostsWanted);
  for (const rule of counting) {
    if (alerts < rule.alertsAtLeast || hosts < rule.hostsAtLeast) continue;
    for (const alert of firingAfter(change, feed)) if (rule.isAbout(alert)) return { rule, alert };
  }
  return null;
}

function alertsAfter({ incident, fired, cleared }: Change): number {
  return (incident ? firingCount(incident.row.tally) : 0) - cleared.length + fired.length;
}

function* firingAfter({ incident, fired, cleared }: Change, feed: string): Generator<Pick<AlertData, 'name' | 'labels' | 'severity'>> {
  yield* fired;
  const gone = new Set(cleared.map((a) => alertId(feed, a.key)));
  for (const [id, alert] of incident?.alerts ?? []) if (alert.isFiring && !gone.has(id)) yield alert;
}

/** Distinct hosts, counted up to `enough`. */
function hostsAfter(change: Change, feed: string, rules: SeverityRules, enough: number): number {
  const hosts = new Set<string>();
  for (const { labels } of firingAfter(change, feed)) {
    const host = rules.hostOf(labels);
    if (host !== '') hosts.add(host);
    if (hosts.size >= enough) break;
  }
  return hosts.size;
}

function sizeAfter(change: Change, feed: string, rules: SeverityRules): IncidentSize {
  const counting = rules.countingRules(5);
  const enough = Math.max(0, ...counting.map((r) => r.hostsAtLeast));
  return { alerts: alertsAfter(change), hosts: enough === 0 ? 0 : hostsAfter(change, feed, rules, enough) };
}
