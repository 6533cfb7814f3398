// Asks a source again for an acknowledgement that it did not take. The new write has its own events and names the failed one.
import type { ReadLog } from '../log/store';
import type { AckKeeper } from './ack-keeper';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface WriteCallDeps {
  readonly desk: Pick<Desk, 'state'>;
  readonly log: Pick<ReadLog, 'row'>;
  readonly acks: Pick<AckKeeper, 'retry'>;
  readonly person: () => string;
}

export function writeCalls({ desk, log, acks, person }: WriteCallDeps): Pick<Handlers, 'retry-write'> {
  return {
    'retry-write': ({ incident, write }) => {
      const row = desk.state.incidents.get(incident)?.row ?? log.row(incident);
      const failed = row?.writes.find((w) => w.id === write);
      if (!failed) return refuse('There is no such write any more.', 'Another one took its place.');
      if (failed.state !== 'failed')
        return refuse(failed.state === 'pending' ? 'It is on its way already.' : 'The source has confirmed it.');
      if (failed.action !== 'ack' && failed.action !== 'unack')
        return refuse('It was kept by an older Dogwatch.', 'Make the silence anew.');
      const why = acks.retry(incident, failed, person());
      return why === null ? done({ asked: true }) : refuse(why);
    },
  };
}
