// What a person can do at Icinga: acknowledge and take it back, comment, downtime, check now. Each is read back before it counts.
import type { AckArgs, ActionResult, FeedActions, FeedContext, FeedFailure, Target } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { IcingaConfig } from './config';
import { type ActionPath, act, exists, find } from './write';

/** Names of objects and of what was made travel as lines of one ref. */
const REF_SEPARATOR = '\n';

const ALL_GONE: FeedFailure = {
  kind: 'config',
  what: msg`Icinga knows none of these objects any more, or does not show them to this user.`,
  remedy: msg`Look in Icinga whether they were removed.`,
};

/** What doing one thing to one object came to; `ref` null: nothing was needed. */
type One =
  | { readonly kind: 'done'; readonly ref: string | null; readonly isConfirmed: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

/** Does it to each in turn; the first failure ends it, unknown objects alone do not. */
async function each(keys: readonly string[], until: number | null, one: (key: string) => Promise<One>): Promise<ActionResult> {
  const refs: string[] = [];
  let [done, isConfirmed] = [0, true];
  for (const key of keys) {
    const result = await one(key);
    if (result.kind === 'failed') return { ok: false, failure: result.failure };
    if (result.kind === 'gone') continue;
    done += 1;
    if (result.ref !== null) refs.push(result.ref);
    isConfirmed &&= result.isConfirmed;
  }
  if (done === 0) return { ok: false, failure: ALL_GONE };
  return { ok: true, ref: refs.join(REF_SEPARATOR), until, isConfirmed };
}

const keysOf = (targets: readonly Target[]) => targets.map(({ key }) => key);
const linesOf = (ref: string | null) => (ref ?? '').split(REF_SEPARATOR).filter((line) => line !== '');

async function acknowledge(ctx: FeedContext, config: IcingaConfig, args: AckArgs, key: string, isOurs: boolean): Promise<One> {
  const before = await find(ctx, config, key);
  if (!before.ok) return { kind: 'failed', failure: before.failure };
  if (before.attrs === null) return { kind: 'gone' };
  if (before.attrs.state === 0) return { kind: 'done', ref: null, isConfirmed: true };
  const isAcked = before.attrs.acknowledgement !== 0;
  if (isAcked && !(isOurs && config.hasAckExpiry)) return { kind: 'done', ref: isOurs ? key : null, isConfirmed: true };
  if (isAcked) {
    const removed = await act(ctx, config, 'remove-acknowledgement', key, { author: args.author });
    if (removed.kind === 'failed') return removed;
  }
  const did = await act(ctx, config, 'acknowledge-problem', key, {
    author: args.author,
    comment: args.comment || 'Acknowledged in Dogwatch',
    sticky: config.isAckSticky,
    notify: false,
    ...(config.hasAckExpiry && { expiry: args.until / 1000 }),
  });
  if (did.kind === 'failed') return did;
  const after = await find(ctx, config, key);
  const isSet = after.ok && (after.attrs?.acknowledgement !== 0 || after.attrs.state === 0);
  return { kind: 'done', ref: did.kind === 'done' ? key : null, isConfirmed: isSet };
}

async function unacknowledge(ctx: FeedContext, config: IcingaConfig, key: string): Promise<One> {
  const before = await find(ctx, config, key);
  if (!before.ok) return { kind: 'failed', failure: before.failure };
  if (before.attrs === null || before.attrs.acknowledgement === 0) return { kind: 'done', ref: key, isConfirmed: true };
  const did = await act(ctx, config, 'remove-acknowledgement', key, {});
  if (did.kind === 'failed') return did;
  const after = await find(ctx, config, key);
  return { kind: 'done', ref: key, isConfirmed: after.ok && after.attrs?.acknowledgement === 0 };
}

/** Makes a comment or a downtime at one object and sees that it is there. */
async function make(
  ctx: FeedContext,
  config: IcingaConfig,
  key: string,
  type: 'comment' | 'downtime',
  args: Readonly<Record<string, unknown>>,
): Promise<One> {
  const before = await find(ctx, config, key);
  if (!before.ok) return { kind: 'failed', failure: before.failure };
  if (before.attrs === null) return { kind: 'gone' };
  const path: ActionPath = type === 'comment' ? 'add-comment' : 'schedule-downtime';
  const did = await act(ctx, config, path, key, args);
  if (did.kind === 'failed') return did;
  if (did.kind === 'conflict') return { kind: 'failed', failure: refused(did.words) };
  return { kind: 'done', ref: did.name, isConfirmed: did.name !== null && (await exists(ctx, config, type, did.name)) };
}

function refused(words: string): FeedFailure {
  return { kind: 'config', what: msg`Icinga refused: "${words}"`, remedy: msg`Look at the object in Icinga.` };
}

async function recheckOne(ctx: FeedContext, config: IcingaConfig, key: string): Promise<One> {
  const before = await find(ctx, config, key);
  if (!before.ok) return { kind: 'failed', failure: before.failure };
  if (before.attrs === null) return { kind: 'gone' };
  const did = await act(ctx, config, 'reschedule-check', key, { force: true });
  if (did.kind === 'failed') return did;
  if (did.kind === 'conflict') return { kind: 'failed', failure: refused(did.words) };
  const after = await find(ctx, config, key);
  const attrs = after.ok ? after.attrs : null;
  const isMoved = attrs?.next_check !== before.attrs.next_check || attrs?.last_check !== before.attrs.last_check;
  return { kind: 'done', ref: null, isConfirmed: attrs !== null && (isMoved || attrs.force_next_check === true) };
}

/** The actions that the manifest declares: ack, unack, note, downtime and recheck. */
export const actions: FeedActions<IcingaConfig> = {
  ack(ctx, config, args) {
    const ours = new Set(linesOf(args.ref));
    return each(keysOf(args.targets), args.until, (key) => acknowledge(ctx, config, args, key, ours.has(key)));
  },
  unack: (ctx, config, { ref }) =>
    linesOf(ref).length === 0
      ? Promise.resolve({ ok: true, ref, until: null, isConfirmed: true })
      : each(linesOf(ref), null, (key) => unacknowledge(ctx, config, key)),
  note: (ctx, config, { targets, author, comment }) =>
    each(keysOf(targets), null, (key) => make(ctx, config, key, 'comment', { author, comment })),
  downtime: (ctx, config, { targets, author, comment, startsAt, endsAt }) =>
    each(keysOf(targets), endsAt, (key) =>
      make(ctx, config, key, 'downtime', {
        ...{ author, comment: comment || 'Downtime from Dogwatch', fixed: true },
        ...{ start_time: startsAt / 1000, end_time: endsAt / 1000 },
      }),
    ),
  recheck: (ctx, config, { targets }) => each(keysOf(targets), null, (key) => recheckOne(ctx, config, key)),
};
