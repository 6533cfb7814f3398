// What a person can do at a Zabbix: acknowledge, with their words, and what the settings add to it; and take it back. Each is read back.
// https://www.zabbix.com/documentation/6.0/en/manual/api/reference/event/acknowledge (`action` is a sum of bits)
import type { AckArgs, ActionResult, FeedActions, FeedContext, FeedFailure } from '../../../shared/feed';
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
  what: `These are more than ${MOST_AT_ONCE} problems.`,
  remedy: 'Acknowledge fewer at once, or set a maintenance in Zabbix.',
};
const TOO_OLD: FeedFailure = {
  kind: 'config',
  what: 'This Zabbix can not suppress a problem: that came with 6.2.',
  remedy: 'Set the feed to acknowledge only.',
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

/** The actions that the manifest declares: ack and unack. */
export const actions: FeedActions<ZabbixConfig> = { ack, unack };
