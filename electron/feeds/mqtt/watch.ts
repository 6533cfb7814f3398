// Hears a broker in a session that it keeps for this desk: what comes while the console is away waits there (QoS 1).
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { FeedFailure, PeerHealth, WatchContext } from '../../../shared/feed';
import { ABORTED } from '../http-failure';
import type { MqttConfig } from './config';
import { closedFailure, mqttFailure, NOT_RECORDED, refusedTopic, silentFailure } from './failure';
import { hostOf, linkOptions } from './link';
import { readPayload } from './payload';

const KEEP_ALIVE_S = 10;
/** After the session stands, so long without a message and what had waited is through. */
const QUIET_MS = 300;
const LOOK_MS = 100;
const PROVE_MS = 5000;

function optionsOf(ctx: WatchContext, config: MqttConfig): IClientOptions {
  const { presenceTopic, qos } = config;
  return {
    ...linkOptions(config),
    clientId: config.clientId || `dogwatch-${ctx.desk}`,
    ...{ clean: false, protocolVersion: 4, keepalive: KEEP_ALIVE_S, resubscribe: false },
    ...(presenceTopic !== '' && { will: { topic: presenceTopic, payload: Buffer.from('offline'), qos, retain: true } }),
  };
}

/** PUBACK of MQTT 3.1.1, section 3.4: the library would send it before the commit. */
function acknowledge(client: MqttClient, messageId: number): void {
  client.stream.write(Buffer.from([0x40, 0x02, messageId >> 8, messageId & 0xff]));
}

class Session {
  readonly over: Promise<FeedFailure>;
  isOver = false;
  /** When the broker last said anything, and when the last message was recorded, both by `performance.now`. */
  heardAt = 0;
  messageAt = 0;
  private busy = 0;
  private finish: (failure: FeedFailure) => void = () => undefined;
  private readonly ctx: WatchContext;
  private readonly config: MqttConfig;
  private readonly client: MqttClient;

  constructor(ctx: WatchContext, config: MqttConfig, client: MqttClient) {
    this.ctx = ctx;
    this.config = config;
    this.client = client;
    this.over = new Promise((resolve) => {
      this.finish = resolve;
    });
    client.on('error', (error) => this.end(mqttFailure(error, hostOf(config))));
    client.on('close', () => this.end(closedFailure(hostOf(config))));
    client.on('packetreceive', () => {
      this.heardAt = performance.now();
    });
    client.handleMessage = (packet, done) => {
      void this.take(packet.topic, packet.payload as Buffer, packet.qos === 1 ? packet.messageId : undefined);
      done(new Error('acknowledged later'));
    };
  }

  end(failure: FeedFailure): void {
    this.isOver = true;
    this.finish(failure);
  }

  get isQuiet(): boolean {
    return this.busy === 0 && performance.now() - this.messageAt > QUIET_MS;
  }

  private async take(topic: string, payload: Uint8Array, messageId: number | undefined): Promise<void> {
    this.busy += 1;
    const { sightings, rejected, said } = readPayload(topic, payload, this.config, this.ctx.now());
    const isRecorded = await this.ctx.deliver(sightings, rejected, said);
    this.busy -= 1;
    this.messageAt = performance.now();
    if (!isRecorded) this.end(NOT_RECORDED);
    else if (messageId !== undefined && !this.isOver) acknowledge(this.client, messageId);
  }
}

/** Null: the broker took us in. */
async function untilConnected(session: Session, client: MqttClient): Promise<FeedFailure | null> {
  if (client.connected) return null;
  return Promise.race([session.over, new Promise<null>((resolve) => client.once('connect', () => resolve(null)))]);
}

function subscribe(client: MqttClient, { topics, qos, url }: MqttConfig): Promise<FeedFailure | null> {
  return new Promise((resolve) => {
    client.subscribe([...topics], { qos }, (error, granted) => {
      const refused = granted?.find((one) => (one.qos as number) > 2);
      if (refused) resolve(refusedTopic(refused.topic));
      else resolve(error ? mqttFailure(error, new URL(url).host) : null);
    });
  });
}

/** The broker answers pings in time or the client ends the link, so its last word is the proof. */
async function keepProving(session: Session, ctx: WatchContext, config: MqttConfig): Promise<void> {
  let isLive = false;
  session.messageAt = performance.now();
  while (!session.isOver) {
    isLive ||= session.isQuiet;
    const caution = config.isTlsUnchecked ? "The broker's certificate is not checked." : '';
    if (isLive && performance.now() - session.heardAt < KEEP_ALIVE_S * 2000)
      ctx.live({ url: `${config.url.replace(/\/+$/, '')}/${config.topics.join(',')}`, latencyMs: null, caution });
    await ctx.pause(isLive ? PROVE_MS : LOOK_MS);
    if (ctx.isAborted()) session.end(ABORTED);
  }
}

async function open(ctx: WatchContext, config: MqttConfig, options: IClientOptions) {
  const client = connect(config.url, options);
  const session = new Session(ctx, config, client);
  const giveUp = (async (): Promise<void> => {
    const until = ctx.now() + config.connectTimeoutSeconds * 1000 + 500;
    while (!ctx.isAborted() && !client.connected && ctx.now() < until) await ctx.pause(until - ctx.now());
    if (ctx.isAborted()) session.end(ABORTED);
    else if (!client.connected) session.end(silentFailure(hostOf(config)));
  })();
  void giveUp;
  return { client, session, failure: await untilConnected(session, client) };
}

/** Says goodbye where the link still stands, so that the will is not sent for nothing. */
async function close(client: MqttClient, { presenceTopic, qos }: MqttConfig, isFriendly: boolean): Promise<void> {
  if (isFriendly && client.connected && presenceTopic !== '') client.publish(presenceTopic, 'offline', { qos, retain: true });
  await new Promise<void>((resolve) => {
    client.end(!isFriendly, {}, () => resolve());
    setTimeout(resolve, 500);
  });
}

export async function watch(ctx: WatchContext, config: MqttConfig): Promise<FeedFailure> {
  if (ctx.isAborted()) return ABORTED;
  const { client, session, failure } = await open(ctx, config, optionsOf(ctx, config));
  if (failure) session.end(failure);
  const refused = failure ?? (await Promise.race([subscribe(client, config), session.over]));
  if (refused) session.end(refused);
  else {
    if (config.presenceTopic !== '') client.publish(config.presenceTopic, 'online', { qos: config.qos, retain: true });
    void keepProving(session, ctx, config);
  }
  const over = await session.over;
  await close(client, config, ctx.isAborted());
  return ctx.isAborted() ? ABORTED : over;
}

/** Connects under a name of its own, without a session: the running feed is not thrown out. */
export async function check(ctx: WatchContext, config: MqttConfig): Promise<PeerHealth> {
  const before = performance.now();
  const { will: _, ...options } = optionsOf(ctx, config);
  const trial = { ...options, clientId: `${options.clientId}-trial`, clean: true };
  const { client, session, failure } = await open(ctx, config, trial);
  session.isOver = true;
  await close(client, { ...config, presenceTopic: '' }, failure === null);
  return { url: config.url, isOk: failure === null, latencyMs: failure === null ? performance.now() - before : null, failure };
}
