// What bridges see, in a stream of its own on JetStream: for each feed and bridge the list from which to begin and what changed since.
// A new list drops what was before, so the stream stays as small as what fires.
import { DiscardPolicy, type JetStreamClient, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { placesOf, withCopies } from './nats-places';
import type { SeenDelivery, SeenPlaces, Subscription } from './seams';

export interface NatsSeenDeps {
  readonly space: string;
  readonly desk: string;
  readonly replicas: number;
  readonly connected: () => Promise<NatsConnection>;
  readonly isOver: () => boolean;
}

/** A bridge writes its list again within an hour: what is older was written by one that is gone. */
const KEPT_NS = 2 * 3_600 * 1_000_000_000;
const DUPLICATES_NS = 120_000_000_000;
const RETRY_MS = 1_000;
const PUT_MS = 3_000;

export function natsSeen(deps: NatsSeenDeps): SeenPlaces {
  const { space, desk, replicas, connected, isOver } = deps;
  const { seen } = placesOf(space);
  let made: Promise<void> | null = null;
  const stream = async (): Promise<JetStreamClient> => {
    const nc = await connected();
    made ??= ensure(nc, seen, space, replicas);
    await made.catch((error: unknown) => {
      made = null;
      throw error;
    });
    return jetstream(nc);
  };

  /** One feed, one consumer: servers before 2.10 filter by one subject only. */
  const readAll = async (feed: string, take: (message: SeenDelivery) => Promise<void>, until: (stop: () => void) => void) => {
    const js = await stream();
    const consumer = await js.consumers.get(seen, { filter_subjects: `dogwatch.${space}.s.${feed}.*` });
    const reading = await consumer.consume({ max_messages: 200, idle_heartbeat: 5_000, expires: 30_000 });
    until(() => void reading.close());
    for await (const { subject, data } of reading) await take({ feed, desk: subject.slice(subject.lastIndexOf('.') + 1), bytes: data });
  };

  return {
    async put(feed, id, bytes, isFirst) {
      const head = headers();
      if (isFirst) head.set('Nats-Rollup', 'sub');
      await (await stream()).publish(`dogwatch.${space}.s.${feed}.${desk}`, bytes, { msgID: id, timeout: PUT_MS, headers: head });
    },
    follow(feed, take, failed): Subscription {
      let isEnded = false;
      let close = (): void => undefined;
      const run = (async () => {
        while (!isEnded && !isOver()) {
          await readAll(feed, take, (stop) => {
            close = stop;
            if (isEnded) stop();
          }).catch((error: unknown) => !isEnded && !isOver() && failed(error));
          if (!isEnded && !isOver()) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      })();
      return {
        async stop() {
          isEnded = true;
          close();
          await Promise.race([run, new Promise((resolve) => setTimeout(resolve, RETRY_MS))]);
        },
      };
    },
  };
}

async function ensure(nc: NatsConnection, name: string, space: string, replicas: number): Promise<void> {
  const jsm = await jetstreamManager(nc, { checkAPI: false });
  try {
    await jsm.streams.info(name);
  } catch (error) {
    if (!(error instanceof Error) || !/stream not found/i.test(error.message)) throw error;
    await withCopies(replicas, (num_replicas) =>
      jsm.streams.add({
        ...{ name, subjects: [`dogwatch.${space}.s.>`], storage: StorageType.File, retention: RetentionPolicy.Limits },
        ...{ discard: DiscardPolicy.Old, duplicate_window: DUPLICATES_NS, max_age: KEPT_NS, allow_rollup_hdrs: true, num_replicas },
        description: 'Dogwatch: what the bridges of a team see',
      }),
    );
  }
}
