// What a desk does with the stream of its space: adds to it, reads on from where it is, and hears what others add while it is on its way.
import { type ConsumerMessages, DeliverPolicy, type JsMsg, jetstream } from '@nats-io/jetstream';
import { drain } from './drain';
import type { NatsLine } from './nats-line';
import { incidentOf, placesOf, subjectOf } from './nats-places';
import type { Subscription, TeamLink, TeamMessage } from './seams';

/**
 * How long each attempt waits for the stream to say that it has a message. Whoever is connected hears each attempt: the first ones come
 * soon after each other for those that were just changing servers.
 */
const ATTEMPTS_MS = [250, 500, 1_000, 2_000];
/** What was not stored then is said once in a while: more would only keep the servers from their feet. */
const PATIENT_MS = [4_000];
const RETRY_MS = 500;
const BATCH = 500;
/** A server says so often that it still has nothing new; one that leaves two out is gone, and another is asked. */
const HEARTBEAT_MS = 1_000;
const ID_HEADER = 'Nats-Msg-Id';

export function natsStream(line: NatsLine, space: string): Pick<TeamLink, 'publish' | 'follow' | 'overhear'> {
  return {
    publish: (message, isAgain = false) => line.counted(() => publish(line, space, message, isAgain)),
    async follow(position, take) {
      return follow(line, space, position, take);
    },
    overhear: (listener) => overhear(line, space, listener),
  };
}

async function publish(line: NatsLine, space: string, { incident, id, bytes }: TeamMessage, isAgain: boolean): Promise<void> {
  const js = jetstream(await line.connected());
  // The client would keep it for later, once for each attempt.
  if (!line.health.isConnected) throw new Error('the servers of the team can’t be reached');
  const attempts = isAgain ? PATIENT_MS : ATTEMPTS_MS;
  for (const [attempt, timeout] of attempts.entries()) {
    try {
      await js.publish(subjectOf(space, incident), bytes, { msgID: id, timeout });
      return line.worked('write');
    } catch (error) {
      line.failed('write');
      if (attempt === attempts.length - 1) throw error;
    }
  }
}

function overhear(line: NatsLine, space: string, listener: (message: TeamMessage) => void): Subscription {
  let end: (() => void) | null = null;
  let isOver = false;
  void line.connected().then(
    (nc) => {
      if (isOver) return;
      const heard = nc.subscribe(`dogwatch.${space}.e.>`, {
        callback: (error, { subject, headers, data }) => {
          if (!error) listener({ incident: incidentOf(subject), id: headers?.get(ID_HEADER) ?? '', bytes: data });
        },
      });
      end = () => heard.unsubscribe();
    },
    () => undefined,
  );
  return {
    async stop() {
      isOver = true;
      end?.();
    },
  };
}

function follow(line: NatsLine, space: string, position: number, take: Parameters<TeamLink['follow']>[1]): Subscription {
  let at = position;
  let reading: ConsumerMessages | null = null;
  let isOver = false;
  const takeAll = async (batch: readonly JsMsg[]): Promise<void> => {
    await take(batch.map((m) => ({ position: m.seq, incident: incidentOf(m.subject), bytes: m.data })));
    at = batch.at(-1)?.seq ?? at;
    line.worked('read');
  };
  const run = (async () => {
    for (; !isOver && !line.isStopped; await sleep(RETRY_MS)) {
      try {
        const messages = await readAfter(line, space, at);
        reading = messages;
        line.worked('read');
        void closeWhenSilent(messages);
        await drain(messages, BATCH, takeAll, () => messages.stop());
      } catch {
        if (!isOver) line.failed('read');
      }
    }
  })();
  return {
    async stop() {
      isOver = true;
      await reading?.close();
      await Promise.race([run, sleep(2_000)]);
    },
  };
}

/** What this desk has is what counts: where it goes on is known here, so nothing of it need survive on a server that ends. */
async function readAfter(line: NatsLine, space: string, position: number): Promise<ConsumerMessages> {
  const from =
    position === 0 ? { deliver_policy: DeliverPolicy.All } : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: position + 1 };
  const consumer = await jetstream(await line.ready()).consumers.get(placesOf(space).stream, from);
  return consumer.consume({ max_messages: BATCH, idle_heartbeat: HEARTBEAT_MS, expires: 30_000 });
}

async function closeWhenSilent(reading: ConsumerMessages): Promise<void> {
  for await (const { type } of reading.status()) if (type === 'heartbeats_missed') reading.stop();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
