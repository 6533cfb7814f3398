// What must hold for everything that a kind's map gives, whatever the source said.
import type { MapResult } from '../../shared/feed';

/** Is it what the rest of the console takes for granted? */
export function problemsOf({ sightings, rejected }: MapResult): string[] {
  const found: string[] = [];
  const keys = new Set<string>();
  for (const one of sightings) {
    if (typeof one.key !== 'string' || one.key === '' || keys.has(one.key)) found.push(`key ${String(one.key)}`);
    keys.add(one.key);
    if (![one.name, one.summary, ...Object.values(one.labels)].every((text) => typeof text === 'string')) found.push(`text of ${one.key}`);
    if (one.name === '') found.push(`no name for ${one.key}`);
    if (!Number.isFinite(one.startsAt) || one.startsAt < 0) found.push(`start of ${one.key}: ${one.startsAt}`);
    if (one.link !== null && !/^https?:\/\//i.test(one.link)) found.push(`link ${one.link}`);
    if (one.severity !== null && !['critical', 'error', 'warning', 'info'].includes(one.severity)) found.push(`severity ${one.severity}`);
  }
  return [...found, ...rejected.filter(({ where, why }) => where === '' || why === '').map(() => 'a refusal without words')];
}
