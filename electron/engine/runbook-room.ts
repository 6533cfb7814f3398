// The room of runbooks: the library, the runs of their steps, and the calls about both. Its parsers are a third of the engine's code.
import type { RunbookValues } from '../../shared/contract/runbooks';
import type { RunValues } from '../../shared/contract/runs';
import { foldIncident } from '../../shared/log/reduce';
import { Library } from '../runbooks/library';
import { RunDesk } from '../runbooks/run/run-desk';
import { thisHost } from '../runbooks/run/run-host';
import type { Desk } from './desk';
import type { EngineDeps } from './engine-seams';
import type { Handlers } from './gate';
import type { Publisher } from './publisher';
import { runCalls } from './run-calls';
import { runbookCalls } from './runbook-calls';

export interface RunbookRoom {
  readonly library: Library;
  readonly runs: RunDesk;
  readonly calls: Pick<Handlers, keyof RunbookValues | keyof RunValues>;
}

export interface RunbookRoomDeps extends Pick<EngineDeps, 'log' | 'book' | 'now' | 'newId' | 'workDir' | 'journal'> {
  readonly desk: Desk;
  readonly publisher: Publisher;
  /** False for the demo: nothing is asked from outside for invented alerts. */
  readonly mayFetch: boolean;
}

/** Nothing is read, watched or fetched until `library.start()`. */
export function makeRunbookRoom(deps: RunbookRoomDeps): RunbookRoom {
  const { log, book, now, newId, workDir, journal, desk, mayFetch } = deps;
  const settings = () => book.settings;
  const person = (): string => book.settings.person.name;
  const onTexts = (): void => deps.publisher.send({ push: 'runbooks' });
  const library = new Library({ log, settings, now, workDir, mayFetch, journal, onTexts });
  const runs = new RunDesk({
    ...{ log, now, newId, journal, settings, person, host: thisHost() },
    secrets: () => book.secretTexts(),
    document: (runbook) => library.document(runbook),
    incident: (id) => desk.state.incidents.get(id) ?? foldIncident(log.incidentEvents(id)),
    commit: (drafts) => {
      desk.admit(drafts.flatMap((d) => d.incident ?? []));
      desk.transact(() => drafts);
    },
    push: (message) => deps.publisher.send(message),
  });
  return { library, runs, calls: { ...runbookCalls({ desk, log, library, person }), ...runCalls({ runs, log }) } };
}
