// Two scales that must never be mixed: what a source says about one alert, and what we assess for an incident.

/** What a source says about one alert, after mapping; worst first. */
export const ALERT_SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** SEV1 (worst) to SEV5. */
export const INCIDENT_SEVERITIES = [1, 2, 3, 4, 5] as const;
export type IncidentSeverity = (typeof INCIDENT_SEVERITIES)[number];

/** The worse of two incident severities (the lower number). */
export function worse(a: IncidentSeverity, b: IncidentSeverity): IncidentSeverity {
  return a < b ? a : b;
}
