// What a person can do at a Zabbix: acknowledge, with their words, and what the settings add to it, and take it back; close, suppress until a
// time, leave a message. Each is read back.
// https://www.zabbix.com/documentation/6.0/en/manual/api/reference/event/acknowledge (`action` is a sum of bits)
import type { AckArgs, ActionResult, FeedActions, FeedContext, FeedFailure, NoteArgs, SnoozeArgs } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { askVersion, call, isAtLeast, type Version } from './api';
import type { ZabbixConfig } from './config';

const CLOSE = 1;
const ACKNOWLEDGE = 2;
const MESSAGE = 4;
const UNACKNOWLEDGE = 16;
const SUPPRESS = 32;
const UNSUPPRESS = 64;
const MAX_MESSAGE = 2048;
const MOST_AT_ONCE = 1000;

const TOO_MANY: FeedFailure = {
  kind: 'config',
  what: msg`These are more than ${MOST_AT_ONCE} problems.`,
  remedy: msg`Acknowledge fewer at once, or set a maintenance in Zabbix.`,
};
const TOO_OLD: FeedFailure = {
  kind: 'config',
  what: msg`This Zabbix can not suppress a problem: that came with 6.2.`,
  remedy: msg`Set the feed to acknowledge only, or set a maintenance in Zabbix.`,
};

function failed(failure: FeedFailure): ActionResult {
  return { ok: false, failure };
}

/** Reads back: are all of them (not) acknowledged? One that is over by now counts as done. */
async function isDone(
  ctx: FeedContext,
  config: ZabbixConfig,
  version: Version,
  eventids: readonly string[],
  wanted: '0' | '1',
): Promise<boolean> {
  const output = ['eventid', 'acknowledged', 'r_eventid'];
  const called = await call(ctx, config, version, 'event.get', { eventids, output });
  if (!called.ok || !Array.isArray(called.result)) return false;
  const rows = called.result as readonly { acknowledged?: unknown; r_eventid?: unknown }[];
  return rows.length === eventids.length && rows.every((row) => row.acknowledged === wanted || String(row.r_eventid ?? '0') !== '0');
}

function bitsOf(onAck: ZabbixConfig['onAck']): number {
  if (onAck === 'and close') return ACKNOWLEDGE + MESSAGE + CLOSE;
  return onAck === 'and suppress' ? ACKNOWLEDGE + MESSAGE + SUPPRESS : ACKNOWLEDGE + MESSAGE;
}

async function ack(ctx: FeedContext, config: ZabbixConfig, { targets, author, comment, until, ref }: AckArgs): Promise<ActionResult> {
  const all = [...new Set(targets.map(({ key }) => key))];
  if (all.length > MOST_AT_ONCE) return failed(TOO_MANY);
  const asked = await askVersion(ctx, config);
  if (!asked.ok) return failed(asked.failure);
  const { version } = asked;
  const isSuppressing = config.onAck === 'and suppress';
  if (isSuppressing && !isAtLeast(version, 6, 2)) return failed(TOO_OLD);
  const before = new Set(ref?.split(' '));
  // A renewal repeats no message; only a suppression has an end that moves.
  const eventids = isSuppressing ? all : all.filter((id) => !before.has(id));
  if (eventids.length > 0) {
    const message = `Acknowledged by ${author} with Dogwatch. ${comment}`.trim().slice(0, MAX_MESSAGE);
    const end = isSuppressing ? { suppress_until: Math.ceil(until / 1000) } : {};
    const called = await call(ctx, config, version, 'event.acknowledge', { eventids, action: bitsOf(config.onAck), message, ...end });
    if (!called.ok) return failed(called.failure);
  }
  const isConfirmed = await isDone(ctx, config, version, all, '1');
  return { ok: true, ref: all.join(' '), until: isSuppressing ? until : null, isConfirmed };
}

async function unack(ctx: FeedContext, config: ZabbixConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  const eventids = ref.split(' ').filter((id) => id !== '');
  const asked = await askVersion(ctx, config);
  if (!asked.ok) return failed(asked.failure);
  const { version } = asked;
  const isSuppressing = config.onAck === 'and suppress' && isAtLeast(version, 6, 2);
  const called = await call(ctx, config, version, 'event.acknowledge', {
    eventids,
    action: isSuppressing ? UNACKNOWLEDGE + UNSUPPRESS : UNACKNOWLEDGE,
  });
  if (!called.ok) return failed(called.failure);
  const isConfirmed = await isDone(ctx, config, version, eventids, '0');
  return { ok: true, ref, until: null, isConfirmed };
}

