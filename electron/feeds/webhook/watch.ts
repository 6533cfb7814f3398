// Listens for requests, and proves it by being there: what knocks is the sender's matter.
import type { FeedFailure, PeerHealth, WatchContext } from '../../../shared/feed';
import type { LiveLink, RequestHead } from '../../../shared/feed-push';
import { msg } from '../../../shared/words/words';
import { PagerMemory } from './acks';
import { isLoopback, type WebhookConfig } from './config';
import { receive, refuseHead } from './receive';

const PROVE_MS = 10_000;
/** What is remembered is written so often at most. */
const KEEP_MS = 1000;

function cautionOf({ host, tls }: WebhookConfig): string {
  if (isLoopback(host)) return '';
  const who = 'It listens beyond this machine';
  return tls === null ? `${who}, without TLS: token and alerts can be read and forged on the way.` : `${who}.`;
}

/** Senders that check it do not send: nothing may come although all is well here. */
function expired(url: string, endedAt: number): LiveLink['trouble'] {
  const day = new Date(endedAt).toISOString().slice(0, 10);
  return {
    what: msg`The certificate at ${new URL(url).host} ran out on ${day}: senders that check it can not send.`,
    remedy: msg`Renew it, and paste the new one and its key into the settings of this feed.`,
  };
}

function linkOf(config: WebhookConfig, url: string, certificateEndsAt: number | null, now: number): LiveLink {
  const trouble = certificateEndsAt !== null && certificateEndsAt <= now ? expired(url, certificateEndsAt) : undefined;
  return { url: `${url}${config.path}`, latencyMs: null, caution: cautionOf(config), ...(trouble && { trouble }) };
}

export async function watch(ctx: WatchContext, config: WebhookConfig): Promise<FeedFailure> {
  const memory = new PagerMemory(ctx.keep);
  let isOver = false;
  const prove = async (url: string, certificateEndsAt: number | null): Promise<void> => {
    while (!isOver && !ctx.isAborted()) {
      ctx.live(linkOf(config, url, certificateEndsAt, ctx.now()));
      await ctx.pause(PROVE_MS);
    }
  };
  const keep = async (): Promise<void> => {
    while (!isOver && !ctx.isAborted()) {
      await ctx.pause(KEEP_MS);
      memory.write();
    }
  };
  void keep();
  const onLost = (head: RequestHead, why: string): void => void ctx.deliver([], [{ where: `from ${head.from}`, why }]);
  const onHead = (head: RequestHead) => {
    const refused = refuseHead(head, config);
    // A browser or a probe that looks in is no message that was lost.
    if (refused && head.method === 'POST') onLost(head, (refused.body as { error: string }).error);
    return refused;
  };
  const failure = await ctx.listen({
    ...{ host: config.host, port: config.port, tls: config.tls, maxBytes: config.maxBytes, onHead, onLost },
    onOpen: (...opened) => void prove(...opened),
    onRequest: (request) => receive(ctx, config, memory, request),
  });
  isOver = true;
  memory.write();
  return failure;
}

/** Is the place free? The feed that is being edited may hold it itself: then it answers as ours. */
export async function check(ctx: WatchContext, config: WebhookConfig): Promise<PeerHealth> {
  const url = `${config.tls ? 'https' : 'http'}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  const none = { status: 503, body: { error: 'Only a trial.' } };
  let isFree = false;
  const over = ctx.listen({
    ...{ host: config.host, port: config.port, tls: config.tls, maxBytes: 0, onHead: () => none, onRequest: async () => none },
    onOpen: () => {
      isFree = true;
    },
  });
  const failure = await Promise.race([over, untilOpen(ctx, () => isFree)]);
  if (failure === null) return { url: `${url}${config.path}`, isOk: true, latencyMs: null, failure: null };
  const known = failure.kind === 'server' ? await ctx.http({ url, timeoutMs: 2000 }) : null;
  const isOurs = known?.ok === true && known.answer.headers.server === 'dogwatch';
  return { url: `${url}${config.path}`, isOk: isOurs, latencyMs: null, failure: isOurs ? null : failure };
}

async function untilOpen(ctx: WatchContext, isOpen: () => boolean): Promise<null> {
  while (!isOpen() && !ctx.isAborted()) await ctx.pause(20);
  return null;
}
