// Composition root of the engine: what is made, in which order, and who hears of what. It knows neither Electron nor where its
// voice goes, so that the very same engine runs in a utility process, in plain Node and in tests.
import { join } from 'node:path';
import type { DeskStatus, FeedHealth, Snapshot } from '../../shared/contract';
import type { Presence } from '../../shared/log/decide/context';
import { decideTime } from '../../shared/log/decide/time';
import { EMPTY_STATE } from '../../shared/log/state';
import { foldRow } from '../../shared/log/views/queue';
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import { createChannelRunner } from '../channels/runner';
import { loadKinds } from '../feeds/registry';
import { LogWriteFailure } from '../log/store';
import type { ReplayRoom } from '../replay/replay-calls';
import { AckKeeper } from './ack-keeper';
import { assembleActions } from './action-parts';
import { AlertFilter } from './alert-filter';
import { channelCalls } from './channel-calls';
import { channelSecrets } from './channel-secrets';
import { createCourier } from './couriers';
import { demoSender } from './demo-sender';
import { Desk, loadState } from './desk';
import { deskName } from './desk-name';
import type { Engine, EngineDeps } from './engine-seams';
import { evidenceCalls } from './evidence-calls';
import { evidenceQueries } from './evidence-queries';
import { Eyes, problemsOf } from './eyes';
import { answer, done, type Handlers, refuse } from './gate';
import { Heart } from './heart';
import { impactCalls } from './impact-calls';
import { incidentCalls } from './incident-calls';
import { incidentQueries } from './incident-queries';
import { insightCalls, insightRoom } from './insight-calls';
import { Outbox } from './outbox';
import { Pager } from './pager';
import { pagingCalls } from './paging-calls';
import { policyDoor } from './policy-door';
import { postmortemCalls } from './postmortem-calls';
import { postmortemDraftCalls } from './postmortem-draft-calls';
import { PostmortemRoom } from './postmortem-room';
import { type ProofDoor, proofDoor } from './proof-door';
import { publishDoor } from './publish-door';
import { Publisher } from './publisher';
import type { ReadinessRoom } from './readiness-room';
import { reportHandlers } from './report-calls';
import { roleCalls, rolesInDetail } from './role-calls';
import { watchRoleOffers } from './role-pages';
import { callsInto, Room } from './room';
import { READINESS_CALLS, REPLAY_CALLS, RUN_CALLS, RUNBOOK_CALLS, SCHEDULE_CALLS, SHIFT_CALLS } from './room-calls';
import type { RunbookRoom } from './runbook-room';
import type { ScheduleRoom } from './schedule-room';
import { settingsCalls } from './settings-calls';
import { silenceCalls } from './silence-calls';
import { sourceHandlers } from './source-calls';
import { outboxStatus, statusOf, topIncidents } from './status';
import { StatusTeller } from './status-teller';
import { tellingCalls } from './telling-calls';
import { openWindowLine } from './window-line';
import { writeCalls } from './write-calls';

const TOP = 5;
/** A person who says that others see the screen is heard whatever the settings say about what the desktop finds out. */
function areDetailsHidden({ paging, escalation }: Settings, { isPresenting, isPresentingSaid }: Presence): boolean {
  return paging.areDetailsHidden || isPresentingSaid === true || (isPresenting && escalation.areDetailsHiddenWhenPresenting);
}

const UNKNOWN_PRESENCE: Presence = { isLocked: false, idleSince: null, isPresenting: false };

