// How bad is it: ordered rules of the settings first, then the source's own word, and an honest guess where it said nothing.
import type { AlertData } from '../domain/alert';
import type { IncidentSeverity } from '../domain/severity';
import type { Settings } from '../settings';
import { matchesAll } from './matchers';

export interface SeverityVerdict {
  readonly severity: IncidentSeverity;
  readonly why: string;
  readonly isSecurity: boolean;
}

export type AssessSeverity = (alert: Pick<AlertData, 'labels' | 'severity'>) => SeverityVerdict;

/** Compiles the settings once into a function that assesses one alert. Security incidents are never below SEV2. */
export function severityRules(settings: Settings['severity']): AssessSeverity {
  const rules = settings.rules.map((r) => ({ ...r, test: matchesAll(r.when) }));
  const security = settings.security.map((text) => ({ text, test: matchesAll([text]) }));
  return (alert) => {
    const secure = security.find((s) => s.test(alert.labels));
    const rule = rules.find((r) => r.test(alert.labels));
    const base: { severity: IncidentSeverity; why: string } = rule
      ? { severity: rule.set, why: `rule “${rule.name}”` }
      : alert.severity
        ? { severity: settings.byAlert[alert.severity], why: `source says ${alert.severity}` }
        : { severity: settings.byAlert.unknown, why: 'source gives no severity we know' };
    if (secure && base.severity > 2) return { severity: 2, why: `security (${secure.text})`, isSecurity: true };
    return { ...base, isSecurity: secure !== undefined };
  };
}
