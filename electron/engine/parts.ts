// What the engine is made of, in the order of making, and who hears of what; nothing runs yet.
import { join } from 'node:path';
import type { DeskStatus, FeedHealth } from '../../shared/contract';
import type { Presence } from '../../shared/log/decide/context';
import type { Draft } from '../../shared/log/event';
import { EMPTY_STATE } from '../../shared/log/state';
import { foldRow } from '../../shared/log/views/queue';
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import type { TeamDuty } from '../../shared/team/duty';
import { createChannelRunner } from '../channels/runner';
import { BridgeLine } from '../feeds/bridge-line';
import type { ReplayRoom } from '../replay/replay-calls';
import { AckKeeper, isOthersWrite } from './ack-keeper';
import { assembleActions } from './action-parts';
import { AlertFilter } from './alert-filter';
import { backupDoor } from './backup-door';
import { channelSecrets } from './channel-secrets';
import { createCourier } from './couriers';
import { demoSender } from './demo-sender';
import { Desk, loadState } from './desk';
import { deskName } from './desk-name';
import type { EngineDeps } from './engine-seams';
import { Eyes } from './eyes';
import { insightRoom } from './insight-calls';
import { MergedPast } from './merged-past';
import { Outbox } from './outbox';
import { Pager } from './pager';
import { policyDoor } from './policy-door';
import { PostmortemRoom } from './postmortem-room';
import { type ProofDoor, proofDoor } from './proof-door';
import { publishDoor } from './publish-door';
import { Publisher } from './publisher';
import type { ReadinessRoom } from './readiness-room';
import { recorderDoor } from './recorder-door';
import { watchRoleOffers } from './role-pages';
import { Room } from './room';
import type { RunRoom } from './run-room';
import type { RunbookRoom } from './runbook-room';
import type { ScheduleRoom } from './schedule-room';
import { type SharingDoor, sharingDoor } from './sharing-door';
import { silenceHistoryDoor } from './silence-history-calls';
import { outboxStatus, statusOf, topIncidents } from './status';
import { StatusTeller } from './status-teller';

const TOP = 5;
/** The log's name for the time at which the desk was last watched. */
export const WATCHED_AT = 'watched-at';
const UNKNOWN_PRESENCE: Presence = { isLocked: false, idleSince: null, isPresenting: false };

/** Everything the engine is made of, in the order of making; nothing runs yet. */
export function assemble(deps: EngineDeps) {
  const { log, book, now, newId } = deps;
  if (log.needsRebuild()) log.rebuild(foldRow);
  const settings = (): Settings => book.settings;
  const onCall: OnCallNow = deps.onCall ?? ((schedule) => scheduleRoom.now?.keeper.onCall(schedule) ?? []);
  const desktop: { presence: Presence } = { presence: UNKNOWN_PRESENCE };
  const presence = (): Presence => desktop.presence;
  const team: { door: SharingDoor | null } = { door: null };
  const duty = (): TeamDuty | undefined => team.door?.duty;
  const desk = new Desk({ log, now, timeZone: deps.timeZone, settings, presence, onCall, team: duty }, loadState(log, EMPTY_STATE, now()));
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
  const bridges = new BridgeLine();
  const eyes: Eyes = new Eyes({
    ...{ bridges, desk, book, now, watchedAt, changed, told: () => teller.changed(), journal: deps.journal },
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
  const acks = new AckKeeper({
    ...{ desk, runner: eyes.runner, person, ackMs, now, newId, pastRow, journal: deps.journal },
    keeps: (row) => sharing.keeps(row),
    isOthers: (incident, write) => isOthersWrite(log, incident, write),
  });
  const filter = new AlertFilter(() => desk.state.incidents);
  const { journal } = deps;
  const workDir = join(deps.workDir, 'runbooks');
  const runbookRoom = new Room<RunbookRoom>(async () => {
    const { makeRunbookRoom } = await import('./runbook-room');
    return makeRunbookRoom({ log, book, now, newId, workDir, journal, desk, publisher, mayFetch: !deps.isDemo });
  });
  const runRoom = new Room<RunRoom>(async () => {
    const { makeRunRoom } = await import('./run-room');
    return makeRunRoom({ log, book, now, newId, journal, desk, publisher }, await runbookRoom.open());
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
    const { threadLog = null } = deps;
    return makeReplayRoom({ log, threadLog, now, newId, timeZone: deps.timeZone, journal, push: (message) => publisher.send(message) });
  });
  const past = silenceHistoryDoor({ log, now });
  const insights = insightRoom({ ...deps, settings, onProgress: (share) => publisher.send({ push: 'insights', share }) });
  const facts = async () => (await insights.open()).open();
  const library = async () => (await runbookRoom.open()).library;
  const policies = policyDoor({ desk, log, settings, person, now, timeZone: deps.timeZone, facts, library });
  const sharing = sharingDoor({
    ...{ log, attachments: deps.attachments, desk, book, person, now, journal, onCall, bridges },
    changed: () => teller.changed(),
    moved: () => desk.writes.attempt(() => acks.review()),
    push: (message) => publisher.send(message),
  });
  team.door = sharing;
  const merged = new MergedPast({ desk, log, now, team: () => sharing.team });
  const applied = (): void => {
    eyes.refocus();
    runbookRoom.now?.library.apply();
    if (scheduleRoom.now) scheduleRoom.now.keeper.apply();
    else if (book.settings.schedules.length > 0) void scheduleRoom.open().then(({ keeper }) => keeper.apply());
    actions.apply();
    policies.changed();
    sharing.apply();
    publisher.send({ push: 'settings', settings: book.settings });
    desk.transact(() => []);
  };
  const postmortems = new PostmortemRoom({
    ...{ desk, log, now, newId, person, journal, push: (message) => publisher.send(message) },
    rested: (incident, by) => actions.onTextEdited(incident, by),
  });
  const bringFiles = (incident: string): Promise<void> => sharing.bringFiles(incident);
  const publishing = publishDoor({ ...deps, desk, postmortems, person, applied, bringFiles });
  const afterDaily = async (isEnding: () => boolean): Promise<number> => {
    const { letGoOfOld } = await import('./let-go');
    const commit = (drafts: readonly Draft[]) => desk.transact(() => drafts);
    return letGoOfOld({ log, now, commit, journal: deps.journal, keepDays: () => book.settings.recorder.keepDays }, isEnding);
  };
  const backups = backupDoor({ ...deps, desk, speak: (sightings) => eyes.speak(sightings), afterDaily });
  const recorder = recorderDoor(deps, () => eyes.heardNow);
  desk.onCommit((events, _, replaced) => {
    publisher.events(events, replaced);
    postmortems.onCommit(events);
    runbookRoom.now?.library.onCommit(events);
    deps.onEvents(events, isRestricted);
    actions.onCommit(events);
    teller.changed();
    filter.changed();
  });
  desk.onCommit((events, state) => recorder.onCommit(events, state));
  desk.writes.onChange(() => teller.changed());
  const pager = new Pager({ duty, desk, person, present: deps.present, withdraw: deps.withdraw, now });
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
      sharing: sharing.status,
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
    runRoom,
    scheduleRoom,
    readinessRoom,
    replayRoom,
    recorder,
    backups,
    insights,
    past,
    policies,
    proofs,
    sharing,
    merged,
    applied,
    statusNow,
    shell,
    desktop,
  };
}
export type Parts = ReturnType<typeof assemble>;