/** Everything the engine is made of, in the order of making; nothing runs yet. */
function assemble(deps: EngineDeps) {
  const { log, book, now, newId } = deps;
  if (log.needsRebuild()) log.rebuild(foldRow);
  const settings = (): Settings => book.settings;
  const onCall: OnCallNow = deps.onCall ?? ((schedule) => scheduleRoom.now?.keeper.onCall(schedule) ?? []);
  const desktop: { presence: Presence } = { presence: UNKNOWN_PRESENCE };
  const presence = (): Presence => desktop.presence;
  const desk = new Desk({ log, now, timeZone: deps.timeZone, settings, presence, onCall }, loadState(log, EMPTY_STATE, now()));
  const person = (): string => book.settings.person.name;
  const publisher = new Publisher();
  const teller = new StatusTeller(() => {
    const status = statusNow();
    publisher.send({ push: 'status', status });
    deps.onStatus(status, topIncidents(desk.state, TOP), eyes.health);
  });
  const changed = (feeds: readonly FeedHealth[]): void => {
    publisher.send({ push: 'feeds', feeds });
    deps.onFeeds(feeds);
    teller.changed();
  };
  const watchedAt = Number(log.getSetting(WATCHED_AT) ?? 0);
  const eyes: Eyes = new Eyes({
    ...{ desk, book, now, watchedAt, changed, told: () => teller.changed(), journal: deps.journal },
    onCanaries: (feed, sightings) => proofs.onSeen(feed, sightings),
    proofOf: (feed) => proofs.proofOf(feed),
    deskName: () => deskName(log, newId),
    memory: log.feedMemory,
  });
  const proofs: ProofDoor = proofDoor({
    ...{ desk, settings, person, now, newId, runner: eyes.runner, withdraw: deps.withdraw },
    speak: (sightings) => eyes.speak(sightings),
    moved: () => eyes.proofChanged(),
  });
  const pastRow = (id: string) => log.row(id);
  const isRestricted = (id: string): boolean => (desk.state.incidents.get(id)?.row ?? log.row(id))?.isRestricted ?? false;
  const ackMs = (): number => book.settings.writing.ackMinutes * 60_000;
  const channels = createChannelRunner({
    channels: () => book.settings.channels,
    secretsOf: (channel, manifest) => channelSecrets(book, channel, manifest),
    log: (level, line) => level !== 'debug' && deps.journal(line),
  });
  const sender = deps.isDemo ? demoSender : (deps.sender ?? channels);
  const actions = assembleActions({ ...deps, desk, settings, person, postmortems: () => postmortems });
  const feedName = (id: string): string => book.settings.feeds.find((f) => f.id === id)?.name ?? id;
  const courier = createCourier({
    sender,
    runner: eyes.runner,
    publish: (act, content) => publishing.deliver(act, content),
    feedName,
    now,
    tickets: actions.courier,
  });
  const outbox = new Outbox({
    ...{ desk, courier, pastRow, now, random: Math.random, journal: deps.journal },
    actOf: (id) => log.act(id),
    actionOf: (id) => log.action(id),
    changed: () => teller.changed(),
  });
  const acks = new AckKeeper({ desk, runner: eyes.runner, person, ackMs, now, newId, pastRow, journal: deps.journal });
  const filter = new AlertFilter(() => desk.state.incidents);
  const { journal } = deps;
  const workDir = join(deps.workDir, 'runbooks');
  const runbookRoom = new Room<RunbookRoom>(async () => {
    const { makeRunbookRoom } = await import('./runbook-room');
    return makeRunbookRoom({ log, book, now, newId, workDir, journal, desk, publisher, mayFetch: !deps.isDemo });
  });
  const scheduleRoom = new Room<ScheduleRoom>(async () => {
    const { makeScheduleRoom } = await import('./schedule-room');
    const changed = (): void => teller.changed();
    return makeScheduleRoom({ log, book, desk, person, journal, timeZone: deps.timeZone, changed, applied });
  });
  const readinessRoom = new Room<ReadinessRoom>(async () => {
    const { makeReadinessRoom } = await import('./readiness-room');
    const { demoDir = null } = deps;
    return makeReadinessRoom({ desk, log, eyes, settings, person, now, newId, demoDir, journal, changed: () => teller.changed() });
  });
  const replayRoom = new Room<ReplayRoom>(async () => {
    const { makeReplayRoom } = await import('../replay/replay-calls');
    return makeReplayRoom({ log, now, newId, timeZone: deps.timeZone, journal, push: (message) => publisher.send(message) });
  });
  const insights = insightRoom({ ...deps, settings, onProgress: (share) => publisher.send({ push: 'insights', share }) });
  const facts = async () => (await insights.open()).open();
  const library = async () => (await runbookRoom.open()).library;
  const policies = policyDoor({ desk, log, settings, person, now, timeZone: deps.timeZone, facts, library });
  const applied = (): void => {
    eyes.refocus();
    runbookRoom.now?.library.apply();
    if (scheduleRoom.now) scheduleRoom.now.keeper.apply();
    else if (book.settings.schedules.length > 0) void scheduleRoom.open().then(({ keeper }) => keeper.apply());
    actions.apply();
    policies.changed();
    publisher.send({ push: 'settings', settings: book.settings });
    desk.transact(() => []);
  };
  const postmortems = new PostmortemRoom({
    ...{ desk, log, now, newId, person, journal, push: (message) => publisher.send(message) },
    rested: (incident, by) => actions.onTextEdited(incident, by),
  });
  const publishing = publishDoor({ ...deps, desk, postmortems, person, applied });
  desk.onCommit((events) => {
    publisher.events(events);
    postmortems.onCommit(events);
    runbookRoom.now?.library.onCommit(events);
    deps.onEvents(events, isRestricted);
    actions.onCommit(events);
    teller.changed();
    filter.changed();
  });
  desk.writes.onChange(() => teller.changed());
  const pager = new Pager({ desk, person, present: deps.present, withdraw: deps.withdraw, now });
  watchRoleOffers({ desk, settings, withdraw: deps.withdraw });
  const statusNow = (): DeskStatus =>
    statusOf({
      state: desk.state,
      feeds: eyes.health,
      shellBlindWhy: shell.blindWhy,
      isDemo: deps.isDemo,
      settingsFrom: book.dictatedBy,
      keyKeeping: deps.keyKeeping,
      absence: eyes.absence.receipt,
      writeTrouble: desk.writes.trouble,
      outbox: outboxStatus(desk.state, outbox.waits),
      onCall: scheduleRoom.now?.keeper.all() ?? [],
      presence: desktop.presence,
      ...actions.status(),
      drill: readinessRoom.now?.drills.status,
      latePostmortems: log.postmortems.countDueBy(now()),
    });
  const shell: { blindWhy: readonly string[] } = { blindWhy: [] };
  return {
    desk,
    person,
    publisher,
    teller,
    eyes,
    acks,
    outbox,
    channels,
    sender,
    actions,
    filter,
    pager,
    postmortems,
    publishing,
    runbookRoom,
    scheduleRoom,
    readinessRoom,
    replayRoom,
    insights,
    policies,
    proofs,
    applied,
    statusNow,
    shell,
    desktop,
  };
}
type Parts = ReturnType<typeof assemble>;

