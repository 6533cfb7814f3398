// A space on a real NATS server with years of history in its stream: a log of the bench, sealed and signed by its founder. What is over
// lies there in one message an incident, what is not in one message an event.
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { Log } from '../../../electron/log/store';
import { type DeviceKeys, deviceKeys, newSeed } from '../../../electron/team/device-keys';
import { Membership, type TeamMemory } from '../../../electron/team/membership';
import { messageSeal } from '../../../electron/team/message-seal';
import { natsLink } from '../../../electron/team/nats-link';
import { subjectOf } from '../../../electron/team/nats-places';
import { objectSeal } from '../../../electron/team/object-seal';
import type { TeamLink } from '../../../electron/team/seams';
import { batchesOf } from '../../../electron/team/sender';
import { SnapshotMaker } from '../../../electron/team/snapshot-maker';
import { SnapshotShelf } from '../../../electron/team/snapshot-shelf';
import type { LogEvent } from '../../../shared/log/event';
import { eventually } from '../../harness/eventually';
import type { Nats } from '../../harness/nats';

export const SPACE = 'bench';
const STRIDE = 2_000;
const IN_FLIGHT = 2_000;

export interface Sent {
  readonly events: number;
  readonly messages: number;
  /** Bytes of all of them, sealed. */
  readonly sealed: number;
  /** Bytes of each message of one event, sealed. */
  readonly singles: readonly number[];
}

export class TeamHistory {
  readonly device: DeviceKeys;
  readonly members: Membership;
  readonly link: TeamLink;
  private readonly nats: Nats;
  private readonly log: Log;

  static async found(nats: Nats, log: Log): Promise<TeamHistory> {
    const history = new TeamHistory(nats, log, await deviceKeys(newSeed()));
    await eventually('the servers answer', () => history.link.health.state === 'ok');
    await history.members.start();
    await history.members.found();
    return history;
  }

  private constructor(nats: Nats, log: Log, device: DeviceKeys) {
    let memory: TeamMemory = { founder: null, members: [], keys: [] };
    const keep = {
      read: () => memory,
      write: (next: TeamMemory) => {
        memory = next;
      },
    };
    const words = (error: unknown) => ({ what: String(error), remedy: '' });
    const person = () => 'Robin';
    this.nats = nats;
    this.log = log;
    this.device = device;
    this.link = natsLink({ space: SPACE, desk: device.desk, options: { servers: nats.url }, replicas: 1, words, now: Date.now });
    const base = { space: SPACE, device, keep: this.link.members, person, name: person, now: Date.now, changed: () => undefined };
    this.members = new Membership({ ...base, memory: keep, wish: () => null, opened: () => undefined });
  }

  /** Sends the whole log; returns what it was, and how long the messages of one event were. */
  async send(): Promise<Sent> {
    const live = new Set(this.log.liveRows().map(({ id }) => id));
    const nc = await this.nats.connect();
    const js = jetstream(nc);
    const seal = messageSeal({ ...this.keys(), signKeyOf: () => this.device.signKey });
    let [events, messages, sealed] = [0, 0, 0];
    const singles: number[] = [];
    let flying: Promise<unknown>[] = [];
    for (const stride of this.log.events(0, STRIDE))
      for (const batch of this.batches(stride, live)) {
        const bytes = (await seal.seal(batch)) as Uint8Array;
        flying.push(js.publish(subjectOf(SPACE, batch.incident), bytes, { msgID: batch.events.at(-1)?.id ?? '', timeout: 20_000 }));
        events += batch.events.length;
        messages++;
        sealed += bytes.length;
        if (batch.events.length === 1) singles.push(bytes.length);
        if (flying.length < IN_FLIGHT) continue;
        await Promise.all(flying);
        flying = [];
      }
    await Promise.all(flying);
    await nc.close();
    return { events, messages, sealed, singles };
  }

  /** Bytes of the stream on the server’s disk, as the server tells. */
  async bytes(): Promise<number> {
    const nc = await this.nats.connect();
    const { state } = await (await jetstreamManager(nc)).streams.info(`DOGWATCH_${SPACE}`);
    await nc.close();
    return state.bytes;
  }

  /** Makes the first snapshot, from nothing; ms that it took. */
  async makeSnapshot(position: number): Promise<number> {
    const seal = objectSeal({ ...this.keys(), first: () => this.key().key, signKeyOf: () => this.device.signKey });
    const shelf = new SnapshotShelf({ keep: this.link.members, objects: this.link.objects, seal });
    const said: string[] = [];
    const maker = new SnapshotMaker({
      ...{ desk: this.device.desk, shelf, link: this.link, position: () => position, liveRows: () => this.log.liveRows() },
      ...{ alive: () => [this.device.desk], mayMake: () => true, every: 1, now: Date.now, journal: (line) => said.push(line) },
    });
    const from = performance.now();
    maker.consider();
    await eventually('the snapshot is made', async () => (await shelf.list(position)).length > 0, { limitMs: 120_000, everyMs: 5 }).catch(
      (error) => {
        throw new Error(said.join('\n'), { cause: error });
      },
    );
    return performance.now() - from;
  }

  /** Resolves when the request of that desk is there. */
  async hears(desk: string): Promise<void> {
    await eventually('the request is seen', () => this.members.requests.some((request) => request.desk === desk));
  }

  async stop(): Promise<void> {
    await this.members.stop();
    await this.link.stop();
  }

  private batches(events: readonly LogEvent[], live: ReadonlySet<string>) {
    const isOver = ({ incident }: LogEvent): boolean => incident === null || !live.has(incident);
    const single = events.filter((event) => !isOver(event)).flatMap((event) => batchesOf([event], SPACE, this.device.desk));
    return [...batchesOf(events.filter(isOver), SPACE, this.device.desk), ...single];
  }

  private key() {
    const key = this.members.current();
    if (!key) throw new Error('the founder has no key');
    return key;
  }

  private keys() {
    return { space: SPACE, device: this.device, current: () => this.key(), keyOf: (epoch: number) => this.members.keyOf(epoch) };
  }
}
