// What a merge will do: who can take the others in, and which goes into which, said before it happens.
import type { IncidentRow } from '../../../shared/domain/incident';

const CANDIDATES_SHOWN = 50;

export interface MergePlan {
  readonly into: IncidentRow;
  readonly from: readonly IncidentRow[];
}

/** Merging `chosen` into `into`; null when nothing would be left to merge. `into` may be one of the chosen. */
export function mergePlan(rows: ReadonlyMap<string, IncidentRow>, chosen: readonly string[], into: string | null): MergePlan | null {
  const target = into === null ? undefined : rows.get(into);
  const from = chosen.filter((id) => id !== into).flatMap((id) => rows.get(id) ?? []);
  return target && from.length > 0 ? { into: target, from } : null;
}

function rank(row: IncidentRow, chosen: readonly IncidentRow[]): number {
  const isChosen = chosen.some((c) => c.id === row.id);
  const isNear = row.service !== null && chosen.some((c) => c.service === row.service);
  return isChosen ? 0 : isNear ? 1 : 2;
}

/**
 * Incidents that can take `chosen` in and hold all words of `text` (`INC-12` and `12` find by number): the chosen ones when
 * there are several, then the same service, then the rest, each by severity and newest first. At most 50.
 */
export function mergeCandidates(rows: ReadonlyMap<string, IncidentRow>, chosen: readonly string[], text: string): readonly IncidentRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const picked = chosen.flatMap((id) => rows.get(id) ?? []);
  const found: IncidentRow[] = [];
  for (const row of rows.values()) {
    if (row.status === 'merged' || row.status === 'closed') continue;
    if (chosen.length < 2 && chosen.includes(row.id)) continue;
    const all = `inc-${row.number} ${row.title} ${row.service ?? ''}`.toLowerCase();
    if (words.every((w) => all.includes(w))) found.push(row);
  }
  return found
    .sort((a, b) => rank(a, picked) - rank(b, picked) || a.severity - b.severity || b.number - a.number)
    .slice(0, CANDIDATES_SHOWN);
}
