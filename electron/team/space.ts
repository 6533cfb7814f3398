// One desk in one space, from the first connection to the last message: members first, then what was written meanwhile, then everything as
// it comes. Whatever is not there makes it wait and stops nothing else.

import type { TeamNow } from '../../shared/team/duty';
import { isTeams } from '../../shared/team/is-teams';
import { SNAPSHOT_EVERY } from '../../shared/team/snapshot';
import type { BridgeLine } from '../feeds/bridge-line';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import { AliveDesks, GONE_MS } from './alive-desks';
import type { DeviceKeys } from './device-keys';
import { openAny, publishAny } from './large-messages';
import { Membership, type MembershipDeps } from './membership';
import { messageSeal } from './message-seal';
import { type ObjectKeys, type ObjectSeal, objectSeal } from './object-seal';
import { Overheard } from './overheard';
import { Owed } from './owed';
import { TeamPresence, type TeamPresenceDeps } from './presence';
import { type ReceiverDeps, TeamReceiver } from './receiver';
import { type RingWishDeps, ringWish } from './ring-wish';
import type { RingWish } from './rings';
import type { LinkHealth, Subscription, TeamLink } from './seams';
import { SeenEar } from './seen-ear';
import { TeamSender } from './sender';
import { SnapshotMaker } from './snapshot-maker';
import { SnapshotShelf } from './snapshot-shelf';
import { SpaceHistory } from './space-history';
import { TeamFiles } from './team-files';

export interface SpaceDeps {
  readonly space: string;
  readonly device: DeviceKeys;
  readonly link: TeamLink;
  readonly log: Log;
  readonly attachments: Attachments;
  readonly name: () => string;
  readonly person: () => string;
  readonly memory: MembershipDeps['memory'];
  readonly takeIn: ReceiverDeps['takeIn'];
  readonly check: ReceiverDeps['check'];
  readonly now: () => number;
  readonly journal: (line: string) => void;
  readonly changed: () => void;
  /** Desks came or went. */
  readonly moved: () => void;
  /** Who else is in a postmortem that a window shows. */
  readonly present: TeamPresenceDeps['changed'];
  /** By which feeds hear of the team's bridges. */
  readonly bridges: BridgeLine;
  readonly settings: RingWishDeps['settings'];
  readonly onCall: RingWishDeps['onCall'];
  /** Messages between two snapshots; left out: as everywhere. */
  readonly snapshotEvery?: number;
}

type Keys = Omit<ObjectKeys, 'signKeyOf'>;

const RETRY_MS = 1_000;
const STOP_MS = 2_000;
/** What was sent so shortly before a trouble with the servers is sent again after it. */
const BEFORE_TROUBLE_MS = 30_000;
/** A position after all others: who is a member now. */
const NOW = Number.POSITIVE_INFINITY;

export class Space {
  readonly members: Membership;
  readonly alive: AliveDesks;
  readonly receiver: TeamReceiver;
  readonly files: TeamFiles;
  readonly history: SpaceHistory;
  readonly presence: TeamPresence;
  private readonly snapshots: SnapshotMaker;
  private readonly overheard: Overheard;
  private hearing: Subscription | null = null;
  private readonly deps: SpaceDeps;
  private readonly sender: TeamSender;
  private readonly owed: Owed;
  private readonly ear: SeenEar;
  private following: Subscription | null = null;
  private isStopped = false;
  private readonly waiting: (() => void)[] = [];
  private reading: Promise<void> | null = null;
  private keysKnown = 0;
  private wasOk = false;
  private linkedSince: number | null = null;

  constructor(deps: SpaceDeps) {
    this.deps = deps;
    const { space, device, link, log, name, person, memory, now, journal, takeIn } = deps;
    this.members = new Membership({
      ...{ space, device, keep: link.members, name, person, memory, now, changed: () => this.onMembers() },
      wish: (incident) => this.wish(incident),
      opened: (incidents) => this.owed.add(incidents),
    });
    this.alive = new AliveDesks({ desk: device.desk, keep: link.alive, link, person, now, changed: () => this.onAlive() });
    const keys = this.keys();
    const plain = messageSeal({ ...keys, signKeyOf: (desk, position) => this.members.signKeyOf(desk, position) });
    const seal = openAny(link, plain);
    const files = objectSeal({ ...keys, signKeyOf: (desk) => this.members.signKeyOf(desk, 0) });
    const check: ReceiverDeps['check'] = (batch) => this.checked(batch);
    const since = (): number => this.members.since ?? now();
    const sending = {
      log,
      link: { publish: publishAny(link) },
      since,
      journal,
      maySend: () => this.members.isIn && link.health.isConnected,
    };
    this.sender = new TeamSender({ ...sending, seal, space, sent: this.kept('sent') });
    this.files = new TeamFiles({ ...sending, link, seal: files, attachments: deps.attachments, sent: this.kept('files') });
    this.owed = new Owed({
      ...{ maySend: sending.maySend, journal, kept: this.keptText('owed') },
      send: async (incident) => {
        await this.sender.sendAll(incident);
        await this.files.sendAll(incident);
      },
    });
    this.receiver = new TeamReceiver({ space, seal, parked: log.parked, takeIn, check, now, journal });
    const shelf = this.shelf(keys);
    this.history = this.historyFrom(shelf);
    this.snapshots = this.makerOf(shelf);
    this.presence = this.presenceWith(keys);
    this.overheard = this.hearingOf();
    this.ear = new SeenEar({ space, link, seal: plain, line: deps.bridges, members: () => this.members, now, journal });
    link.onHealth((health) => this.onHealth(health));
    link.onSteady((from) => this.sender.sendAgain(Math.max(0, log.seqAt(from - BEFORE_TROUBLE_MS) - 1)));
  }