function makeHeart(deps: EngineDeps, { desk, eyes, acks, outbox, postmortems, actions, policies, proofs }: Parts): Heart {
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
    },
    renew: () => acks.review(),
    onGap: (from) => eyes.wake(from, 'the machine slept or the clock jumped'),
    keepTime,
    idle: () => {
      deps.log.tidy();
      deps.onIdle?.();
    },
    failed: (e) => {
      if (!(e instanceof LogWriteFailure)) deps.journal(`a beat failed: ${e instanceof Error ? e.stack : e}`);
    },
  });
}

function makeHandlers(deps: EngineDeps, parts: Parts): Omit<Handlers, 'subscribe'> {
  const { log, book, now, newId } = deps;
  const { desk, person, eyes, filter, acks, outbox, channels, sender, runbookRoom, scheduleRoom, applied, actions } = parts;
  const writing = { desk, runner: eyes.runner, outbox, person, now, newId };
  const settings = (): Settings => book.settings;
  const shiftRoom = new Room(async () => {
    const { shiftCalls: make } = await import('./shift-calls');
    return make({ desk, log, settings, runner: eyes.runner, now, device: deps.device });
  });
  return {
    ...incidentQueries({
      ...{ desk, log, filter },
      runbooksOf: async (incident, events) => (await runbookRoom.open()).library.ofIncident(incident, events),
      policiesOf: (incident) => parts.policies.governing(incident),
      rolesOf: (row) => rolesInDetail({ log, settings }, row),
    }),
    ...roleCalls({ desk, log, settings }),
    ...callsInto(SHIFT_CALLS, () => shiftRoom.open()),
    ...callsInto({ ...RUNBOOK_CALLS, ...RUN_CALLS }, async () => (await runbookRoom.open()).calls),
    ...callsInto(REPLAY_CALLS, async () => (await parts.replayRoom.open()).calls),
    ...callsInto(READINESS_CALLS, async () => (await parts.readinessRoom.open()).calls),
    ...callsInto(SCHEDULE_CALLS, async () => (await scheduleRoom.open()).calls),
    ...postmortemCalls({ desk, log, room: parts.postmortems, attachments: deps.attachments, settings, person, newId }),
    ...parts.publishing.calls,
    ...incidentCalls({ desk, person, now }),
    ...reportHandlers({ desk, person, now }),
    ...impactCalls({ desk, person, now }),
    ...postmortemDraftCalls({ log, settings, timeZone: deps.timeZone, live: (id) => desk.state.incidents.get(id) }),
    ...evidenceQueries(log, deps.attachments),
    ...evidenceCalls({ desk, person, now, log, attachments: deps.attachments }),
    ...silenceCalls(writing),
    ...sourceHandlers({ ...writing, feedName: (feed) => book.settings.feeds.find(({ id }) => id === feed)?.name ?? feed }),
    ...writeCalls({ desk, log, acks, person }),
    ...settingsCalls({ desk, book, runner: eyes.runner, kinds: loadKinds, person, problemsOf, applied }),
    ...channelCalls({ desk, book, runner: channels, person, now, applied }),
    ...tellingCalls({ desk, log, outbox, sender, person, now, newId }),
    ...actions.calls(applied),
    ...insightCalls(parts.insights),
    ...parts.policies.calls,
    ...parts.proofs.calls,
    ...pagingCalls({ desk, absence: eyes.absence, person, now, isSoundOn: () => book.settings.paging.isSoundOn }),
  };
}

