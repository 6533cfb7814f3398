// What a person can do at Nagios: acknowledge and take it back, comment, downtime, check now. Nagios says only that it took a command, so
// each is looked for in its status afterwards.
import type { ActionResult, FeedActions, FeedContext, FeedFailure, Target } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { NagiosConfig } from './config';
import { scheduleDowntime } from './downtime';
import { failed, find, findNew, type One, send, until, wordsFor } from './effect';

const REF_SEPARATOR = '\n';

const ALL_GONE: FeedFailure = {
  kind: 'config',
  what: msg`Nagios knows none of these objects any more, or does not show them to this user.`,
  remedy: msg`Look in Nagios whether they were removed.`,
};

/** Does it to each in turn; the first failure ends it, unknown objects alone do not. */
async function each(keys: readonly string[], end: number | null, one: (key: string) => Promise<One>): Promise<ActionResult> {
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
  return { ok: true, ref: refs.join(REF_SEPARATOR), until: end, isConfirmed };
}

const keysOf = (targets: readonly Target[]) => targets.map(({ key }) => key);
const linesOf = (ref: string | null) => (ref ?? '').split(REF_SEPARATOR).filter((line) => line !== '');
const isFine = (status: unknown) => status === 'ok' || status === 'up';

async function acknowledge(
  ctx: FeedContext,
  config: NagiosConfig,
  args: { readonly author: string; readonly comment: string },
  key: string,
  isOurs: boolean,
): Promise<One> {
  const before = await find(ctx, config, key);
  if (before.kind !== 'found') return before;
  if (isFine(before.row.status)) return { kind: 'done', ref: null, isConfirmed: true };
  if (before.row.problem_has_been_acknowledged === true) return { kind: 'done', ref: isOurs ? key : null, isConfirmed: true };
  const sent = await send(ctx, config, 'acknowledge', key, (form) => ({
    ...wordsFor(form, args, 'Acknowledged in Dogwatch'),
    ...(config.isAckSticky && { sticky_ack: 'on' }),
  }));
  if (sent) return failed(sent);
  const isConfirmed = await until(ctx, config, async () => {
    const after = await find(ctx, config, key);
    return after.kind === 'found' && (after.row.problem_has_been_acknowledged === true || isFine(after.row.status));
  });
  return { kind: 'done', ref: key, isConfirmed };
}

async function unacknowledge(ctx: FeedContext, config: NagiosConfig, key: string): Promise<One> {
  const isFree = async () => {
    const found = await find(ctx, config, key);
    return found.kind === 'failed' ? found : found.kind === 'gone' || found.row.problem_has_been_acknowledged !== true;
  };
  const before = await isFree();
  if (typeof before !== 'boolean') return before;
  if (before) return { kind: 'done', ref: key, isConfirmed: true };
  const sent = await send(ctx, config, 'remove-acknowledgement', key, () => ({}));
  return sent ? failed(sent) : { kind: 'done', ref: key, isConfirmed: await until(ctx, config, async () => (await isFree()) === true) };
}

async function comment(ctx: FeedContext, config: NagiosConfig, args: { author: string; comment: string }, key: string): Promise<One> {
  const before = await find(ctx, config, key);
  if (before.kind !== 'found') return before;
  const made = await findNew(ctx, config, 'commentlist', key);
  if (!made.ok) return failed(made.failure);
  let words = '';
  const sent = await send(ctx, config, 'comment', key, (form) => {
    const fields = wordsFor(form, args, 'Noted in Dogwatch');
    words = fields.com_data ?? '';
    return { ...fields, persistent: 'on' };
  });
  if (sent) return failed(sent);
  let ref: string | null = null;
  const isConfirmed = await until(ctx, config, async () => {
    ref = (await made.look()).find(({ row }) => row.comment_data === words)?.id ?? null;
    return ref !== null;
  });
  return { kind: 'done', ref, isConfirmed };
}

async function recheck(ctx: FeedContext, config: NagiosConfig, key: string): Promise<One> {
  const before = await find(ctx, config, key);
  if (before.kind !== 'found') return before;
  const sent = await send(ctx, config, 'check', key, (form) => ({ start_time: form.startTime, force_check: 'on' }));
  if (sent) return failed(sent);
  const isConfirmed = await until(ctx, config, async () => {
    const after = await find(ctx, config, key);
    if (after.kind !== 'found') return false;
    return after.row.last_check !== before.row.last_check || after.row.next_check !== before.row.next_check;
  });
  return { kind: 'done', ref: null, isConfirmed };
}

/** The actions that the manifest declares: ack, unack, note, downtime and recheck. */
export const actions: FeedActions<NagiosConfig> = {
  ack(ctx, config, args) {
    const ours = new Set(linesOf(args.ref));
    return each(keysOf(args.targets), null, (key) => acknowledge(ctx, config, args, key, ours.has(key)));
  },
  unack: (ctx, config, { ref }) =>
    linesOf(ref).length === 0
      ? Promise.resolve({ ok: true, ref, until: null, isConfirmed: true })
      : each(linesOf(ref), null, (key) => unacknowledge(ctx, config, key)),
  note: (ctx, config, args) => each(keysOf(args.targets), null, (key) => comment(ctx, config, args, key)),
  downtime: (ctx, config, args) => each(keysOf(args.targets), args.endsAt, (key) => scheduleDowntime(ctx, config, args, key)),
  recheck: (ctx, config, { targets }) => each(keysOf(targets), null, (key) => recheck(ctx, config, key)),
};
