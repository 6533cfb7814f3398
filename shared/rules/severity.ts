// How bad is it: ordered rules of the settings first, then the source's own word, and an honest guess where it said nothing.
import type { AlertData, Labels } from '../domain/alert';
import type { IncidentSeverity } from '../domain/severity';
import type { TraceStep } from '../log/event';
import type { Settings } from '../settings';
import type { SeverityRule, SourceWord } from '../settings/severity';
import { isBusinessTime } from './business-hours';
import { aliasesOf } from './label-aliases';
import { matchesAll } from './matchers';
import { tierOf } from './service-tier';

export type SeverityJudged = Pick<AlertData, 'labels' | 'severity'> & { readonly name?: string };

export interface SeverityVerdict {
  readonly severity: IncidentSeverity;
  readonly why: string;
  readonly isSecurity: boolean;
}

/** How much an incident is about. */
export interface IncidentSize {
  readonly alerts: number;
  readonly hosts: number;
}

export interface SeverityRules {
  /** What one alert by itself is. Rules that count do not speak here. */
  assess(alert: SeverityJudged): SeverityVerdict;
  /** Rules that count and would make worse than `than`. */
  countingRules(than: IncidentSeverity): readonly CountingRule[];
  /** Every rule that was asked about the alert that decided, in order. */
  trace(alert: SeverityJudged, size: IncidentSize): readonly TraceStep[];
  hostOf(labels: Labels): string;
}

export interface CountingRule {
  readonly set: IncidentSeverity;
  readonly why: string;
  readonly alertsAtLeast: number;
  readonly hostsAtLeast: number;
  isAbout(alert: SeverityJudged): boolean;
}

const MOST_TESTS = 5000;

interface Facts {
  readonly labels: Labels;
  readonly source: SourceWord;
  readonly tier: number | null;
}

interface Compiled {
  readonly rule: SeverityRule;
  readonly isCounting: boolean;
  /** Why it does not fit, in words; null when all but the counts hold. */
  readonly unlike: (facts: Facts) => string | null;
}

/** Compiles the settings once for one moment. `timeZone`: of this machine. Security incidents are never below SEV2. */
export function severityRules(settings: Pick<Settings, 'severity' | 'correlation'>, now: number, timeZone: string): SeverityRules {
  const { severity } = settings;
  const canonical = aliasesOf(settings.correlation.aliases);
  const enabled = severity.rules.filter((r) => r.isEnabled);
  const isBusiness = enabled.some((r) => r.hours !== 'any') && isBusinessTime(severity.businessHours, timeZone, now);
  const rules = enabled.map((rule) => compile(rule, isBusiness));
  const plain = rules.filter((r) => !r.isCounting);
  const security = severity.security.map(testOf);
  const tierFor = tierOf(severity.serviceTiers);
  const factsOf = ({ labels, severity: word, name }: SeverityJudged): Facts => ({
    labels: name === undefined || labels.alertname !== undefined ? labels : { ...labels, alertname: name },
    source: word ?? 'unknown',
    tier: tierFor(severity.serviceTiers.length === 0 ? '' : canonical(labels, 'service')) ?? labelledTier(labels.tier),
  });
  const assess = (alert: SeverityJudged): SeverityVerdict => {
    const facts = factsOf(alert);
    const secure = security.find((s) => s.test(facts.labels));
    const rule = plain.find((r) => r.unlike(facts) === null)?.rule;
    const base = rule ? { severity: rule.set, why: `rule “${rule.name}”` } : bySource(severity, facts.source);
    if (secure && base.severity > 2) return { severity: 2, why: `security (${secure.text})`, isSecurity: true };
    return { ...base, isSecurity: secure !== undefined };
  };
  return {
    assess,
    countingRules: (than) => rules.filter((r) => r.isCounting && r.rule.set < than).map((r) => countingOf(r, factsOf)),
    trace: (alert, size) => {
      const facts = factsOf(alert);
      const secure = security.find((s) => s.test(facts.labels))?.text ?? null;
      return traceOf(rules, facts, size, secure, bySource(severity, facts.source));
    },
    hostOf: (labels) => canonical(labels, 'host'),
  };
}

