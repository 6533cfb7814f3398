// Where the things of a space lie in JetStream: one stream for events, buckets for members and for desks that are alive, one for files.
import { DiscardPolicy, type JetStreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';

export interface Places {
  readonly stream: string;
  readonly members: string;
  readonly alive: string;
  readonly files: string;
  readonly seen: string;
}

/** A message that is sent again later than this is stored again; desks know what they have. */
const DUPLICATES_NS = 120_000_000_000;

export function placesOf(space: string): Places {
  return {
    stream: `DOGWATCH_${space}`,
    members: `dogwatch-${space}-members`,
    alive: `dogwatch-${space}-alive`,
    files: `dogwatch-${space}-files`,
    seen: `DOGWATCH_${space}_seen`,
  };
}

/** Ids of incidents have no dots. */
export function subjectOf(space: string, incident: string): string {
  return `dogwatch.${space}.e.${Buffer.from(incident, 'utf8').toString('base64url')}`;
}

export function incidentOf(subject: string): string {
  return Buffer.from(subject.slice(subject.lastIndexOf('.') + 1), 'base64url').toString('utf8');
}

/** Makes the stream where it is missing, with as many copies as the cluster can hold of those that are wanted. Throws what the client throws. */
export async function ensureStream(jsm: JetStreamManager, space: string, replicas: number): Promise<void> {
  const { stream } = placesOf(space);
  try {
    await jsm.streams.info(stream);
  } catch (error) {
    if (!(error instanceof Error) || !/stream not found/i.test(error.message)) throw error;
    await withCopies(replicas, (num_replicas) =>
      jsm.streams.add({
        ...{ name: stream, subjects: [`dogwatch.${space}.e.>`], storage: StorageType.File, retention: RetentionPolicy.Limits },
        ...{ discard: DiscardPolicy.Old, duplicate_window: DUPLICATES_NS, num_replicas, description: 'Dogwatch: what a team shares' },
      }),
    );
  }
}

/** Fewer copies where the cluster has fewer servers. */
export async function withCopies<T>(replicas: number, make: (copies: number) => Promise<T>): Promise<T> {
  for (let copies = replicas; ; copies = copies > 3 ? 3 : 1) {
    try {
      return await make(copies);
    } catch (error) {
      if (copies === 1 || !(error instanceof Error) || !/replicas > 1|no suitable peers|insufficient resources/i.test(error.message))
        throw error;
    }
  }
}

/** Copies that could not be made when a thing of the space was; true: there is nothing left to do. Throws what the client throws. */
export async function moreCopies(jsm: JetStreamManager, space: string, replicas: number): Promise<boolean> {
  const { stream, members, alive, files } = placesOf(space);
  let isDone = true;
  for (const name of [stream, `KV_${members}`, `KV_${alive}`, `OBJ_${files}`]) {
    const found = await jsm.streams.info(name).catch(() => null);
    if (!found?.cluster?.name || found.config.num_replicas >= replicas) continue;
    const { num_replicas } = await withCopies(replicas, async (copies) => {
      if (copies <= found.config.num_replicas) return found.config;
      return (await jsm.streams.update(name, { ...found.config, num_replicas: copies })).config;
    });
    isDone = isDone && num_replicas >= replicas;
  }
  return isDone;
}
