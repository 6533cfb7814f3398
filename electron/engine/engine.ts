// The engine as whoever runs it sees it: how it opens, what it can be asked, how it ends. It knows neither Electron nor where its
// voice goes, so that the very same engine runs in a utility process, in plain Node and in tests.
import type { Snapshot } from '../../shared/contract';
import type { Presence } from '../../shared/log/decide/context';
import { decideTime } from '../../shared/log/decide/time';
import type { Settings } from '../../shared/settings';
import { LogWriteFailure } from '../log/store';
import { readEntries } from '../runbooks/run/ledger-entries';
import type { Engine, EngineDeps } from './engine-seams';
import { answer, done, type Handlers, refuse } from './gate';
import { makeHandlers } from './handlers';
import { Heart } from './heart';
import { assemble, type Parts, WATCHED_AT } from './parts';
import { openWindowLine } from './window-line';

/** A person who says that others see the screen is heard whatever the settings say about what the desktop finds out. */
function areDetailsHidden({ paging, escalation }: Settings, { isPresenting, isPresentingSaid }: Presence): boolean {
  return paging.areDetailsHidden || isPresentingSaid === true || (isPresenting && escalation.areDetailsHiddenWhenPresenting);
}

function makeHeart(
  deps: EngineDeps,
  { desk, eyes, acks, outbox, postmortems, actions, policies, proofs, past, merged, backups }: Parts,
): Heart {
  const keepTime = (at: number): void => desk.writes.write(() => deps.log.setSetting(WATCHED_AT, String(at)));
  return new Heart({
    now: deps.now,
    beat: () => {
      // Only a write that goes through proves that the trouble is over.
      if (desk.writes.trouble !== null) keepTime(deps.now());
      desk.transact((state, ctx) => decideTime(state, ctx));
      eyes.beat();
      outbox.beat();
      postmortems.beat();
      actions.beat();
      policies.beat();
      proofs.beat();
      merged.beat();
    },
    renew: () => acks.review(),
    onGap: (from) => eyes.wake(from, 'the machine slept or the clock jumped'),
    keepTime,
    idle: () => {
      deps.log.tidy();
      past.idle();
      backups.idle();
      deps.onIdle?.();
    },
    failed: (e) => {
      if (!(e instanceof LogWriteFailure)) deps.journal(`a beat failed: ${e instanceof Error ? e.stack : e}`);
    },
  });
}

export function createEngine(deps: EngineDeps): Engine {
  const { log, book, journal } = deps;
  const parts = assemble(deps);
  const { desk, publisher, teller, eyes, acks, outbox, channels, pager, runbookRoom, runRoom, scheduleRoom, shell, desktop } = parts;
  const heart = makeHeart(deps, parts);
  eyes.beforeHearing(() => heart.look());
  desk.beforeDeciding(() => heart.look());
  const handlers = makeHandlers(deps, parts);
  const snapshot = (): Snapshot => ({
    seq: desk.state.seq,
    rows: [...desk.state.incidents.values()].map((i) => i.row),
    feeds: eyes.health,
    status: parts.statusNow(),
    settings: book.settings,
  });
  let isStopped = false;

  const startedAtSeq = desk.state.seq;
  const open = async (): Promise<void> => {
    const { library } = await runbookRoom.open();
    const left = readEntries(log).length > 0 ? (await runRoom.open()).runs : null;
    const schedules = book.settings.schedules.length > 0 ? (await scheduleRoom.open()).keeper : scheduleRoom.now?.keeper;
    if (isStopped) return;
    const recent = [...log.events(Math.max(0, startedAtSeq - REDELIVER_EVENTS))].flat().filter((e) => e.seq <= startedAtSeq);
    setImmediate(() => !isStopped && pager.redeliver(recent));
    desk.writes.attempt(() => acks.abandon());
    eyes.open();
    library.start();
    schedules?.apply();
    parts.policies.watch();
    parts.sharing.apply();
    if (left) desk.writes.attempt(() => left.recover());
    heart.start();
    acks.review();
    desk.writes.attempt(() => outbox.open());
    parts.backups.open();
    teller.changed();
  };
  const opened = deps.firstLook ? deps.firstLook.then(open) : open();

  const own: Handlers = { ...handlers, subscribe: () => done(snapshot()) };
  return {
    opened,
    call: async (call, args) => (isStopped ? refuse('The engine is ending.', '', 'not-ready') : answer(own, call, args, journal)),
    attach: (send) => openWindowLine({ handlers, publisher, snapshot, send, isOpen: () => !isStopped, journal }),
    onOutcome(page, incidents, outcome) {
      if (!isStopped) desk.writes.attempt(() => pager.onOutcome(page, incidents, outcome));
    },
    onShellHealth(blindWhy) {
      shell.blindWhy = blindWhy;
      teller.changed();
    },
    onPresence(presence) {
      desktop.presence = presence;
      teller.changed();
    },
    areDetailsHidden: () => areDetailsHidden(book.settings, desktop.presence),
    postmortemFile: (asked) => parts.publishing.file(asked),
    async exportEvidence(incident, file, version) {
      const { exportEvidence } = await import('./evidence-export');
      await parts.sharing.bringFiles(incident);
      return exportEvidence({ desk, log, attachments: deps.attachments, person: parts.person, now: deps.now }, incident, file, version);
    },
    onWake(why) {
      eyes.wake(heart.wake(), why);
      outbox.wake();
      scheduleRoom.now?.keeper.wake();
      parts.actions.wake();
    },
    seq: () => desk.state.seq,
    settings: () => book.settings,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      heart.stop();
      await parts.proofs.stop();
      await parts.recorder.stop();
      await parts.backups.stop();
      await parts.sharing.stop();
      await parts.replayRoom.shut((room) => room.stop());
      await parts.readinessRoom.shut(({ drills }) => drills.stop());
      await Promise.all([outbox.stop(), channels.stop(), parts.actions.stop()]);
      acks.stop();
      parts.filter.stop();
      await scheduleRoom.shut(({ keeper }) => keeper.stop());
      teller.stop();
      await Promise.all([
        eyes.stop(),
        parts.publishing.stop(),
        parts.postmortems.stop(),
        runbookRoom.shut(({ library }) => library.stop()),
        runRoom.shut(({ runs }) => runs.stop()),
      ]);
      desk.writes.attempt(() => log.setSetting(WATCHED_AT, String(deps.now())));
      log.close();
    },
  };
}

/** Among so many last events a page without an outcome is looked for. */
const REDELIVER_EVENTS = 2_000;
