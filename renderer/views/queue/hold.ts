// Keeps the list still while the person is in it: rows stay where they are, what left is kept in its place, what came waits. Pure.
import type { Group } from './arrange';

export interface Held {
  /** What the list shows. */
  readonly groups: readonly Group[];
  /** Incidents of the fresh arrangement that are not shown yet. */
  readonly waitingIds: readonly string[];
}

export function idsOf(groups: readonly Group[]): string[] {
  return groups.flatMap((group) => group.ids);
}

/** Shows the arrangement of before although `fresh` is true now. An empty list has nothing to keep still. */
export function hold(shown: readonly Group[], fresh: readonly Group[]): Held {
  const known = new Set(idsOf(shown));
  if (known.size === 0) return { groups: fresh, waitingIds: [] };
  return { groups: shown, waitingIds: idsOf(fresh).filter((id) => !known.has(id)) };
}

/** Takes out the rows that left, and nothing else: used when the person moves on, away from a row that is done. */
export function withoutGone(shown: readonly Group[], fresh: readonly Group[]): readonly Group[] {
  const still = new Set(idsOf(fresh));
  if (shown.every((group) => group.ids.every((id) => still.has(id)))) return shown;
  return shown.map((group) => ({ ...group, ids: group.ids.filter((id) => still.has(id)) })).filter((group) => group.ids.length > 0);
}

export type Item =
  | { readonly kind: 'group'; readonly group: Group; readonly isCollapsed: boolean }
  | { readonly kind: 'row'; readonly id: string };

/** Headers and rows, top to bottom, without the rows of collapsed groups. A single nameless group has no header. */
export function flatten(groups: readonly Group[], collapsed: ReadonlySet<string>): readonly Item[] {
  const items: Item[] = [];
  for (const group of groups) {
    const isCollapsed = group.label !== '' && collapsed.has(group.key);
    if (group.label !== '') items.push({ kind: 'group', group, isCollapsed });
    if (!isCollapsed) for (const id of group.ids) items.push({ kind: 'row', id });
  }
  return items;
}
