// A bucket of small values in JetStream, as the parts of a team see it.
import type { KV, KvEntry } from '@nats-io/kv';
import type { Subscription, TeamKeep } from './seams';

const TRIES = 5;
const TRY_AGAIN_MS = 200;

/** A bucket that another desk is making just now is known a moment before it listens; what nobody listened to was not stored. */
export async function onceItListens<T>(write: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await write();
    } catch (error) {
      if (tried === TRIES || !isUnheard(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}

/** How @nats-io/jetstream 3 says of a write that nobody listens to its subject. */
function isUnheard(error: unknown): boolean {
  return error instanceof Error && error.message === 'jetstream is not enabled';
}

/** `kv` is asked for anew each time: a link that was away may have another. */
export function natsKeep(kv: () => Promise<KV>): TeamKeep {
  const standing = (entry: KvEntry | null) => (entry && entry.operation === 'PUT' ? entry : null);
  return {
    async get(key) {
      const entry = standing(await (await kv()).get(key));
      return entry && { value: entry.value, revision: entry.revision };
    },
    async put(key, value, revision) {
      const bucket = await kv();
      if (revision === null) return (await onceItListens(() => bucket.put(key, value))) > 0;
      try {
        await onceItListens(() => (revision === 0 ? bucket.create(key, value) : bucket.update(key, value, revision)));
        return true;
      } catch (error) {
        if (error instanceof Error && /wrong last sequence|key exists/i.test(error.message)) return false;
        throw error;
      }
    },
    async keys() {
      const found: string[] = [];
      for await (const key of await (await kv()).keys()) found.push(key);
      return found;
    },
    async watch(listener): Promise<Subscription> {
      const watch = await (await kv()).watch();
      const run = (async () => {
        for await (const entry of watch) listener(entry.key, entry.operation === 'PUT' ? entry.value : null);
      })();
      return {
        async stop() {
          watch.stop();
          await run.catch(() => undefined);
        },
      };
    },
  };
}