/** Where the list of services says nothing, a label `tier` may. */
function labelledTier(label: string | undefined): number | null {
  return label !== undefined && /^[1-5]$/.test(label) ? Number(label) : null;
}

function bySource(settings: Settings['severity'], source: SourceWord): { readonly severity: IncidentSeverity; readonly why: string } {
  const why = source === 'unknown' ? 'source gives no severity we know' : `source says ${source}`;
  return { severity: settings.byAlert[source], why };
}

interface Test {
  readonly text: string;
  readonly test: (labels: Labels) => boolean;
}

const tests = new Map<string, Test>();

/** Matchers are compiled once, not for each answer; those of forgotten settings are forgotten all at once. */
function testOf(text: string): Test {
  const known = tests.get(text);
  if (known) return known;
  if (tests.size >= MOST_TESTS) tests.clear();
  const made = { text, test: matchesAll([text]) };
  tests.set(text, made);
  return made;
}

function compile(rule: SeverityRule, isBusiness: boolean): Compiled {
  const tests = rule.when.map(testOf);
  const unlike = (facts: Facts): string | null => {
    const failed = tests.find(({ test }) => !test(facts.labels));
    if (failed) return `${failed.text} does not hold`;
    if (rule.source.length > 0 && !rule.source.includes(facts.source))
      return `the source says ${facts.source}, not ${rule.source.join(' or ')}`;
    if (rule.tiers.length > 0 && (facts.tier === null || !rule.tiers.includes(facts.tier)))
      return facts.tier === null ? 'the service has no tier' : `the service is of tier ${facts.tier}`;
    if (rule.hours !== 'any' && (rule.hours === 'business') !== isBusiness)
      return isBusiness ? 'it is in business hours' : 'it is outside business hours';
    return null;
  };
  return { rule, isCounting: rule.alertsAtLeast > 0 || rule.hostsAtLeast > 0, unlike };
}

function countingOf({ rule, unlike }: Compiled, factsOf: (alert: SeverityJudged) => Facts): CountingRule {
  const { set, alertsAtLeast, hostsAtLeast } = rule;
  return { set, why: `rule “${rule.name}”: ${countWords(rule)}`, alertsAtLeast, hostsAtLeast, isAbout: (a) => unlike(factsOf(a)) === null };
}

function countWords({ alertsAtLeast, hostsAtLeast }: Pick<SeverityRule, 'alertsAtLeast' | 'hostsAtLeast'>): string {
  return [alertsAtLeast > 0 ? `${alertsAtLeast} alerts or more` : '', hostsAtLeast > 0 ? `${hostsAtLeast} hosts or more` : '']
    .filter((words) => words !== '')
    .join(' and ');
}

function traceOf(
  rules: readonly Compiled[],
  facts: Facts,
  size: IncidentSize,
  secure: string | null,
  source: { readonly severity: IncidentSeverity; readonly why: string },
): TraceStep[] {
  const steps: TraceStep[] = [];
  let decided: IncidentSeverity | null = null;
  const say = (rule: string, fits: boolean, why: string) => steps.push({ rule, verdict: fits ? 'fits' : 'skipped', why });
  for (const { rule, isCounting, unlike } of rules) {
    if (decided !== null && !isCounting) continue;
    const why = unlike(facts) ?? (isCounting ? uncounted(rule, size) : null);
    say(rule.name, why === null, why ?? `everything it asks holds: SEV${rule.set}${isCounting ? ', if that is worse' : ''}`);
    if (why === null && !isCounting) decided = rule.set;
  }
  if (decided === null) say('what the source says', true, `${source.why}: SEV${source.severity}`);
  say(
    'security',
    secure !== null,
    secure === null ? 'nothing says that it is about security' : `${secure} holds: SEV2 or worse, and first`,
  );
  return steps;
}

function uncounted({ alertsAtLeast, hostsAtLeast }: SeverityRule, { alerts, hosts }: IncidentSize): string | null {
  if (alerts < alertsAtLeast) return `${alerts} of ${alertsAtLeast} alerts fire`;
  return hosts < hostsAtLeast ? `${hosts} of ${hostsAtLeast} hosts` : null;
}
