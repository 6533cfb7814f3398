// One desk in one space, from the first connection to the last message: members first, then what was written meanwhile, then everything as
// it comes. Whatever is not there makes it wait and stops nothing else.

import type { TeamNow } from '../../shared/team/duty';
import { SPACE_RING } from '../../shared/team/roster';
import type { Log } from '../log/store';
import { AliveDesks, GONE_MS } from './alive-desks';
import type { DeviceKeys } from './device-keys';
import { Membership, type MembershipDeps } from './membership';
import { messageSeal } from './message-seal';
import { type ReceiverDeps, TeamReceiver } from './receiver';
import type { LinkHealth, Subscription, TeamLink } from './seams';
import { TeamSender } from './sender';

export interface SpaceDeps {
  readonly space: string;
  readonly device: DeviceKeys;
  readonly link: TeamLink;
  readonly log: Log;
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
}

const RETRY_MS = 1_000;

export class Space {
  readonly members: Membership;
  readonly alive: AliveDesks;
  readonly receiver: TeamReceiver;
  private readonly deps: SpaceDeps;
  private readonly sender: TeamSender;
  private following: Subscription | null = null;
  private isStopped = false;
  private keysKnown = 0;
  private linkedSince: number | null = null;

  constructor(deps: SpaceDeps) {
    this.deps = deps;
    const { space, device, link, log, name, person, memory, now, journal, takeIn, check } = deps;
    this.members = new Membership({ space, device, keep: link.members, name, person, memory, now, changed: () => this.onMembers() });
    this.alive = new AliveDesks({ desk: device.desk, keep: link.alive, person, now, changed: () => this.onAlive() });
    const seal = messageSeal({
      ...{ space, device },
      current: () => this.currentKey(),
      keyOf: (epoch) => this.members.keyOf(epoch),
      signKeyOf: (desk, position) => this.members.signKeyOf(desk, position),
    });
    const sent = this.kept('sent');
    const since = (): number => this.members.since ?? now();
    this.sender = new TeamSender({ log, link, seal, space, sent, since, journal, maySend: () => this.members.isIn });
    this.receiver = new TeamReceiver({ space, seal, parked: log.parked, takeIn, check, now, journal });
    link.onHealth(({ state }) => {
      this.linkedSince = state === 'ok' ? (this.linkedSince ?? now()) : null;
      if (state === 'ok') this.sender.wake();
      deps.changed();
    });
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

  get health(): LinkHealth {
    return this.deps.link.health;
  }

  /** Begins; what does not answer yet is waited for. */
  async start(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.members.start();
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    if (this.isStopped) return;
    this.alive.start();
    const position = this.kept('position');
    this.following = await this.deps.link.follow(position.read(), async (batch) => {
      await this.members.settled();
      await this.receiver.take(batch);
      position.write(batch.at(-1)?.position ?? position.read());
    });
    this.sender.wake();
  }

  /** Something was written here. */
  wake(): void {
    this.sender.wake();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.sender.stop();
    await this.alive.stop();
    await this.following?.stop();
    await this.members.stop();
    await this.deps.link.stop();
  }

  private onAlive(): void {
    this.deps.changed();
    this.deps.moved();
  }

  private currentKey() {
    const current = this.members.current(SPACE_RING);
    if (!current) throw new Error('this desk has no key of its space yet');
    return current;
  }

  /** With a new key or a new member what waited may open. */
  private onMembers(): void {
    const known = this.members.keyCount * 1_000 + this.members.members.length;
    if (known !== this.keysKnown) {
      this.keysKnown = known;
      void this.receiver?.retry().catch((error: unknown) => this.deps.journal(`what waited could not be tried again: ${String(error)}`));
    }
    if (this.members?.isIn) this.sender?.wake();
    this.deps.changed();
  }

  private kept(what: 'sent' | 'position'): { read(): number; write(value: number): void } {
    const name = `sharing.${this.deps.space}.${what}`;
    const { log } = this.deps;
    return { read: () => Number(log.getSetting(name) ?? 0), write: (value) => log.setSetting(name, String(value)) };
  }
}