  /** Position of the last message of the stream that this desk has. */
  get position(): number {
    return this.kept('position').read();
  }

  /** Which desks are there; undefined: this desk is not in the space. */
  get team(): TeamNow | undefined {
    if (!this.members.isIn) return undefined;
    const isIn = new Set(this.members.members.flatMap(({ desk, until }) => (until === null ? [desk] : [])));
    const { device, now } = this.deps;
    const alive = this.alive.now.filter(({ desk }) => desk === device.desk || isIn.has(desk));
    return { desk: device.desk, alive, isLinked: this.linkedSince !== null && now() - this.linkedSince >= GONE_MS };
  }

  /** Events since the start that are too long for the team. */
  get keptBack(): number {
    return this.sender.keptBack;
  }

  get health(): LinkHealth {
    return this.deps.link.health;
  }

  /** Begins; what does not answer yet is waited for. */
  async start(): Promise<void> {
    this.hearing = this.deps.link.overhear((message) => this.overheard.hear(message));
    while (!this.isStopped) {
      try {
        await this.members.start();
        break;
      } catch {
        await sleep(RETRY_MS);
      }
    }
    if (this.isStopped) return;
    this.alive.start();
    if (await this.isReady()) await this.follow();
  }

  /** False: it was stopped before this desk was let in and caught up. */
  private async isReady(): Promise<boolean> {
    for (; !this.isStopped; await sleep(RETRY_MS)) {
      if (!this.members.isIn) await new Promise<void>((resolve) => this.waiting.push(resolve));
      try {
        if (!this.isStopped) await this.history.catchUp();
        return !this.isStopped;
      } catch (error) {
        this.deps.journal(`the history of the team could not be looked at yet: ${String(error)}`);
      }
    }
    return false;
  }

  private async follow(): Promise<void> {
    const position = this.kept('position');
    this.following = await this.deps.link.follow(position.read(), async (batch) => {
      await this.members.settled();
      const behind = await this.history.behind(batch);
      await this.receiver.take([...behind, ...this.overheard.news(batch)]);
      position.write(batch.at(-1)?.position ?? position.read());
      this.snapshots.consider();
    });
    this.reading = this.history.run();
    this.wake();
  }

  /** Something was written here, or the team is back. */
  wake(): void {
    this.sender.wake();
    this.files.wake();
    this.owed.wake();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.letOn();
    this.snapshots.stop();
    this.history.stop();
    this.sender.stop();
    this.owed.stop();
    await this.ear.stop();
    this.files.stop();
    await this.presence.stop();
    this.overheard.stop();
    await this.hearing?.stop();
    await this.alive.stop();
    await this.following?.stop();
    await Promise.race([this.reading, sleep(STOP_MS)]);
    await this.members.stop();
    await this.deps.link.stop();
  }

  private hearingOf(): Overheard {
    const { device, link, log, now } = this.deps;
    return new Overheard({
      ...{ desk: device.desk, now },
      take: async (messages) => {
        await this.members.settled();
        return this.members.isIn ? this.receiver.hear(messages) : [];
      },
      send: (message) => link.publish(message),
      isAlive: (desk) => this.alive.now.some((one) => one.desk === desk),
      mayTake: (incident) => (this.following !== null && this.history.left === 0) || log.row(incident) !== undefined,
    });
  }

  private onHealth({ state, isConnected }: LinkHealth): void {
    if (state === 'ok' && !this.wasOk) this.retry();
    this.wasOk = state === 'ok';
    this.linkedSince = isConnected ? (this.linkedSince ?? this.deps.now()) : null;
    if (isConnected) this.wake();
    this.ear.review();
    this.deps.changed();
  }

