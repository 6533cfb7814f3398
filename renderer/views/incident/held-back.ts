// What sources themselves hold back of an incident: how many alerts, by what, named so that it can be found there.
import type { Alert, Suppression } from '../../../shared/domain/alert';
import { msg } from '../../../shared/words/words';

export interface HeldBack {
  readonly feed: string;
  readonly by: Suppression['by'];
  readonly count: number;
  /** E.g. `Silenced by 8f3a12c4`; ids are shortened to what tells them apart. */
  readonly words: string;
}

/** Why a source holds an alert back, in a word or few. */
export const HELD_BY: Readonly<Record<Suppression['by'], string>> = {
  silence: msg`Silenced`,
  inhibition: msg`Inhibited`,
  mute: msg`Muted by a time interval`,
  downtime: msg`In downtime`,
  acknowledgement: msg`Acknowledged`,
};
const ID_LENGTH = 8;
const IDS_NAMED = 3;

/** Suppressed firing alerts by feed and kind, most first. */
export function heldBack(alerts: readonly Pick<Alert, 'feed' | 'isFiring' | 'suppression'>[]): readonly HeldBack[] {
  const groups = new Map<string, { feed: string; by: Suppression['by']; count: number; ids: Set<string> }>();
  for (const a of alerts) {
    if (!a.isFiring || !a.suppression) continue;
    const key = `${a.feed}\n${a.suppression.by}`;
    const group = groups.get(key) ?? { feed: a.feed, by: a.suppression.by, count: 0, ids: new Set<string>() };
    group.count++;
    for (const id of a.suppression.ids) group.ids.add(id);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ feed, by, count, ids }) => ({ feed, by, count, words: wordsOf(by, [...ids]) }));
}

function wordsOf(by: Suppression['by'], ids: readonly string[]): string {
  if (ids.length === 0) return HELD_BY[by];
  const named = ids.slice(0, IDS_NAMED).map((id) => id.slice(0, ID_LENGTH));
  const more = ids.length > IDS_NAMED ? msg` and ${ids.length - IDS_NAMED} more` : '';
  return msg`${HELD_BY[by]} by ${named.join(', ')}${more}`;
}
