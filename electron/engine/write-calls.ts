// Asks a source again for a write that it did not take. The new write has its own events and names the failed one.
import type { WriteState } from '../../shared/domain/incident';
import type { LogEvent, OfKind } from '../../shared/log/event';
import type { ReadLog } from '../log/store';
import type { AckKeeper } from './ack-keeper';
import { done, type Handlers, refuse } from './gate';
import { type SilenceCallDeps, type SilenceWish, writeSilence } from './silence-calls';

export interface WriteCallDeps extends SilenceCallDeps {
  readonly log: ReadLog;
  readonly acks: Pick<AckKeeper, 'retry'>;
  readonly journal: (line: string) => void;
}

/** Events looked through at a time, from the newest back. */
const PAGE = 500;

export function writeCalls(deps: WriteCallDeps): Pick<Handlers, 'retry-write'> {
  return {
    'retry-write': ({ incident, write }) => {
      const row = deps.desk.state.incidents.get(incident)?.row ?? deps.log.row(incident);
      const failed = row?.writes.find((w) => w.id === write);
      if (!failed) return refuse('There is no such write any more.', 'Another one took its place.');
      if (failed.state !== 'failed')
        return refuse(failed.state === 'pending' ? 'It is on its way already.' : 'The source has confirmed it.');
      const isAck = failed.action === 'ack' || failed.action === 'unack';
      const why = isAck ? deps.acks.retry(incident, failed, deps.person()) : retrySilence(deps, incident, failed);
      return why === null ? done({ asked: true }) : refuse(why);
    },
  };
}

/** Why it can't be asked for again, in words; null when it was. */
function retrySilence(deps: WriteCallDeps, incident: string, failed: WriteState): string | null {
  if (!deps.runner.can(failed.feed, 'silence')) return `The feed ${failed.feed} is gone or takes no silences.`;
  const request = requestOf(deps.log, incident, failed.id);
  if (!request?.data.silence || request.data.until === null) return 'What it asked for was not kept. Make the silence anew.';
  const { matchers, comment } = request.data.silence;
  const wish: SilenceWish = { feed: failed.feed, matchers, comment, ms: request.data.until - request.at, incident, retryOf: failed.id };
  void writeSilence(deps, wish).catch((e) => deps.journal(`a silence was not recorded: ${e instanceof Error ? e.message : e}`));
  return null;
}

function requestOf(log: ReadLog, incident: string, write: string): OfKind<LogEvent, 'write.requested'> | undefined {
  for (let before: number | null = null; ; ) {
    const { events }: { events: LogEvent[] } = log.incidentPage(incident, before, PAGE);
    const found = events.findLast((e) => e.kind === 'write.requested' && e.data.write === write);
    if (found?.kind === 'write.requested') return found;
    const [first] = events;
    if (!first) return undefined;
    before = first.seq;
  }
}
