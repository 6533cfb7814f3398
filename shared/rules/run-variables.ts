// Labels of an incident's alerts as environment variables: data beside the script, never inside it.
import type { Alert, Labels } from '../domain/alert';
import type { RunVariable } from '../domain/run';
import { msg } from '../words/words';

export const LABEL_PREFIX = 'ALERT_LABEL_';
/** Longest value, in characters: Linux takes 128 KiB a variable in bytes. */
const MOST_CHARS = 30_000;
const MOST_CHARS_IN_ALL = 200_000;
const MOST = 200;

/** Labels that all of the alerts have with the same value, over `own` (what the incident itself is known by). */
export function sharedLabels(own: Labels, alerts: readonly Pick<Alert, 'labels'>[]): Map<string, string> {
  const shared = new Map(Object.entries(alerts[0]?.labels ?? {}));
  for (const { labels } of alerts)
    for (const [name, value] of shared) if (!Object.hasOwn(labels, name) || labels[name] !== value) shared.delete(name);
  for (const [name, value] of Object.entries(own)) if (!shared.has(name)) shared.set(name, value);
  return shared;
}

/** Variables for a script that mentions `used`; `notes` says what was left out and why. */
export function labelVariables(
  labels: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): { readonly variables: readonly RunVariable[]; readonly notes: readonly string[] } {
  const variables = new Map<string, RunVariable>();
  const notes: string[] = [];
  let room = MOST_CHARS_IN_ALL;
  const isUsed = (label: string): boolean => used.has(envName(label));
  const ordered = [...labels].sort(([a], [b]) => Number(isUsed(b)) - Number(isUsed(a)) || (a < b ? -1 : 1));
  for (const [label, value] of ordered) {
    const name = envName(label);
    const why = variables.has(name)
      ? msg`another label has the same name as a variable`
      : value.includes('\0')
        ? msg`it holds a NUL character`
        : value.length > Math.min(room, MOST_CHARS)
          ? msg`it is too long`
          : variables.size >= MOST
            ? msg`there are too many`
            : null;
    if (why !== null) {
      if (notes.length < 10) notes.push(msg`The label ${label.slice(0, 80)} is not handed over: ${why}.`);
      continue;
    }
    room -= value.length;
    variables.set(name, { name, value, from: `label ${label.slice(0, 200)}`, isUsed: used.has(name) });
  }
  return { variables: [...variables.values()], notes };
}

function envName(label: string): string {
  return `${LABEL_PREFIX}${label.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 100)}`;
}
