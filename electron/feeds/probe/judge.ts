// Looks at one target and says what is wrong with it: whether it is down, slow, or its certificate runs out.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import type { Target } from './target';

export const CONDITIONS = ['down', 'slow', 'certificate'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Words of what is wrong; `null`: fine. A condition that is left out could not be judged. */
export type Verdict = Readonly<Partial<Record<Condition, string | null>>>;

export interface Outcome {
  readonly verdict: Verdict;
  /** Somebody at the other end said something, be it no: the way there stands. */
  readonly hasAnswered: boolean;
  readonly latencyMs: number | null;
}

const DAY_MS = 86_400_000;
const MAX_BODY = 256_000;
const NETWORK: ReadonlySet<FeedFailure['kind']> = new Set(['unreachable', 'timeout', 'dns']);

function slowness({ slowMs }: Target, latencyMs: number): Verdict {
  if (slowMs === 0) return {};
  return { slow: latencyMs > slowMs ? `answers after ${Math.round(latencyMs)} ms, later than ${slowMs} ms` : null };
}

function expiry(target: Target, validUntil: number, now: number): string | null {
  const left = validUntil - now;
  if (left > target.certificateMs) return null;
  const day = new Date(validUntil).toISOString().slice(0, 10);
  return left <= 0 ? `its certificate ran out on ${day}` : `its certificate runs out on ${day}, in ${Math.floor(left / DAY_MS)} days`;
}

async function certificate(ctx: FeedContext, target: Target): Promise<Verdict> {
  if (target.certificateMs === 0) return {};
  const { host, port, timeoutMs } = target;
  const looked = await ctx.look({ kind: 'tls', host, port, timeoutMs });
  return looked.ok && looked.validUntil !== null ? { certificate: expiry(target, looked.validUntil, ctx.now()) } : {};
}

function bodyWords(bytes: Uint8Array, body: RegExp | null): string | null {
  if (body === null) return null;
  return body.test(new TextDecoder().decode(bytes.subarray(0, MAX_BODY))) ? null : 'its body is not what is expected';
}

async function lookHttp(ctx: FeedContext, target: Target, what: Extract<Target['what'], { kind: 'http' }>): Promise<Outcome> {
  const request = { url: target.address, timeoutMs: target.timeoutMs, keepsRedirects: what.isRedirectKept };
  const [result, sure] = await Promise.all([ctx.http(request), certificate(ctx, target)]);
  if (!result.ok) {
    const { kind, what: words } = result.failure;
    const isSilent = NETWORK.has(kind) && !('certificate' in sure) && !(await isThere(ctx, target));
    const isExpired = kind === 'tls' && typeof sure.certificate === 'string';
    return { verdict: { ...sure, down: isExpired ? sure.certificate : words }, hasAnswered: !isSilent, latencyMs: null };
  }
  const { status, bytes, latencyMs } = result.answer;
  const isExpected = what.status.some(([from, to]) => status >= from && status <= to);
  const down = isExpected ? bodyWords(bytes, what.body) : `answers with status ${status}`;
  return { verdict: { ...sure, ...slowness(target, latencyMs), down }, hasAnswered: true, latencyMs };
}

/** Does anything at the other end say as much as no? */
export async function isThere(ctx: FeedContext, { host, port, timeoutMs, what }: Target): Promise<boolean> {
  const asked =
    what.kind === 'dns'
      ? ({ kind: 'dns', name: host, type: what.type, server: what.server, timeoutMs } as const)
      : ({ kind: 'tcp', host, port, timeoutMs } as const);
  const looked = await ctx.look(asked);
  return looked.ok || looked.hasAnswered;
}

/** One look at one target. */
export async function judge(ctx: FeedContext, target: Target): Promise<Outcome> {
  const { host, port, timeoutMs, what } = target;
  if (what.kind === 'http') return lookHttp(ctx, target, what);
  const looked = await ctx.look(what.kind === 'dns' ? { ...what, name: host, timeoutMs } : { kind: what.kind, host, port, timeoutMs });
  if (!looked.ok) return { verdict: { down: looked.why }, hasAnswered: looked.hasAnswered, latencyMs: null };
  const { latencyMs, records, validUntil } = looked;
  const isOther = what.kind === 'dns' && what.expected.length > 0 && what.expected.join() !== records.join();
  const down = isOther ? `is answered with ${records.join(', ').slice(0, 300) || 'nothing'}, not ${what.expected.join(', ')}` : null;
  const sure = validUntil !== null && target.certificateMs > 0 ? { certificate: expiry(target, validUntil, ctx.now()) } : {};
  return { verdict: { ...sure, ...slowness(target, latencyMs), down }, hasAnswered: true, latencyMs };
}
