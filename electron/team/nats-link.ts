// The connection of one desk to its space on NATS JetStream. It comes back by itself after every interruption; until then calls are
// rejected and `health` tells why.
import { AckPolicy, type ConsumerMessages, DeliverPolicy, type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { natsKeep } from './nats-keep';
import { ensureStream, incidentOf, placesOf, subjectOf, withCopies } from './nats-places';
import type { Delivered, LinkHealth, Subscription, TeamLink } from './seams';

export interface NatsLinkDeps {
  readonly space: string;
  readonly desk: string;
  readonly options: NodeConnectionOptions;
  readonly replicas: number;
  /** Words for what the client complains about. */
  readonly words: (error: unknown) => { readonly what: string; readonly remedy: string };
  readonly now: () => number;
}

/** A desk that says nothing for so long is gone. */
export const ALIVE_MS = 12_000;
const AWAY_RETRY_MS = 1_000;
const BATCH = 500;
const ACK_WAIT_NS = 60_000_000_000;

const OFF: LinkHealth = { state: 'joining', why: '', remedy: '', lastHeardAt: null, waiting: 0 };

/** Opens the link; resolves at once, also while nothing answers. */
export function natsLink(deps: NatsLinkDeps): TeamLink {
  const { space, desk, replicas } = deps;
  const places = placesOf(space);
  const listeners = new Set<(health: LinkHealth) => void>();
  let health: LinkHealth = OFF;
  let waiting = 0;
  let isStopped = false;

  const tell = (change: Partial<LinkHealth>): void => {
    health = { ...health, ...change };
    for (const listener of listeners) listener(health);
  };
  const failed = (error: unknown): void => {
    const { what, remedy } = deps.words(error);
    tell({ state: /refused the login|rights/i.test(`${what} ${remedy}`) ? 'refused' : 'away', why: what, remedy });
  };

  const watchStatus = async (nc: NatsConnection): Promise<void> => {
    for await (const { type } of nc.status()) {
      if (type === 'disconnect' || type === 'staleConnection')
        tell({
          state: 'away',
          why: 'The servers of the team can’t be reached.',
          remedy: 'All goes on here; what waits is sent when they are back.',
        });
      if (type === 'reconnect') tell({ state: 'ok', why: '', remedy: '', lastHeardAt: deps.now() });
    }
  };

  const open = async (): Promise<NatsConnection> => {
    for (;;) {
      if (isStopped) throw new Error('the link is ending');
      try {
        const nc = await connect({
          ...deps.options,
          name: `dogwatch ${desk}`,
          reconnect: true,
          maxReconnectAttempts: -1,
          reconnectTimeWait: 500,
          noAsyncTraces: true,
        });
        try {
          await ensureStream(await jetstreamManager(nc, { checkAPI: false }), space, replicas);
        } catch (error) {
          await nc.close();
          throw error;
        }
        void watchStatus(nc);
        tell({ state: 'ok', why: '', remedy: '', lastHeardAt: deps.now() });
        return nc;
      } catch (error) {
        failed(error);
        await new Promise((resolve) => setTimeout(resolve, AWAY_RETRY_MS));
      }
    }
  };
  let opening: Promise<NatsConnection> | null = null;
  const connected = (): Promise<NatsConnection> => {
    opening ??= open();
    return opening;
  };

  const bucket = (name: string, ttl = 0) => {
    let made: ReturnType<Kvm['create']> | null = null;
    return async () => {
      const nc = await connected();
      made ??= withCopies(replicas, (copies) => new Kvm(nc).create(name, { replicas: copies, history: 1, ...(ttl > 0 && { ttl }) }));
      return made.catch((error: unknown) => {
        made = null;
        throw error;
      });
    };
  };
  const files = async () => {
    const nc = await connected();
    return withCopies(replicas, (copies) => new Objm(nc).create(places.files, { replicas: copies }));
  };

  const consumerAfter = async (nc: NatsConnection, position: number) => {
    const jsm = await jetstreamManager(nc, { checkAPI: false });
    const name = `desk-${desk}`;
    const known = await jsm.consumers.info(places.stream, name).catch(() => null);
    // What this desk has is what counts: a log that was put back to an older copy reads again.
    if (known && known.ack_floor.stream_seq !== position) await jsm.consumers.delete(places.stream, name);
    if (!known || known.ack_floor.stream_seq !== position)
      await jsm.consumers.add(places.stream, {
        ...{ durable_name: name, ack_policy: AckPolicy.All, ack_wait: ACK_WAIT_NS, max_ack_pending: BATCH * 4 },
        ...(position === 0
          ? { deliver_policy: DeliverPolicy.All }
          : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: position + 1 }),
      });
    return jetstream(nc).consumers.get(places.stream, name);
  };

  const follow: TeamLink['follow'] = async (position, take) => {
    let at = position;
    let reading: ConsumerMessages | null = null;
    let isOver = false;
    const run = (async () => {
      while (!isOver && !isStopped) {
        try {
          const consumer = await consumerAfter(await connected(), at);
          reading = await consumer.consume({ max_messages: BATCH, idle_heartbeat: 5_000, expires: 30_000 });
          await drain(reading, take, (position) => {
            at = position;
            tell({ lastHeardAt: deps.now() });
          });
        } catch (error) {
          if (!isOver && !isStopped) failed(error);
        }
        if (!isOver && !isStopped) await new Promise((resolve) => setTimeout(resolve, AWAY_RETRY_MS));
      }
    })();
    return {
      async stop() {
        isOver = true;
        await reading?.close();
        await Promise.race([run, new Promise((resolve) => setTimeout(resolve, 2_000))]);
      },
    };
  };

  void connected().catch(() => undefined);
  return {
    get health() {
      return { ...health, waiting };
    },
    onHealth: (listener) => void listeners.add(listener),
    async publish({ incident, id, bytes }) {
      waiting++;
      try {
        await jetstream(await connected()).publish(subjectOf(space, incident), bytes, { msgID: id, timeout: 2_000 });
      } finally {
        waiting--;
      }
    },
    follow,
    members: natsKeep(bucket(places.members)),
    alive: natsKeep(bucket(places.alive, ALIVE_MS)),
    objects: {
      put: async (name, bytes) => void (await (await files()).putBlob({ name }, bytes)),
      get: async (name) => (await files()).getBlob(name),
    },
    say(topic, bytes) {
      void connected().then(
        (nc) => nc.publish(`dogwatch.${space}.p.${topic}`, bytes),
        () => undefined,
      );
    },
    hear(topic, listener): Subscription {
      let end = (): void => undefined;
      void connected().then(
        (nc) => {
          const heard = nc.subscribe(`dogwatch.${space}.p.${topic}`, {
            callback: (error, message) => (error ? undefined : listener(message.data)),
          });
          end = () => heard.unsubscribe();
        },
        () => undefined,
      );
      return { stop: async () => end() };
    },
    async stop() {
      isStopped = true;
      const nc = await Promise.race([opening?.catch(() => null), new Promise<null>((resolve) => setTimeout(() => resolve(null), 500))]);
      await nc?.close();
    },
  };
}

/** Hands messages on in batches as they come, and acknowledges each batch when it was taken. */
async function drain(
  reading: ConsumerMessages,
  take: (batch: readonly Delivered[]) => Promise<void>,
  taken: (position: number) => void,
): Promise<void> {
  let batch: JsMsg[] = [];
  for await (const message of reading) {
    batch.push(message);
    if (batch.length < BATCH && reading.getPending() > 0) continue;
    await take(batch.map((m) => ({ position: m.seq, incident: incidentOf(m.subject), bytes: m.data })));
    message.ack();
    taken(message.seq);
    batch = [];
  }
}
