// The lines of a log that an alert keeps: which of its annotations holds them, and whose are shown first in an incident.
import type { Alert } from './alert';

/** The annotation of an alert that holds lines as they were written, oldest first. */
export const LINES = 'lines';

/** The lines of an alert; null: it has none. */
export function linesOf({ annotations }: Pick<Alert, 'annotations'>): string | null {
  const text = Object.hasOwn(annotations, LINES) ? annotations[LINES] : undefined;
  return text === undefined || text.trim() === '' ? null : text;
}

/** The alert whose lines tell most: of those that fire, else of all, the one that began last. Null: none has lines. */
export function firstWithLines<A extends Pick<Alert, 'annotations' | 'isFiring' | 'startsAt'>>(alerts: readonly A[]): A | null {
  const having = alerts.filter((alert) => linesOf(alert) !== null);
  const firing = having.filter(({ isFiring }) => isFiring);
  return (firing.length > 0 ? firing : having).reduce<A | null>(
    (last, alert) => (last === null || alert.startsAt > last.startsAt ? alert : last),
    null,
  );
}
