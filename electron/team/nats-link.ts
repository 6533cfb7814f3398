// The connection of one desk to its space on NATS JetStream, put together: it comes back by itself after every interruption; until then
// calls are rejected and `health` tells why.
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { natsKeep } from './nats-keep';
import { NatsLine, type NatsLineDeps } from './nats-line';
import { natsObjects } from './nats-objects';
import { placesOf, withCopies } from './nats-places';
import { natsReplay } from './nats-replay';
import { natsSeen } from './nats-seen';
import { natsStream } from './nats-stream';
import type { Subscription, TeamLink } from './seams';

export type NatsLinkDeps = NatsLineDeps;

/** A desk that says nothing for so long is gone. */
export const ALIVE_MS = 12_000;

/** Opens the link; returns at once, also while nothing answers. */
export function natsLink(deps: NatsLinkDeps): TeamLink {
  const { space, desk, replicas } = deps;
  const places = placesOf(space);
  const line = new NatsLine(deps);
  const ready = () => line.ready();

  const bucket = (name: string, ttl = 0) => {
    let made: ReturnType<Kvm['create']> | null = null;
    return async () => {
      const nc = await ready();
      made ??= withCopies(replicas, (copies) => new Kvm(nc).create(name, { replicas: copies, history: 1, ...(ttl > 0 && { ttl }) }));
      return made.catch((error: unknown) => {
        made = null;
        throw error;
      });
    };
  };
  const files = async () => {
    const nc = await ready();
    return withCopies(replicas, (copies) => new Objm(nc).create(places.files, { replicas: copies }));
  };
  const aside = (topic: string): string => `dogwatch.${space}.p.${topic}`;

  return {
    get health() {
      return line.health;
    },
    get mostBytes() {
      return line.mostBytes;
    },
    onHealth: (listener) => line.onHealth(listener),
    onSteady: (listener) => line.onSteady(listener),
    ...natsStream(line, space),
    ...natsReplay(ready, space),
    members: natsKeep(bucket(places.members)),
    alive: natsKeep(bucket(places.alive, ALIVE_MS)),
    objects: natsObjects(files),
    seen: natsSeen({ space, desk, replicas, connected: () => line.connected(), isOver: () => line.isStopped }),
    say(topic, bytes) {
      if (!line.health.isConnected) return;
      void line
        .connected()
        .then((nc) => nc.publish(aside(topic), bytes))
        .catch(() => undefined);
    },
    hear(topic, listener): Subscription {
      let isOver = false;
      const callback = (error: Error | null, message: { readonly data: Uint8Array }) =>
        error || isOver ? undefined : listener(message.data);
      const hearing = line
        .connected()
        .then((nc) => nc.subscribe(aside(topic), { callback }))
        .catch(() => null);
      return {
        async stop() {
          isOver = true;
          void hearing.then((heard) => heard?.unsubscribe());
        },
      };
    },
    stop: () => line.stop(),
  };
}
