// The durable consumer of this desk: made when it is not there, and brought to the subject that is wanted.
import {
  AckPolicy,
  type Consumer,
  type ConsumerInfo,
  DeliverPolicy,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { WatchContext } from '../../../shared/feed';
import type { NatsConfig } from './config';
import { StreamSight } from './stream-sight';

const ACK_WAIT_NS = 30_000_000_000;
const MAX_WAITING = 2000;

function nameOf(ctx: WatchContext, config: NatsConfig): string {
  return config.durable || `dogwatch-${ctx.desk}`;
}

async function lookFor(jsm: JetStreamManager, stream: string, name: string): Promise<ConsumerInfo | null> {
  try {
    return await jsm.consumers.info(stream, name);
  } catch (error) {
    if (error instanceof Error && /consumer not found/i.test(error.message)) return null;
    throw error;
  }
}

/** One that went past messages is made anew. Throws what the client throws. */
export async function openConsumer(ctx: WatchContext, config: NatsConfig, nc: NatsConnection): Promise<Consumer> {
  const timeout = config.connectTimeoutSeconds * 1000;
  const jsm = await jetstreamManager(nc, { timeout, checkAPI: false });
  const stream = config.stream || (await jsm.streams.find(config.subject));
  const name = nameOf(ctx, config);
  const known = await lookFor(jsm, stream, name);
  const isLost = known !== null && (await new StreamSight(jsm).hasPassedSome(known));
  if (isLost) await jsm.consumers.delete(stream, name);
  if (known === null || isLost) {
    await jsm.consumers.add(stream, {
      ...{ durable_name: name, filter_subject: config.subject, ack_policy: AckPolicy.Explicit, ack_wait: ACK_WAIT_NS },
      ...{ max_ack_pending: MAX_WAITING, description: 'Dogwatch, a console for people on call' },
      deliver_policy: DeliverPolicy.StartTime,
      opt_start_time: new Date(ctx.now() - config.backMs).toISOString(),
    });
  } else if (known.config.filter_subject !== config.subject) {
    await jsm.consumers.update(stream, name, { filter_subject: config.subject });
  }
  return jetstream(nc, { timeout }).consumers.get(stream, name);
}

/** Without making anything: is the stream there? Throws what the client throws. */
export async function findStream(config: NatsConfig, nc: NatsConnection): Promise<string> {
  const jsm = await jetstreamManager(nc, { timeout: config.connectTimeoutSeconds * 1000, checkAPI: false });
  const stream = config.stream || (await jsm.streams.find(config.subject));
  if (config.stream !== '') await jsm.streams.info(stream);
  return stream;
}