export function createEngine(deps: EngineDeps): Engine {
  const { log, book, journal } = deps;
  const parts = assemble(deps);
  const { desk, publisher, teller, eyes, acks, outbox, channels, pager, runbookRoom, scheduleRoom, shell, desktop } = parts;
  const heart = makeHeart(deps, parts);
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
    const { library, runs } = await runbookRoom.open();
    const schedules = book.settings.schedules.length > 0 ? (await scheduleRoom.open()).keeper : scheduleRoom.now?.keeper;
    if (isStopped) return;
    const recent = [...log.events(Math.max(0, startedAtSeq - REDELIVER_EVENTS))].flat().filter((e) => e.seq <= startedAtSeq);
    setImmediate(() => !isStopped && pager.redeliver(recent));
    desk.writes.attempt(() => acks.abandon());
    eyes.open();
    library.start();
    schedules?.apply();
    parts.policies.watch();
    desk.writes.attempt(() => runs.recover());
    heart.start();
    acks.review();
    desk.writes.attempt(() => outbox.open());
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
      return exportEvidence({ desk, log, attachments: deps.attachments, person: parts.person, now: deps.now }, incident, file, version);
    },
    onWake(why) {
      eyes.wake(heart.lastBeatAt, why);
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
        runbookRoom.shut(({ library, runs }) => Promise.all([library.stop(), runs.stop()])),
      ]);
      desk.writes.attempt(() => log.setSetting(WATCHED_AT, String(deps.now())));
      log.close();
    },
  };
}

const WATCHED_AT = 'watched-at';
/** Among so many last events a page without an outcome is looked for. */
const REDELIVER_EVENTS = 2_000;
