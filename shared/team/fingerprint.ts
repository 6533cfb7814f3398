// One text for how incidents stand, the same on every desk that has the same events: what is counted per desk (seq) is left out.
import type { Incident } from '../domain/incident';

/** Canonical JSON with sorted keys and without values that are undefined. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Map) return canonical([...value.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`)
    .join(',')}}`;
}

/** To be hashed: equal texts, equal incidents. */
export function standingOf(incidents: Iterable<Incident>): string {
  const sorted = [...incidents].sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
  return sorted.map(({ row: { seq: _, ...row }, groupKeys, alerts }) => canonical([row, [...groupKeys].sort(), alerts])).join('\n');
}
