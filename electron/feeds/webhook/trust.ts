// Is the sender allowed to send? Secrets are compared without telling by the time it takes how much of them was right.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestHead, RequestIn } from '../../../shared/feed-push';
import type { WebhookConfig } from './config';

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The password of basic authentication, or the bearer token. */
function authorized(header: string): string {
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)\s*$/.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  const login = Buffer.from(value, 'base64').toString('utf8');
  return login.slice(login.indexOf(':') + 1);
}

/** Every token that the head brings. */
function tokensOf({ headers, query }: RequestHead): string[] {
  return [authorized(headers.authorization ?? ''), headers['x-dogwatch-token'] ?? '', query.token ?? ''].filter((one) => one !== '');
}

/** Does the head say who it is? A PagerDuty event may say it in its body instead. */
export function isTokenRight(head: RequestHead, config: WebhookConfig, routingKey: unknown): boolean {
  if (config.token === '') return true;
  const given = typeof routingKey === 'string' ? [...tokensOf(head), routingKey] : tokensOf(head);
  return given.some((one) => isSame(one, config.token));
}

/** What a sender that signs puts into its header. */
export function signatureOf(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** SHA-256, as hex or base64, with or without `sha256=` before it. */
export function isSignatureRight(request: RequestIn, config: WebhookConfig): boolean {
  if (config.hmacSecret === '') return true;
  const given = (request.headers[config.hmacHeader] ?? '').trim().replace(/^sha256=/i, '');
  const mac = createHmac('sha256', config.hmacSecret).update(request.body).digest();
  return isSame(given.toLowerCase(), mac.toString('hex')) || isSame(given, mac.toString('base64'));
}
