// What the logs of all desks say after a storm, read from their files: was an event lost, taken twice, or folded otherwise?
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { loadState } from '../../electron/engine/desk';
import { openReader } from '../../electron/log/open-reader';
import { openLog } from '../../electron/log/store';
import { EMPTY_STATE } from '../../shared/log/state';
import { standingOf } from '../../shared/team/fingerprint';
import { KEY } from '../electron/engine/desk-engine';

interface Ledger {
  readonly own: readonly string[];
  readonly all: readonly string[];
  /** Of all incidents, folded anew from their events. */
  readonly standing: string;
}

export interface Outcome {
  /** Different events about incidents, of all desks. */
  readonly events: number;
  /** Events that a desk wrote and another one lacks, counted once for each that does. */
  readonly lost: number;
  readonly twice: number;
  /** Different ways in which the desks stand: 1 when all is well. */
  readonly standings: number;
}

function ledgerOf(profile: string): Ledger {
  const file = join(profile, 'log.db');
  const opened = openLog({ file, key: KEY, device: 'chaos', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const standing = standingOf(loadState(opened.log, EMPTY_STATE, Date.now()).incidents.values());
  opened.log.close();
  const reader = openReader(file, KEY);
  const events = [...reader.events(0, 5_000)].flat().filter(({ incident }) => incident !== null);
  reader.close();
  const own = events.filter(({ isForeign }) => !isForeign).map(({ id }) => id);
  return { own, all: events.map(({ id }) => id), standing: createHash('sha256').update(standing).digest('hex') };
}

/** Of desks whose engines have ended. */
export function outcomeOf(profiles: readonly string[]): Outcome {
  const ledgers = profiles.map(ledgerOf);
  const written = new Set(ledgers.flatMap(({ own }) => own));
  const missing = ledgers.map(({ all }) => written.size - new Set(all.filter((id) => written.has(id))).size);
  return {
    events: written.size,
    lost: missing.reduce((sum, n) => sum + n, 0),
    twice: ledgers.reduce((sum, { all }) => sum + all.length - new Set(all).size, 0),
    standings: new Set(ledgers.map(({ standing }) => standing)).size,
  };
}
