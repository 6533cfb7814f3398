// Everything of the engine that belongs to action items, put together: the board's calls, the trackers, the keeper that looks at them.
import type { EngineCall, Reply } from '../../shared/contract';
import { isActionOpen } from '../../shared/domain/action';
import type { LogEvent } from '../../shared/log/event';
import type { Settings } from '../../shared/settings';
import type { Log } from '../log/store';
import { createTrackerRunner } from '../trackers/runner';
import { actionCalls } from './action-calls';
import { ActionDesk, type PostmortemTexts } from './action-desk';
import { ActionKeeper } from './action-keeper';
import { ActionTally } from './action-tally';
import type { Desk } from './desk';
import type { Handlers } from './gate';
import type { SettingsBook } from './settings-book';
import { createTicketCourier } from './ticket-courier';
import { trackerCalls, trackerSecrets } from './tracker-calls';

export interface ActionPartsDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly book: SettingsBook;
  readonly settings: () => Settings;
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly timeZone: string;
  readonly isDemo: boolean;
  readonly journal: (line: string) => void;
  /** The postmortems' texts; left out: no incident has one. */
  readonly texts?: PostmortemTexts;
  /** Resolves when all of `texts` can be read; calls wait for it. */
  readonly textsReady?: () => Promise<void>;
}

export function assembleActions(deps: ActionPartsDeps) {
  const { desk, log, book, settings, person, now, newId, timeZone, journal } = deps;
  const trackers = createTrackerRunner({
    trackers: () => (deps.isDemo ? [] : book.settings.trackers),
    secretsOf: (tracker, manifest) => trackerSecrets(book, tracker, manifest),
    now,
    log: journal,
  });
  const actions = new ActionDesk({ desk, log, newId, person, ...(deps.texts && { texts: deps.texts }) });
  const tally = new ActionTally(log, now, timeZone);
  const keeper = new ActionKeeper({ desk, log, actions, trackers, settings, now, timeZone, journal, changed: () => tally.changed() });
  const isUsed = (id: string): boolean => log.actions().some((a) => a.ticket?.tracker === id && isActionOpen(a));
  return {
    courier: createTicketCourier(trackers),
    /** Told by whoever keeps the texts, after each rest of typing. */
    onTextEdited: (incident: string, by: string) => actions.onTextEdited(incident, by),
    onCommit: (events: readonly LogEvent[]) => tally.onCommit(events),
    status: () => tally.status(),
    beat: () => keeper.beat(),
    /** The network is back. */
    wake: () => keeper.wake(),
    /** Settings took effect. */
    apply: () => {
      trackers.apply();
      keeper.wake();
    },
    calls: (applied: () => void) => ({
      ...afterwards(deps.textsReady, actionCalls({ desk, log, actions, keeper, trackers, settings, person, now, newId, timeZone })),
      ...trackerCalls({ desk, book, runner: trackers, person, isUsed, applied }),
    }),
    stop: () => trackers.stop(),
  };
}

/** The same handlers, each after `ready`. */
function afterwards<C extends EngineCall>(ready: (() => Promise<void>) | undefined, handlers: Pick<Handlers, C>): Pick<Handlers, C> {
  if (ready === undefined) return handlers;
  const waiting = (handler: unknown) => async (args: never) => {
    await ready();
    return (handler as (args: never) => Reply<unknown>)(args);
  };
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, waiting(handler)])) as unknown as Pick<Handlers, C>;
}
