// How to make a loud rule quieter, in words: what its own numbers suggest, and where rules of other tools stand.
import type { RuleNoise } from '../../../shared/insights/noise';
import type { FeedSettings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';

/** Kinds whose rules are written here, by what makes them quieter. */
const OUR_RULES: Readonly<Record<string, string>> = {
  prometheus: msg`how long it must hold`,
  loki: msg`the count or the window of its threshold`,
  logs: msg`the count or the window of its threshold`,
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  alertmanager: msg`Its rule stands in a rule file of Prometheus: raise the number in “expr”, or make “for” longer, and reload Prometheus.`,
  grafana: msg`Its rule stands in Grafana under Alerting: raise the threshold of its condition, or make the pending period longer.`,
  icinga: msg`Its limits are the warning and critical arguments of the check command, in the service or host of Icinga: raise them there.`,
  nagios: msg`Its limits are the -w and -c arguments of the check command in the Nagios configuration: raise them there.`,
  zabbix: msg`Its limit stands in the expression of its trigger in Zabbix: raise it there, or ask for several values in a row.`,
  pagerduty: msg`PagerDuty only passes it on: raise the limit in the tool that sends it, or pause it with an event rule.`,
  opsgenie: msg`Opsgenie only passes it on: raise the limit in the tool that sends it, or delay it with a policy.`,
};

/** The rule as it is written in the feed's settings; null: the feed has none of that name. */
export function ownRule(feed: FeedSettings | undefined, name: string): Readonly<Record<string, unknown>> | null {
  if (feed === undefined || !(feed.kind in OUR_RULES)) return null;
  const rules = (feed.config as Readonly<Record<string, unknown>>).rules;
  if (!Array.isArray(rules)) return null;
  const found = rules.find((rule) => typeof rule === 'object' && rule !== null && (rule as { name?: unknown }).name === name);
  return (found as Readonly<Record<string, unknown>> | undefined) ?? null;
}

/** What to change in a rule of ours. */
export function suggestion(kind: string, { blips, incidents, actionable, sleepPages }: RuleNoise): string {
  const parts: string[] = [];
  const wait = kind === 'prometheus' ? msg`let it hold “For” 5m before it fires` : msg`raise ${OUR_RULES[kind] ?? msg`its threshold`}`;
  if (blips > 0)
    parts.push(
      msg`It was over by itself in under 5 min ${times(blips)} (${incidents} ${incidents === 1 ? msg`incident` : msg`incidents`}): ${wait}.`,
    );
  if ((actionable ?? 1) < 0.5)
    parts.push(msg`Less than half of its pages led to anything: raise the number that it compares with, and look at the last hour.`);
  if (sleepPages > 0) parts.push(msg`It woke people: a lower severity would leave it to the morning.`);
  return parts.length === 0 ? msg`Raise the number that it compares with, and look at the last hour.` : parts.join(' ');
}

/** Where the rule of another tool stands. */
export function elsewhere(kind: string): string {
  return ELSEWHERE[kind] ?? msg`Its rule stands in the tool that sends it: raise its limit there, or let it wait longer before it tells.`;
}

const times = (n: number): string => (n === 1 ? 'once' : msg`${n} times`);