  private shelf(keys: Keys): SnapshotShelf {
    const { link } = this.deps;
    return new SnapshotShelf({ keep: link.members, objects: link.objects, seal: this.sealOfMembers(keys) });
  }

  /** Opens only what comes from desks that are members now. */
  private sealOfMembers(keys: Keys): ObjectSeal {
    return objectSeal({ ...keys, signKeyOf: (desk) => this.members.signKeyOf(desk, NOW) });
  }

  private presenceWith(keys: Keys): TeamPresence {
    const { device, link, log, person, now, present } = this.deps;
    return new TeamPresence({
      ...{ desk: device.desk, link, seal: this.sealOfMembers(keys), person, now, changed: present },
      nameOf: (desk) => this.members.members.find((member) => member.desk === desk && member.until === null)?.name ?? null,
      maySay: (incident) => {
        const row = log.row(incident);
        return this.members.isIn && row !== undefined && isTeams(row);
      },
      start: () => {
        const kept = this.kept('presence');
        const start = Math.max(now(), kept.read() + 1);
        kept.write(start);
        return start;
      },
    });
  }

  private historyFrom(shelf: SnapshotShelf): SpaceHistory {
    const { link, log, journal, changed } = this.deps;
    return new SpaceHistory({
      ...{ link, shelf, every: this.every, journal, changed, position: this.kept('position'), left: this.keptText('history') },
      take: (messages) => this.receiver.take(messages),
      isKnown: (incident) => log.row(incident) !== undefined,
    });
  }

  private makerOf(shelf: SnapshotShelf): SnapshotMaker {
    const { device, link, log, now, journal } = this.deps;
    return new SnapshotMaker({
      ...{ desk: device.desk, shelf, link, every: this.every, now, journal },
      position: () => this.position,
      liveRows: () => log.liveRows(),
      alive: () => (this.team?.alive ?? []).map(({ desk }) => desk),
      mayMake: () => this.members.isIn && this.history.left === 0,
    });
  }

  private get every(): number {
    return this.deps.snapshotEvery ?? SNAPSHOT_EVERY;
  }

  private retry(): void {
    void this.receiver?.retry().catch((error: unknown) => this.deps.journal(`what waited could not be tried again: ${String(error)}`));
  }

  private keys(): Keys {
    const { space, device } = this.deps;
    const { rings } = this.members;
    return {
      space,
      device,
      rings,
      current: () => this.currentKey(),
      first: () => this.firstKey(),
      keyOf: (epoch) => this.members.keyOf(epoch),
    };
  }

  private wish(incident: string): RingWish | null {
    const { log, settings, onCall } = this.deps;
    return ringWish({ log, settings, onCall, members: () => this.members.members }, incident, this.members.rings.of(incident));
  }

  /** What another desk may say, and of who is to know only what one of those says who do. */
  private checked(batch: Parameters<ReceiverDeps['check']>[0]): ReturnType<ReceiverDeps['check']> {
    const { events, wrong } = this.deps.check(batch);
    const counts = ({ kind, hlc }: (typeof events)[number]): boolean =>
      kind !== 'incident.restricted' || this.members.rings.mayRestrict(batch.incident, batch.desk, hlc);
    const left = events.filter((event) => !counts(event)).map(({ kind }) => `${kind}: its desk is not one of those who read this incident`);
    return { events: events.filter(counts), wrong: [...wrong, ...left] };
  }

  /** Whoever waits for this desk to be let in goes on. */
  private letOn(): void {
    for (const goOn of this.waiting.splice(0)) goOn();
  }

  private onAlive(): void {
    this.deps.changed();
    this.deps.moved();
  }

  private currentKey() {
    const current = this.members.current();
    if (!current) throw new Error('this desk has no key of its space yet');
    return current;
  }

  private firstKey(): Uint8Array {
    const first = this.members.first();
    if (!first) throw new Error('this desk has no key of its space yet');
    return first;
  }

  /** With a new key or a new member what waited may open. */
  private onMembers(): void {
    const known = this.members.keyCount * 1_000 + this.members.members.length;
    if (known !== this.keysKnown) {
      this.keysKnown = known;
      this.retry();
    }
    if (this.members?.isIn && this.files) {
      this.letOn();
      this.wake();
    }
    this.ear?.review();
    this.deps.changed();
  }

  private kept(what: 'sent' | 'position' | 'files' | 'presence'): { read(): number; write(value: number): void } {
    const { read, write } = this.keptText(what);
    return { read: () => Number(read()), write: (value) => write(String(value)) };
  }

  private keptText(what: string): { read(): string; write(text: string): void } {
    const name = `sharing.${this.deps.space}.${what}`;
    const { log } = this.deps;
    return { read: () => log.getSetting(name) ?? '', write: (text) => log.setSetting(name, text) };
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
