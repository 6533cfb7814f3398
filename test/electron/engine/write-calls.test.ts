// A silence that its source refused is asked for again with the same matchers, for as long as it was meant to last.
import { expect, it } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { silenceCalls } from '../../../electron/engine/silence-calls';
import { writeCalls } from '../../../electron/engine/write-calls';
import type { ActionResult, SilenceArgs } from '../../../shared/feed';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { aLog, NOW, opened } from '../log/a-log';

const MINUTE = 60_000;
const matchers = [{ name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true }];
const refusal: ActionResult = { ok: false, failure: { kind: 'auth', what: 'Forbidden.', remedy: 'Ask for rights.' } };

function rig() {
  const log = aLog();
  let now = NOW;
  let number = 0;
  const answers: ActionResult[] = [refusal, { ok: true, ref: 's1', until: null, isConfirmed: true }];
  const asked: SilenceArgs[] = [];
  const feeds = new Set(['am']);
  const act = async (_feed: string, _action: string, args: SilenceArgs) => {
    asked.push(args);
    return answers.shift() ?? refusal;
  };
  const runner = { act: act as never, can: (feed: string) => feeds.has(feed), pollNow: () => undefined, listSilences: null as never };
  const desk = new Desk({ log, now: () => now, timeZone: 'UTC', settings: defaultSettings }, EMPTY_STATE);
  const deps = { desk, runner, person: () => 'ada', now: () => now, newId: () => `w${++number}` };
  const calls = { ...silenceCalls(deps), ...writeCalls({ ...deps, log, acks: { retry: () => null }, journal: () => undefined }) };
  desk.transact(() => [opened('inc-1', 1)]);
  const silence = () => calls['create-silence']({ feed: 'am', matchers, minutes: 30, comment: 'canary', incident: 'inc-1' });
  const retry = (write: string) => calls['retry-write']({ incident: 'inc-1', write });
  const writes = () => desk.state.incidents.get('inc-1')?.row.writes ?? [];
  return { log, asked, feeds, silence, retry, writes, advance: (ms: number) => (now += ms) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('[W1] asks again, in events of its own, and is confirmed', async () => {
  const { log, asked, silence, retry, writes, advance } = rig();
  expect(await silence()).toMatchObject({ ok: false, error: { what: 'Forbidden.' } });
  expect(writes()).toMatchObject([{ id: 'w1', state: 'failed' }]);
  advance(20 * MINUTE);
  expect(await retry('w1')).toEqual({ ok: true, value: { asked: true } });
  await settled();
  expect(asked.map((a) => [a.endsAt - a.startsAt, a.comment, a.matchers])).toEqual([
    [30 * MINUTE, 'canary', matchers],
    [30 * MINUTE, 'canary', matchers],
  ]);
  expect(writes()).toMatchObject([{ id: 'w2', state: 'confirmed', ref: 's1', until: NOW + 50 * MINUTE }]);
  const events = log.incidentEvents('inc-1');
  expect(events.map((e) => e.kind).slice(-4)).toEqual(['write.requested', 'write.failed', 'write.requested', 'write.confirmed']);
  expect(events.findLast((e) => e.kind === 'write.requested')).toMatchObject({ actor: 'person:ada', data: { retryOf: 'w1' } });
});

it('[W1] refuses in words what is unknown, confirmed, or can’t be asked any more', async () => {
  const { silence, retry, feeds } = rig();
  await silence();
  expect(await retry('nothing')).toMatchObject({ ok: false, error: { what: 'There is no such write any more.' } });
  feeds.clear();
  expect(await retry('w1')).toMatchObject({ ok: false, error: { what: expect.stringContaining('takes no silences') } });
  feeds.add('am');
  await retry('w1');
  await settled();
  expect(await retry('w2')).toMatchObject({ ok: false, error: { what: 'The source has confirmed it.' } });
});
