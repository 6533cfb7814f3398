// Which alerts belong together: same name and the same values of the grouping labels. One group, one open incident.
import type { AlertData, Labels } from '../domain/alert';

export interface Group {
  /** Equal exactly when the alerts belong together. */
  readonly key: string;
  readonly labels: Labels;
  readonly why: string;
}

/** The key alone: cheap enough for every sighting of a storm. */
export function groupKeyOf(alert: Pick<AlertData, 'name' | 'labels'>, by: readonly string[]): string {
  let key = alert.name;
  for (const name of by) {
    const value = alert.labels[name];
    if (value) key += `\n${name}=${value}`;
  }
  return key;
}

/** The group with its reason in words. */
export function groupOf(alert: Pick<AlertData, 'name' | 'labels'>, by: readonly string[]): Group {
  const present = by.filter((name) => alert.labels[name]);
  const labels: Record<string, string> = { alertname: alert.name };
  for (const name of present) labels[name] = alert.labels[name] ?? '';
  const why =
    present.length === 0
      ? `same alert name ${alert.name}`
      : `same alert name ${alert.name} and ${present.map((n) => `${n} ${labels[n]}`).join(', ')}`;
  return { key: groupKeyOf(alert, by), labels, why };
}
