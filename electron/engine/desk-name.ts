// The name by which sources know this desk: two desks must never take each other's place at a broker.
import type { Log } from '../log/store';

const NAME = 'desk.name';

/** The same for as long as the log lives; made when it is first asked for. */
export function deskName(log: Pick<Log, 'getSetting' | 'setSetting'>, newId: () => string): string {
  const known = log.getSetting(NAME);
  if (known) return known;
  const made = newId().toLowerCase().slice(-16);
  log.setSetting(NAME, made);
  return made;
}
