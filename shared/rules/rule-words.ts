// Rules in the words of a person: what the list of all rules, and the question after a merge, say about each.
import type { CorrelationRule } from '../settings/correlation';
import type { IncidentCondition } from '../settings/fields';
import type { SeverityRule } from '../settings/severity';
import { msg } from '../words/words';

const all = (matchers: readonly string[]): string => matchers.join(' and ');

export function correlationWords(rule: CorrelationRule): string {
  const these = rule.these.length === 0 ? 'alerts' : msg`alerts with ${all(rule.these)}`;
  const those = rule.those.length === 0 ? '' : msg` and those with ${all(rule.those)}`;
  const same = rule.same.length === 0 ? '' : msg` of the same ${rule.same.join(' and ')}`;
  if (rule.does === 'apart')
    return msg`${these} never stand with ${rule.those.length === 0 ? msg`others` : msg`those with ${all(rule.those)}`}`;
  if (rule.does === 'children') return msg`${these}${same} join the incident of a firing alert with ${all(rule.those)}`;
  const from = { 'two tools': msg` from two tools`, 'one tool': msg` from one tool`, 'any tool': '' }[rule.from];
  return msg`${these}${those}${same}${from}, within ${rule.withinMinutes} min, are one incident`;
}

export function severityWords(rule: SeverityRule): string {
  const parts = [
    rule.when.length === 0 ? '' : all(rule.when),
    rule.source.length === 0 ? '' : msg`source says ${rule.source.join(' or ')}`,
    rule.tiers.length === 0 ? '' : msg`tier ${rule.tiers.join(' or ')}`,
    rule.hours === 'any' ? '' : rule.hours === 'business' ? msg`in business hours` : msg`outside business hours`,
    rule.alertsAtLeast === 0 ? '' : msg`${rule.alertsAtLeast} alerts or more`,
    rule.hostsAtLeast === 0 ? '' : msg`${rule.hostsAtLeast} hosts or more`,
  ];
  const asks = parts.filter((part) => part !== '').join(', ');
  return msg`${asks === '' ? msg`nothing yet` : asks} → SEV${rule.set}`;
}

export function conditionWords({ matchers, severityAtLeast, isSecurity }: IncidentCondition): string {
  const parts = [
    severityAtLeast === 5 ? '' : msg`SEV${severityAtLeast} or worse`,
    isSecurity === null ? '' : isSecurity ? msg`security only` : msg`not security`,
    all(matchers),
  ];
  return parts.filter((part) => part !== '').join(', ') || msg`every incident`;
}
