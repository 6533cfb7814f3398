// What a person can do at Opsgenie or JSM: acknowledge and take it back, close, snooze, note. Looked up before, waited for, and read back after.
import type { AckArgs, ActionResult, FeedActions, FeedContext, NoteArgs, SnoozeArgs } from '../../../shared/feed';
import { clockAheadMs } from '../http-answer';
import { END_IN_PAST, idsIn, keysOf, NONE_OPEN, type Open, openOf, refOf, refused, tooMany } from '../open-targets';
import { textOf, timeOf, type Unknown } from '../reading';
import { ask, getAlert, listOpen, pathOf } from './api';
import type { OpsgenieConfig } from './config';
import { writeAll } from './write';

const MOST_AT_ONCE = 100;
const MAX_NOTE = 25_000;
const NEAR_MS = 2000;

function openNow(ctx: FeedContext, config: OpsgenieConfig, ids: readonly string[]): Promise<Open> {
  return openOf(
    {
      get: (id) => getAlert(ctx, config, id),
      list: () => listOpen(ctx, config, ''),
      isOpen: ({ status }) => status !== 'closed',
    },
    ids,
  );
}

/** Who did it and why. JSM knows the writer by the token and takes words only as notes. */
function bodyOf({ isJsm }: OpsgenieConfig, author: string, comment: string): Unknown {
  if (isJsm) return {};
  return { user: textOf(author, 100), source: 'Dogwatch', ...(comment !== '' && { note: textOf(comment, MAX_NOTE) }) };
}

/** A comment that the write itself could not carry. */
async function noteAside(ctx: FeedContext, config: OpsgenieConfig, ids: readonly string[], comment: string): Promise<void> {
  if (config.isJsm && comment !== '') await writeAll(ctx, config, ids.slice(0, 1), 'notes', { note: textOf(comment, MAX_NOTE) });
}

async function ack(ctx: FeedContext, config: OpsgenieConfig, { targets, author, comment, ref }: AckArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > MOST_AT_ONCE) return tooMany(MOST_AT_ONCE);
  const before = await openNow(ctx, config, ids);
  if (!before.ok) return before;
  const ours = new Set(idsIn(ref));
  const toAck = ids.filter((id) => before.open.get(id)?.acknowledged === false);
  const all = ids.filter((id) => toAck.includes(id) || (ours.has(id) && before.open.has(id)));
  const told = { ok: true, ref: refOf(all), until: null } as const;
  if (toAck.length === 0) return { ...told, isConfirmed: true };
  const outcome = await writeAll(ctx, config, toAck, 'acknowledge', bodyOf(config, author, comment));
  if (outcome.kind === 'failed') return refused(outcome.failure);
  await noteAside(ctx, config, toAck, comment);
  const after = await openNow(ctx, config, toAck);
  return { ...told, isConfirmed: after.ok && [...after.open.values()].every(({ acknowledged }) => acknowledged === true) };
}

async function unack(ctx: FeedContext, config: OpsgenieConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  const before = await openNow(ctx, config, idsIn(ref));
  if (!before.ok) return before;
  const acked = [...before.open].filter(([, { acknowledged }]) => acknowledged === true).map(([id]) => id);
  if (acked.length === 0) return { ok: true, ref, until: null, isConfirmed: true };
  const outcome = await writeAll(ctx, config, acked, 'unacknowledge', bodyOf(config, 'Dogwatch', ''));
  if (outcome.kind === 'failed') return refused(outcome.failure);
  const after = await openNow(ctx, config, acked);
  return {
    ok: true,
    ref,
    until: null,
    isConfirmed: after.ok && [...after.open.values()].every(({ acknowledged }) => acknowledged === false),
  };
}

async function resolve(ctx: FeedContext, config: OpsgenieConfig, { targets, author, comment }: NoteArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > MOST_AT_ONCE) return tooMany(MOST_AT_ONCE);
  const before = await openNow(ctx, config, ids);
  if (!before.ok) return before;
  const open = [...before.open.keys()];
  const told = { ok: true, ref: refOf(open), until: null } as const;
  if (open.length === 0) return { ...told, isConfirmed: true };
  await noteAside(ctx, config, open, comment);
  const outcome = await writeAll(ctx, config, open, 'close', bodyOf(config, author, comment));
  if (outcome.kind === 'failed') return refused(outcome.failure);
  const after = await openNow(ctx, config, open);
  return { ...told, isConfirmed: after.ok && after.open.size === 0 };
}

/** How far their clock is ahead of ours: the end of a snooze is a moment of theirs, and one in the past ends it at once. */
async function askClock(ctx: FeedContext, config: OpsgenieConfig, id: string): Promise<number> {
  const asked = await ask(ctx, config, pathOf(config, id));
  return asked.ok ? clockAheadMs(asked.answer, ctx.now()) : 0;
}

async function snooze(ctx: FeedContext, config: OpsgenieConfig, { targets, author, comment, until }: SnoozeArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > MOST_AT_ONCE) return tooMany(MOST_AT_ONCE);
  if (until <= ctx.now()) return refused(END_IN_PAST);
  const before = await openNow(ctx, config, ids);
  if (!before.ok) return before;
  const open = [...before.open.keys()];
  const [first] = open;
  if (first === undefined) return refused(NONE_OPEN);
  const endsAt = until + (await askClock(ctx, config, first));
  const body = { ...bodyOf(config, author, comment), endTime: new Date(endsAt).toISOString() };
  const outcome = await writeAll(ctx, config, open, 'snooze', body);
  if (outcome.kind === 'failed') return refused(outcome.failure);
  await noteAside(ctx, config, open, comment);
  const after = await openNow(ctx, config, open);
  const isQuiet = (alert: Unknown) => alert.snoozed === true && Math.abs((timeOf(alert.snoozedUntil) ?? 0) - endsAt) < NEAR_MS;
  return { ok: true, ref: refOf(open), until, isConfirmed: after.ok && [...after.open.values()].every(isQuiet) };
}

async function note(ctx: FeedContext, config: OpsgenieConfig, { targets, author, comment }: NoteArgs): Promise<ActionResult> {
  const ids = keysOf(targets);
  if (ids.length > MOST_AT_ONCE) return tooMany(MOST_AT_ONCE);
  const body = { ...bodyOf(config, author, ''), note: textOf(config.isJsm ? `${author}: ${comment}` : comment, MAX_NOTE) };
  const outcome = await writeAll(ctx, config, ids, 'notes', body);
  if (outcome.kind === 'failed') return refused(outcome.failure);
  return { ok: true, ref: null, until: null, isConfirmed: outcome.kind === 'done' };
}

/** The actions that the manifest declares: ack, unack, resolve, snooze and note. */
export const actions: FeedActions<OpsgenieConfig> = { ack, unack, resolve, snooze, note };