interface Written {
  readonly action: number;
  readonly message: string;
  /** Unix ms; of a suppression. */
  readonly until?: number;
}

/** One write about all of them, and their state after it; null where it failed. */
async function write(ctx: FeedContext, config: ZabbixConfig, { targets }: Pick<NoteArgs, 'targets'>, { action, message, until }: Written) {
  const eventids = [...new Set(targets.map(({ key }) => key))];
  if (eventids.length > MOST_AT_ONCE) return { failure: TOO_MANY };
  const asked = await askVersion(ctx, config);
  if (!asked.ok) return { failure: asked.failure };
  const { version } = asked;
  if (until !== undefined && !isAtLeast(version, 6, 2)) return { failure: TOO_OLD };
  const words = message === '' ? { action } : { action: action + MESSAGE, message: message.slice(0, MAX_MESSAGE) };
  const end = until === undefined ? {} : { suppress_until: Math.ceil(until / 1000) };
  const called = await call(ctx, config, version, 'event.acknowledge', { eventids, ...words, ...end });
  if (!called.ok) return { failure: called.failure };
  const output = ['eventid', 'r_eventid', 'suppressed'];
  const read = await call(ctx, config, version, 'event.get', { eventids, output, select_acknowledges: ['message', 'action'] });
  const rows = read.ok && Array.isArray(read.result) ? (read.result as readonly Event[]) : [];
  return { failure: null, rows: rows.length === eventids.length ? rows : null };
}

interface Event {
  readonly r_eventid?: unknown;
  readonly suppressed?: unknown;
  readonly acknowledges?: unknown;
}

const isOver = ({ r_eventid }: Event): boolean => String(r_eventid ?? '0') !== '0';

function told(acknowledges: unknown, text: string): boolean {
  const list = Array.isArray(acknowledges) ? (acknowledges as readonly { message?: unknown }[]) : [];
  return list.some(({ message }) => message === text);
}

function isHolding({ acknowledges }: Event, action: number): boolean {
  const list = Array.isArray(acknowledges) ? (acknowledges as readonly { action?: unknown }[]) : [];
  return list.some((one) => (Number(one.action) & action) !== 0);
}

async function done(written: ReturnType<typeof write>, is: (event: Event) => boolean, until: number | null): Promise<ActionResult> {
  const { failure, rows } = await written;
  if (failure) return failed(failure);
  return { ok: true, ref: null, until, isConfirmed: rows?.every((row) => isOver(row) || is(row)) ?? false };
}

/** Who did it, and why: Zabbix knows the user of the feed only. */
const signed = (author: string, comment: string): string => (comment === '' ? `By ${author} with Dogwatch.` : `${author}: ${comment}`);

/** The server closes it a moment later by itself; it is done when the order stands there. Refused where its trigger is not closed by hand. */
function resolve(ctx: FeedContext, config: ZabbixConfig, args: NoteArgs): Promise<ActionResult> {
  const written = write(ctx, config, args, { action: CLOSE, message: signed(args.author, args.comment) });
  return done(written, (event) => isHolding(event, CLOSE), null);
}

function snooze(ctx: FeedContext, config: ZabbixConfig, args: SnoozeArgs): Promise<ActionResult> {
  const { author, comment, until } = args;
  const written = write(ctx, config, args, { action: SUPPRESS, message: signed(author, comment), until });
  return done(written, (event) => event.suppressed === '1' || isHolding(event, SUPPRESS), until);
}

function note(ctx: FeedContext, config: ZabbixConfig, args: NoteArgs): Promise<ActionResult> {
  const message = signed(args.author, args.comment).slice(0, MAX_MESSAGE);
  return done(write(ctx, config, args, { action: 0, message }), ({ acknowledges }) => told(acknowledges, message), null);
}

/** The actions that the manifest declares: ack, unack, resolve, snooze and note. */
export const actions: FeedActions<ZabbixConfig> = { ack, unack, resolve, snooze, note };
