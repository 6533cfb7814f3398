// A canary for MQTT: published to a topic that the feed hears, not retained. In MQTT 5 the broker says whether the user may publish there,
// and forgets what waits for absent sessions by itself; one that speaks only 3.1.1 is asked in that.
import { connect, type IClientPublishOptions, type MqttClient } from 'mqtt';
import type { ActionResult, CanaryArgs, FeedContext, FeedFailure } from '../../../shared/feed';
import { canaryMessage } from '../push-canary';
import type { MqttConfig } from './config';
import { closedFailure, isOldBroker, mqttFailure, publishFailure, silentFailure } from './failure';
import { hostOf, linkOptions } from './link';

/** Stands for what a topic leaves open. */
const PART = 'dogwatch-canary';
/** So long a broker may take for one message. */
const TAKES_MS = 5000;
/** What waits for absent sessions longer is over: a canary lives for three minutes. */
const EXPIRES_S = 180;

interface Tried {
  readonly failure: FeedFailure | null;
  /** The broker speaks no MQTT 5. */
  readonly isOld: boolean;
}

/** A topic that the first filter of the feed lets through; the group of a shared subscription is no part of it. */
export function canaryTopic({ topics: [filter = ''] }: Pick<MqttConfig, 'topics'>): string {
  return filter
    .replace(/^\$share\/[^/]+\//, '')
    .split('/')
    .map((part) => (part === '+' || part === '#' ? PART : part))
    .join('/');
}

/** Resolves with why it is over, null after `work` was done. */
function whileOpen(client: MqttClient, config: MqttConfig, version: 4 | 5, work: () => Promise<FeedFailure | null>): Promise<Tried> {
  const host = hostOf(config);
  return new Promise((resolve) => {
    const end = (failure: FeedFailure | null, isOld = false): void => resolve({ failure, isOld });
    const silent = setTimeout(() => end(silentFailure(host)), config.connectTimeoutSeconds * 1000 + TAKES_MS);
    client.on('error', (error) => end(mqttFailure(error, host), version === 5 && isOldBroker(error)));
    client.on('close', () => {
      clearTimeout(silent);
      end(closedFailure(host), version === 5);
    });
    client.once(
      'connect',
      () =>
        void work()
          .then(end)
          .finally(() => clearTimeout(silent)),
    );
  });
}

async function publish(config: MqttConfig, version: 4 | 5, id: string, body: string): Promise<Tried> {
  const [topic, base] = [canaryTopic(config), config.clientId || 'dogwatch'];
  const client = connect(config.url, {
    ...linkOptions(config),
    clientId: `${base}-c-${id.slice(0, 8)}`,
    clean: true,
    protocolVersion: version,
  });
  const options: IClientPublishOptions = { qos: 1, ...(version === 5 && { properties: { messageExpiryInterval: EXPIRES_S } }) };
  const tried = await whileOpen(client, config, version, () =>
    client.publishAsync(topic, body, options).then(
      () => null,
      (error: unknown) => publishFailure(error, hostOf(config), topic),
    ),
  );
  client.on('error', () => undefined);
  client.end(tried.failure !== null);
  return tried;
}

async function send(ctx: FeedContext, config: MqttConfig, id: string, state: 'firing' | 'resolved'): Promise<ActionResult> {
  const body = canaryMessage(id, state);
  let tried = await publish(config, 5, id, body);
  if (tried.isOld && !ctx.isAborted()) tried = await publish(config, 4, id, body);
  return tried.failure ? { ok: false, failure: tried.failure } : { ok: true, ref: id, until: null, isConfirmed: true };
}

export function canary(ctx: FeedContext, config: MqttConfig, { id }: CanaryArgs): Promise<ActionResult> {
  return send(ctx, config, id, 'firing');
}

export function endCanary(ctx: FeedContext, config: MqttConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  return send(ctx, config, ref, 'resolved');
}
