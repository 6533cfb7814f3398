// The store of large values in JetStream, as the parts of a team see it.
import type { ObjectStore } from '@nats-io/obj';
import type { TeamObjects } from './seams';

/** `store` is asked for anew each time: a link that was away may have another. */
export function natsObjects(store: () => Promise<ObjectStore>): TeamObjects {
  return {
    put: async (name, bytes) => void (await (await store()).putBlob({ name }, bytes)),
    async get(name, mostBytes) {
      const objects = await store();
      const info = await objects.info(name);
      return info && !info.deleted && info.size <= mostBytes ? objects.getBlob(name) : null;
    },
    remove: async (name) => void (await (await store()).delete(name)),
  };
}
