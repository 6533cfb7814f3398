// Everything of the engine that belongs to action items, put together: the board's calls, the trackers, the keeper that looks at them.
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
  /** Where the texts are: they can be asked when `ready` resolved. */
  readonly postmortems: () => { readonly texts: PostmortemTexts; ready(): Promise<void> };
}

export function assembleActions(deps: ActionPartsDeps) {
  const { desk, log, book, settings, person, now, newId, timeZone, journal, postmortems } = deps;
  const ready = (): Promise<void> => postmortems().ready();
  const texts: PostmortemTexts = {
    readText: (incident) => postmortems().texts.readText(incident),
    editDrafts: (incident, edits, by) => postmortems().texts.editDrafts(incident, edits, by),
  };
  const trackers = createTrackerRunner({
    trackers: () => (deps.isDemo ? [] : book.settings.trackers),
    secretsOf: (tracker, manifest) => trackerSecrets(book, tracker, manifest),
    now,
    log: journal,
  });
  const actions = new ActionDesk({ desk, log, newId, person, texts });
  const tally = new ActionTally(log, now, timeZone);
  const keeper = new ActionKeeper({
    desk,
    log,
    actions,
    trackers,
    settings,
    now,
    timeZone,
    journal,
    ready,
    changed: () => tally.changed(),
  });
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
      ...afterwards(ready, actionCalls({ desk, log, actions, keeper, trackers, settings, person, now, newId, timeZone })),
      ...trackerCalls({ desk, book, runner: trackers, person, isUsed, applied }),
    }),
    stop: () => trackers.stop(),
  };
}

/** The same calls, each after `ready`. */
function afterwards<H extends ReturnType<typeof actionCalls>>(ready: () => Promise<void>, calls: H): H {
  const later = (call: (args: never) => unknown) => async (args: never) => {
    await ready();
    return call(args);
  };
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, later(call as (args: never) => unknown)])) as unknown as H;
}
