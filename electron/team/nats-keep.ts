// A bucket of small values in JetStream, as the parts of a team see it.
import type { KV, KvEntry } from '@nats-io/kv';
import type { Subscription, TeamKeep } from './seams';

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
      if (revision === null) return (await bucket.put(key, value)) > 0;
      try {
        if (revision === 0) await bucket.create(key, value);
        else await bucket.update(key, value, revision);
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
