// Reads messages of the stream that are past, beside what is followed: a stretch of it, or what it has of one incident.
import { AckPolicy, DeliverPolicy, type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { incidentOf, placesOf, subjectOf } from './nats-places';
import type { TeamLink } from './seams';

const BATCH = 500;
const EXPIRES_MS = 5_000;
const IDLE_NS = 30_000_000_000;

export function natsReplay(connected: () => Promise<NatsConnection>, space: string): Pick<TeamLink, 'replay' | 'extent'> {
  const { stream } = placesOf(space);
  return {
    async extent() {
      const jsm = await jetstreamManager(await connected(), { checkAPI: false });
      const { first_seq, last_seq } = (await jsm.streams.info(stream)).state;
      return { first: first_seq, last: last_seq };
    },
    async replay({ after, upTo, incident = null }, take) {
      if (upTo <= after) return;
      const nc = await connected();
      const jsm = await jetstreamManager(nc, { checkAPI: false });
      const { name, num_pending } = await jsm.consumers.add(stream, {
        ...{ ack_policy: AckPolicy.None, deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 },
        ...{ inactive_threshold: IDLE_NS, mem_storage: true, num_replicas: 1 },
        ...(incident !== null && { filter_subject: subjectOf(space, incident) }),
      });
      try {
        const consumer = await jetstream(nc).consumers.get(stream, name);
        for (let left = Math.min(num_pending, incident === null ? upTo - after : num_pending); left > 0; ) {
          const batch: JsMsg[] = [];
          for await (const message of await consumer.fetch({ max_messages: Math.min(BATCH, left), expires: EXPIRES_MS }))
            batch.push(message);
          if (batch.length === 0) throw new Error('the servers of the team stopped in the middle of what was asked for');
          const within = batch.filter(({ seq }) => seq <= upTo);
          if (within.length > 0)
            await take(within.map((m) => ({ position: m.seq, incident: incidentOf(m.subject), bytes: Buffer.from(m.data) })));
          left = within.length < batch.length ? 0 : left - batch.length;
        }
      } finally {
        await jsm.consumers.delete(stream, name).catch(() => undefined);
      }
    },
  };
}
