// Lets go of what the flight recorder kept of incidents that are long over, where the settings say so: after the day's backup, one incident at
// a time, with pauses for everything else.
import type { Draft } from '../../shared/log/event';
import type { Log } from '../log/store';

export interface LetGoDeps {
  readonly log: Pick<Log, 'recordings'>;
  /** 0: never. */
  readonly keepDays: () => number;
  readonly now: () => number;
  readonly journal: (line: string) => void;
  readonly commit: (drafts: readonly Draft[]) => unknown;
}

const DAY_MS = 86_400_000;
/** Incidents that are looked at together. */
const AT_ONCE = 50;
const REST_MS = 10;

/** Resolves with how many texts went. `isEnding`: asked between two steps. */
export async function letGoOfOld(deps: LetGoDeps, isEnding: () => boolean): Promise<number> {
  const { log, keepDays, now, journal, commit } = deps;
  const days = keepDays();
  if (days === 0) return 0;
  const closedBefore = now() - days * DAY_MS;
  let [recordings, bytes] = [0, 0];
  for (let after = ''; !isEnding(); ) {
    const page = log.recordings.withTexts(after, AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last;
    for (const incident of page.filter((one) => log.recordings.mayGo(one, closedBefore))) {
      if (isEnding()) break;
      const went = log.recordings.letGo(incident, now());
      recordings += went.recordings;
      bytes += went.bytes;
      await rest();
    }
    await rest();
  }
  if (recordings === 0) return 0;
  commit([{ kind: 'recordings.let-go', incident: null, actor: 'rule:recorder', data: { recordings, bytes, closedBefore } }]);
  journal(`the texts of ${recordings} recordings were let go: ${bytes} bytes`);
  return recordings;
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}
