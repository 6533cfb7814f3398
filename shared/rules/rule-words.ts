// Rules in the words of a person: what the list of all rules, and the question after a merge, say about each.
import type { CorrelationRule } from '../settings/correlation';
import type { IncidentCondition } from '../settings/fields';
import type { SeverityRule } from '../settings/severity';

const all = (matchers: readonly string[]): string => matchers.join(' and ');

export function correlationWords(rule: CorrelationRule): string {
  const these = rule.these.length === 0 ? 'alerts' : `alerts with ${all(rule.these)}`;
  const those = rule.those.length === 0 ? '' : ` and those with ${all(rule.those)}`;
  const same = rule.same.length === 0 ? '' : ` of the same ${rule.same.join(' and ')}`;
  if (rule.does === 'apart') return `${these} never stand with ${rule.those.length === 0 ? 'others' : `those with ${all(rule.those)}`}`;
  if (rule.does === 'children') return `${these}${same} join the incident of a firing alert with ${all(rule.those)}`;
  const from = { 'two tools': ' from two tools', 'one tool': ' from one tool', 'any tool': '' }[rule.from];
  return `${these}${those}${same}${from}, within ${rule.withinMinutes} min, are one incident`;
}

export function severityWords(rule: SeverityRule): string {
  const parts = [
    rule.when.length === 0 ? '' : all(rule.when),
    rule.source.length === 0 ? '' : `source says ${rule.source.join(' or ')}`,
    rule.tiers.length === 0 ? '' : `tier ${rule.tiers.join(' or ')}`,
    rule.hours === 'any' ? '' : rule.hours === 'business' ? 'in business hours' : 'outside business hours',
    rule.alertsAtLeast === 0 ? '' : `${rule.alertsAtLeast} alerts or more`,
    rule.hostsAtLeast === 0 ? '' : `${rule.hostsAtLeast} hosts or more`,
  ];
  const asks = parts.filter((part) => part !== '').join(', ');
  return `${asks === '' ? 'nothing yet' : asks} → SEV${rule.set}`;
}

export function conditionWords({ matchers, severityAtLeast, isSecurity }: IncidentCondition): string {
  const parts = [
    severityAtLeast === 5 ? '' : `SEV${severityAtLeast} or worse`,
    isSecurity === null ? '' : isSecurity ? 'security only' : 'not security',
    all(matchers),
  ];
  return parts.filter((part) => part !== '').join(', ') || 'every incident';
}
