// The room of runs: steps of runbooks that are run on this machine, and the calls about them. It is opened by the first such call, and at
// the start only where an engine that died left runs behind.
import type { RunValues } from '../../shared/contract/runs';
import { foldIncident } from '../../shared/log/reduce';
import { RunDesk } from '../runbooks/run/run-desk';
import { thisHost } from '../runbooks/run/run-host';
import type { Handlers } from './gate';
import { runCalls } from './run-calls';
import type { RunbookRoom, RunbookRoomDeps } from './runbook-room';

export interface RunRoom {
  readonly runs: RunDesk;
  readonly calls: Pick<Handlers, keyof RunValues>;
}

export function makeRunRoom(deps: Omit<RunbookRoomDeps, 'workDir' | 'mayFetch'>, { library }: RunbookRoom): RunRoom {
  const { log, book, now, newId, journal, desk } = deps;
  const runs = new RunDesk({
    ...{ log, now, newId, journal, settings: () => book.settings, person: () => book.settings.person.name, host: thisHost() },
    secrets: () => book.secretTexts(),
    incident: (id) => desk.state.incidents.get(id) ?? foldIncident(log.incidentEvents(id)),
    commit: (drafts) => {
      desk.admit(drafts.flatMap((d) => d.incident ?? []));
      desk.transact(() => drafts);
    },
    push: (message) => deps.publisher.send(message),
  });
  return { runs, calls: runCalls({ runs, library, log }) };
}
