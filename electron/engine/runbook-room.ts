// The room of runbooks: the library and the calls about it.
import type { RunbookValues } from '../../shared/contract/runbooks';
import { Library } from '../runbooks/library';
import type { Desk } from './desk';
import type { EngineDeps } from './engine-seams';
import type { Handlers } from './gate';
import type { Publisher } from './publisher';
import { runbookCalls } from './runbook-calls';

export interface RunbookRoom {
  readonly library: Library;
  readonly calls: Pick<Handlers, keyof RunbookValues>;
}

export interface RunbookRoomDeps extends Pick<EngineDeps, 'log' | 'book' | 'now' | 'newId' | 'workDir' | 'journal'> {
  readonly desk: Desk;
  readonly publisher: Publisher;
  /** False for the demo: nothing is asked from outside for invented alerts. */
  readonly mayFetch: boolean;
}

/** Nothing is read, watched or fetched until `library.start()`. */
export function makeRunbookRoom(deps: RunbookRoomDeps): RunbookRoom {
  const { log, book, now, workDir, journal, desk, mayFetch } = deps;
  const settings = () => book.settings;
  const person = (): string => book.settings.person.name;
  const onTexts = (): void => deps.publisher.send({ push: 'runbooks' });
  const library = new Library({ log, settings, now, workDir, mayFetch, journal, onTexts });
  return { library, calls: runbookCalls({ desk, log, library, person }) };
}
