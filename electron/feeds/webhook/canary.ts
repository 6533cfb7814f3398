// A canary for the listener: posted by HTTP to its own address as any sender would, token and signature included.
import type { ActionResult, CanaryArgs, FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus } from '../http-answer';
import { canaryMessage } from '../push-canary';
import type { WebhookConfig } from './config';
import { signatureOf } from './trust';

const TLS: FeedFailure = {
  kind: 'config',
  what: msg`A listener with a certificate can not prove itself: the certificate is made for the name that senders use.`,
  remedy: msg`Send a test alert from the sender instead.`,
};

/** Where this machine reaches the listener; one at all addresses is reached by loopback. */
function ownUrl({ host, port, path }: WebhookConfig): string {
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}${path}`;
}

async function post(ctx: FeedContext, config: WebhookConfig, id: string, state: 'firing' | 'resolved'): Promise<ActionResult> {
  if (config.tls) return { ok: false, failure: TLS };
  const body = canaryMessage(id, state);
  const headers = {
    'content-type': 'application/json',
    ...(config.token && { 'x-dogwatch-token': config.token }),
    ...(config.hmacSecret && { [config.hmacHeader]: signatureOf(body, config.hmacSecret) }),
  };
  const result = await ctx.http({ method: 'POST', url: ownUrl(config), headers, body });
  if (!result.ok) return result;
  const failure = failureOfStatus(result.answer);
  return failure ? { ok: false, failure } : { ok: true, ref: id, until: null, isConfirmed: true };
}

export function canary(ctx: FeedContext, config: WebhookConfig, { id }: CanaryArgs): Promise<ActionResult> {
  return post(ctx, config, id, 'firing');
}

export function endCanary(ctx: FeedContext, config: WebhookConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  return post(ctx, config, ref, 'resolved');
}
