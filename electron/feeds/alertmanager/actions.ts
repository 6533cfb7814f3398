// What a person can do at an Alertmanager. It has no acknowledgement: a short, narrow silence that the running console renews
// stands for one (docs/decisions/0002-alertmanager-ack-is-a-silence.md). Every write is read back before it counts.
import type { AckArgs, ActionResult, FeedActions, FeedContext, FeedFailure, Matcher, Silence } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { ackMatchers, areSameMatchers } from './ack-matchers';
import { askClock, onAnyPeer } from './any-peer';
import { canary, endCanary } from './canary';
import type { AlertmanagerConfig } from './config';
import { deleteSilence, getSilence, listSilences, postSilence, type SilenceDraft, type Tried } from './silences';

/** Several silences of one acknowledgement travel as one ref. */
const REF_SEPARATOR = ' ';
const MAX_SILENCES = 20;
/** Alertmanager moves a start in the past to its own now; so our clock can not make the silence wait. */
const START_EARLIER_MS = 3_600_000;

const NO_COMMON_LABEL: FeedFailure = {
  kind: 'config',
  what: msg`These alerts have no label in common, so one silence for them would hide everything.`,
  remedy: msg`Acknowledge them one by one, or silence them with matchers of your own.`,
};
const TOO_MANY: FeedFailure = {
  kind: 'config',
  what: msg`These alerts have more than ${MAX_SILENCES} different names, each needs a silence of its own.`,
  remedy: msg`Acknowledge fewer at once, or silence them with matchers of your own.`,
};

interface Wanted {
  readonly matchers: readonly Matcher[];
  readonly startsAt: number | null;
  readonly endsAt: number;
  readonly author: string;
  readonly comment: string;
}

interface Made {
  readonly id: string;
  readonly endsAt: number;
  readonly isConfirmed: boolean;
}

function isAsWanted(silence: Silence, draft: SilenceDraft, aheadMs: number): boolean {
  return (
    silence.state !== 'expired' &&
    areSameMatchers(silence.matchers, draft.matchers) &&
    Math.abs(silence.endsAt + aheadMs - draft.endsAt) < 1000
  );
}

/** Writes one silence on one peer and reads it back there. `old` is extended in place where Alertmanager can, else replaced. */
async function write(ctx: FeedContext, config: AlertmanagerConfig, url: string, wanted: Wanted, old: Silence | null): Promise<Tried<Made>> {
  const clock = await askClock(ctx, config, url);
  if (!clock.ok) return clock;
  const ahead = clock.value;
  const isExtended = old !== null && old.state !== 'expired' && areSameMatchers(old.matchers, wanted.matchers);
  const startsAt = isExtended ? old.startsAt : (wanted.startsAt ?? ctx.now() - START_EARLIER_MS);
  const draft: SilenceDraft = {
    id: isExtended ? old.id : null,
    matchers: wanted.matchers,
    startsAt: startsAt + ahead,
    endsAt: wanted.endsAt + ahead,
    createdBy: wanted.author,
    comment: wanted.comment,
  };
  const posted = await postSilence(ctx, config, url, draft);
  if (!posted.ok) return posted;
  const seen = await getSilence(ctx, config, url, posted.value);
  const silence = seen.ok ? seen.value.silence : null;
  return {
    ok: true,
    value: {
      id: posted.value,
      endsAt: silence?.endsAt ?? wanted.endsAt,
      isConfirmed: silence !== null && isAsWanted(silence, draft, ahead),
    },
  };
}

/** The silences an earlier acknowledgement made and that some peer still knows. */
async function earlier(ctx: FeedContext, config: AlertmanagerConfig, ref: string | null): Promise<readonly Silence[]> {
  const found: Silence[] = [];
  for (const id of ref === null ? [] : ref.split(REF_SEPARATOR).filter((one) => one !== '')) {
    const seen = await onAnyPeer(config, (url) => getSilence(ctx, config, url, id));
    if (seen.ok && seen.value.silence) found.push(seen.value.silence);
  }
  return found;
}

async function ack(ctx: FeedContext, config: AlertmanagerConfig, args: AckArgs): Promise<ActionResult> {
  const groups = ackMatchers(args.targets);
  if (groups.length === 0 || groups.some((matchers) => matchers.length === 0)) return { ok: false, failure: NO_COMMON_LABEL };
  if (groups.length > MAX_SILENCES) return { ok: false, failure: TOO_MANY };
  const old = await earlier(ctx, config, args.ref);
  const comment = `Acknowledged in Dogwatch by ${args.author}${args.comment ? `: ${args.comment}` : ''}`;
  const made: Made[] = [];
  for (const matchers of groups) {
    const wanted: Wanted = { matchers, startsAt: null, endsAt: args.until, author: args.author, comment };
    const same = old.find((silence) => areSameMatchers(silence.matchers, matchers)) ?? null;
    const result = await onAnyPeer(config, (url) => write(ctx, config, url, wanted, same));
    if (!result.ok) return result;
    made.push(result.value);
  }
  const replaced = old.filter((silence) => silence.state !== 'expired' && !made.some(({ id }) => id === silence.id));
  const gone = await expireAll(
    ctx,
    config,
    replaced.map(({ id }) => id),
  );
  return {
    ok: true,
    ref: made.map(({ id }) => id).join(REF_SEPARATOR),
    until: Math.min(...made.map(({ endsAt }) => endsAt)),
    isConfirmed: made.every(({ isConfirmed }) => isConfirmed) && gone.ok,
  };
}

async function expireAll(ctx: FeedContext, config: AlertmanagerConfig, ids: readonly string[]): Promise<Tried<true>> {
  let worst: Tried<true> = { ok: true, value: true };
  for (const id of ids) {
    const result = await onAnyPeer(config, (url) => deleteSilence(ctx, config, url, id));
    if (!result.ok) worst = result;
  }
  return worst;
}

async function remove(ctx: FeedContext, config: AlertmanagerConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  const result = await expireAll(
    ctx,
    config,
    ref.split(REF_SEPARATOR).filter((id) => id !== ''),
  );
  return result.ok ? { ok: true, ref, until: null, isConfirmed: true } : result;
}

/** The actions that the manifest declares. */
export const actions: FeedActions<AlertmanagerConfig> = {
  ack,
  unack: remove,
  unsilence: remove,
  canary,
  endCanary,
  async silence(ctx, config, args) {
    const startsAt = args.startsAt <= ctx.now() ? null : args.startsAt;
    const result = await onAnyPeer(config, (url) => write(ctx, config, url, { ...args, startsAt }, null));
    return result.ok ? { ok: true, ref: result.value.id, until: result.value.endsAt, isConfirmed: result.value.isConfirmed } : result;
  },
  async listSilences(ctx, config) {
    const result = await onAnyPeer(config, (url) => listSilences(ctx, config, url));
    return result.ok ? { ok: true, silences: result.value.filter((silence) => silence.state !== 'expired') } : result;
  },
};
