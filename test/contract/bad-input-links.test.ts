// What a source's connection can do to the console, for every kind that asks, beyond the table: answers of gigabytes, without haste in
// each of their parts, and each way to say how often it may be asked.
import { describe, expect, test } from 'vitest';
import { type RawAnswer, rawAnswer } from '../fakes/raw-server';
import { dribble, endless, GOOD_HEAD } from '../fakes/slow-answers';
import { asking, cleared, keysOf, startBadInput, whole } from '../harness/bad-input';

describe.each(asking)('kind %s', (kind) => {
  test('an answer under the limit that would be gigabytes when read is refused before it is read', async () => {
    const rig = await startBadInput(kind, { config: { timeoutSeconds: 30 } });
    rig.serve(() => endless(20));
    const before = process.memoryUsage().rss;
    const { why, remedy } = await rig.ask();
    expect(process.memoryUsage().rss - before).toBeLessThan(1_000_000_000);
    expect(why).toMatch(/more than 5 million values|None of the|not whole or not JSON|larger than 5 MB/);
    expect(remedy).toMatch(/\w+ \w+/);
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ state: 'ok', failingSince: null });
    await rig.stop();
  });

  test.each([
    ['headers', dribble('HTTP/1.1 200 OK\r\nx-slow: ', 'slowly ')],
    ['chunks', dribble(`${GOOD_HEAD}transfer-encoding: chunked\r\n\r\n1\r\n[\r\n`, '1\r\n \r\n')],
    ['nothing', () => undefined],
  ] as const)('%s, a byte at a time: given up in time, healed by a good answer', async (_, slow) => {
    const rig = await startBadInput(kind, { config: { timeoutSeconds: 0.4 } });
    const known = keysOf(rig.reports[0]?.sightings);
    rig.serve(() => slow as RawAnswer);
    const started = performance.now();
    const { why, state } = await rig.ask();
    expect(performance.now() - started).toBeLessThan(2500);
    expect([state, why].join(' ')).toMatch(/(blind|partial) .*(within 0\.4 s|within 1\.2 s|not HTTP)/);
    expect(cleared(rig, known, 1)).toEqual([]);
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ state: 'ok', why: '', alertCount: known.length });
    await rig.stop();
  });

  test.each([
    ['in seconds', { 'retry-after': '77' }, 77_000],
    ['as a date', { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:01:17 GMT' }, 77_000],
    ['that is nonsense', { 'retry-after': 'soon' }, 1000],
    ['of a year', { 'retry-after': '31536000' }, 3_600_000],
    ['not told', {}, 1000],
  ] as const)('429, Retry-After %s: it is left alone for so long, then asked again', async (_, headers, pauseMs) => {
    const rig = await startBadInput(kind);
    rig.serve(() => rawAnswer('429 Too Many Requests', headers, ''));
    const { why, nextTryAt } = await rig.ask();
    expect(why).toMatch(/slow down \(429\)/);
    expect((nextTryAt ?? 0) - rig.clock.now()).toBe(pauseMs);
    rig.serve(whole);
    expect(await rig.askWhenDue()).toBe(pauseMs);
    expect(rig.health()).toMatchObject({ state: 'ok', why: '', failingSince: null });
    await rig.stop();
  });
});
