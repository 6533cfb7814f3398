// What the runner does for every kind alike, with a scripted kind and a clock moved by hand.
import { expect, test, vi } from 'vitest';
import type { AnyFeed } from '../../../electron/feeds/registry';
import { createRunner, type FeedReport, type RunnerOptions } from '../../../electron/feeds/runner';
import type { FeedHealth } from '../../../shared/contract';
import type { FeedContext, FeedFailure, PollResult, Sighting } from '../../../shared/feed';
import { type FeedSettings, feedSettings } from '../../../shared/settings';
import { manualClock } from '../../fakes/manual-clock';

type Answer = PollResult<number>;
const ok = (latencyMs = 5) => [{ url: 'u', isOk: true, latencyMs, failure: null }];
const sighting = (key: string): Sighting => ({
  key,
  state: 'firing',
  name: key,
  summary: '',
  labels: {},
  annotations: {},
  severity: null,
  startsAt: 1,
  suppression: null,
  link: null,
});
const snapshot = (keys: readonly string[], latencyMs = 5): Answer => ({
  kind: 'snapshot',
  cursor: 1,
  sightings: keys.map(sighting),
  rejected: [],
  absence: { isTrusted: true },
  peers: ok(latencyMs),
});
const unchanged = (latencyMs = 5): Answer => ({ kind: 'unchanged', cursor: 1, peers: ok(latencyMs) });
const failed = (kind: FeedFailure['kind'] = 'unreachable', more: Partial<FeedFailure> = {}): Answer => ({
  kind: 'failed',
  failure: { kind, what: `it is ${kind}`, remedy: 'r', ...more },
  peers: [],
});

function scripted(poll: (ctx: FeedContext, cursor: number | null) => Promise<Answer>): AnyFeed {
  return {
    manifest: {
      kind: 'scripted',
      name: 'Scripted',
      docsUrl: 'https://x.example',
      slowMs: 5000,
      capabilities: [],
      fields: [{ name: 'password', label: 'p', hint: 'h', type: 'secret' }],
    },
    parseConfig: (config: unknown) => ({ ok: true, config }),
    poll: (ctx: FeedContext, _: unknown, cursor: number | null) => poll(ctx, cursor),
    map: () => ({ sightings: [], rejected: [] }),
    actions: {},
  } as unknown as AnyFeed;
}

function rigOf(
  poll: (ctx: FeedContext, cursor: number | null) => Promise<Answer>,
  more: Partial<FeedSettings> = {},
  options: Partial<RunnerOptions> = {},
) {
  const clock = manualClock();
  const reports: FeedReport[] = [];
  const told: FeedHealth[] = [];
  const polls: number[] = [];
  const feed = scripted((ctx, cursor) => {
    polls.push(clock.now());
    return poll(ctx, cursor);
  });
  const runner = createRunner({
    registry: new Map([['scripted', feed]]),
    clock,
    random: () => 0.5,
    log: () => undefined,
    onSightings: (r) => void reports.push(r),
    onHealth: (h) => told.push(h),
    ...options,
  });
  const settings = feedSettings.parse({ id: 'f', kind: 'scripted', name: 'F', intervalSeconds: 15, ...more });
  runner.setFeeds([settings], new Map());
  const gaps = () => polls.slice(1).map((at, i) => at - (polls[i] as number));
  return { clock, runner, reports, told, polls, gaps, settings, health: () => runner.health()[0] as FeedHealth };
}

test('polls at once and then at its interval; an unchanged answer tells nothing but health', async () => {
  let n = 0;
  const { clock, gaps, reports, told } = rigOf(async () => (n++ === 0 ? snapshot(['a']) : unchanged()));
  await clock.advance(46_000);
  expect(gaps()).toEqual([15_000, 15_000, 15_000]);
  expect(reports).toHaveLength(1);
  expect(told.filter((health) => health.state === 'ok')).toHaveLength(4);
});

test('jitter spreads polls by a tenth, never more', async () => {
  let r = 0;
  const values = [0, 0.999, 0.25, 0.75];
  const { clock, gaps } = rigOf(async () => unchanged(), {}, { random: () => values[r++ % values.length] as number });
  await clock.advance(100_000);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(13_500);
  expect(Math.max(...gaps())).toBeLessThanOrEqual(16_500);
  expect(new Set(gaps()).size).toBeGreaterThan(2);
});

test('an answer that takes 2.5 s is asked for every 25 s; the interval comes back slowly when answers get cheap', async () => {
  let cost = 2500;
  const { clock, gaps, health } = rigOf(async () => unchanged(cost), { intervalSeconds: 5 });
  await clock.advance(60_000);
  expect(gaps()).toEqual([25_000, 25_000]);
  expect(health().intervalMs).toBe(25_000);
  cost = 5;
  await clock.advance(200_000);
  expect(gaps().slice(2, 6)).toEqual([25_000, 17_500, 12_250, 8575]);
  expect(gaps().at(-1)).toBe(5000);
});

test('quick retries that grow: 1, 2, 4, ... up to a minute; one passing failure does not make blind', async () => {
  const { clock, gaps, health } = rigOf(async () => failed());
  await clock.advance(500);
  expect(health()).toMatchObject({ state: 'starting', failingSince: expect.any(Number), why: 'it is unreachable', remedy: 'r' });
  await clock.advance(1000);
  expect(health().state).toBe('blind');
  await clock.advance(300_000);
  expect(gaps().slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

test('a feed with a short interval never waits longer than four intervals', async () => {
  const { clock, gaps } = rigOf(async () => failed(), { intervalSeconds: 1 });
  await clock.advance(20_000);
  expect(Math.max(...gaps())).toBe(4000);
});

test.each(['auth', 'bad-answer', 'timeout', 'tls', 'config'] as const)('a failure of kind %s makes blind at once', async (kind) => {
  const { clock, health } = rigOf(async () => failed(kind));
  await clock.advance(10);
  expect(health().state).toBe('blind');
});

test('Retry-After is honoured', async () => {
  const { clock, gaps } = rigOf(async () => failed('rate-limited', { retryAfterMs: 42_000 }));
  await clock.advance(90_000);
  expect(gaps()).toEqual([42_000, 42_000]);
});

test('a failing feed that answers again is well at once and asks at its interval', async () => {
  let isDown = true;
  const { clock, gaps, health } = rigOf(async () => (isDown ? failed() : snapshot(['a'])));
  await clock.advance(4000);
  isDown = false;
  await clock.advance(40_000);
  expect(health()).toMatchObject({ state: 'ok', why: '', failingSince: null });
  expect(gaps().at(-1)).toBe(15_000);
});

test('never two polls of one feed at a time, whoever asks', async () => {
  let running = 0;
  let most = 0;
  const { clock, runner, polls } = rigOf(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    return unchanged();
  });
  for (let i = 0; i < 5; i++) {
    runner.pollNow();
    runner.askSooner('f', 1);
    await clock.advance(1);
  }
  await vi.waitFor(() => expect(running).toBe(0));
  await clock.advance(100);
  expect(most).toBe(1);
  expect(polls.length).toBeGreaterThan(1);
});

test('asked for sooner, it asks sooner; asked for later than planned, it does not', async () => {
  const { clock, runner, gaps } = rigOf(async () => unchanged());
  await clock.advance(10);
  runner.askSooner('f', 3000);
  await clock.advance(3000);
  runner.askSooner('f', 60_000);
  await clock.advance(15_000);
  expect(gaps()).toEqual([3010, 15_000]);
});

test('pollNow gives up a hung poll and asks again at once', async () => {
  let n = 0;
  const { clock, runner, polls, health } = rigOf((ctx) => {
    n += 1;
    if (n > 1) return Promise.resolve(snapshot(['a']));
    return new Promise((resolve) => {
      const look = setInterval(() => {
        if (!ctx.isAborted()) return;
        clearInterval(look);
        resolve(failed('aborted'));
      }, 1);
    });
  });
  await clock.advance(10_000);
  runner.pollNow('f');
  await clock.advance(10);
  expect(polls).toHaveLength(2);
  expect(health()).toMatchObject({ state: 'ok', failingSince: null });
});

test('a poll that never returns is timed out, and the watch goes on', async () => {
  let n = 0;
  const { clock, polls, health } = rigOf(() => (n++ === 0 ? new Promise(() => undefined) : Promise.resolve(unchanged())), {
    config: { timeoutSeconds: 0.1 },
  });
  await clock.advance(0);
  await vi.waitFor(() => expect(health().why).toMatch(/No whole answer/), 2000);
  expect(health().state).toBe('blind');
  await clock.advance(1100);
  expect(polls).toHaveLength(2);
  expect(health().state).toBe('ok');
});

test('a connector that throws is a failing feed, not the end of the watch, and its words hold no secret', async () => {
  const { clock, runner, health, settings } = rigOf(async () => unchanged());
  const bad = createRunner({
    registry: new Map([['scripted', scripted(async () => Promise.reject(new Error('oops with hunter22 inside')))]]),
    clock,
    log: () => undefined,
    onSightings: () => undefined,
    onHealth: () => undefined,
  });
  bad.setFeeds([settings], new Map([['f', { password: 'hunter22' }]]));
  await clock.advance(10);
  expect(bad.health()[0]).toMatchObject({ state: 'blind', why: expect.stringContaining('oops with *** inside') });
  expect(health().state).toBe('ok');
  await bad.stop();
  await runner.stop();
});

test('a report that could not be recorded is reported again', async () => {
  let isDiskFull = true;
  const seen: (number | null)[] = [];
  const reports: FeedReport[] = [];
  const { clock, health } = rigOf(
    async (_, cursor) => {
      seen.push(cursor);
      return cursor === null ? snapshot(['a']) : unchanged();
    },
    {},
    {
      onSightings: (report) => {
        if (isDiskFull) throw new Error('disk full');
        reports.push(report);
      },
    },
  );
  await clock.advance(100);
  expect(health()).toMatchObject({ why: expect.stringContaining('recorded') });
  isDiskFull = false;
  await clock.advance(2000);
  expect(reports).toHaveLength(1);
  await clock.advance(20_000);
  expect(seen.slice(0, 3)).toEqual([null, null, 1]);
  expect(health().state).toBe('ok');
});

test('the heartbeat counts as missing only in a complete list', async () => {
  let answer: Answer = snapshot(['Watchdog', 'a']);
  const { clock, health } = rigOf(async () => answer, { heartbeat: 'Watchdog', intervalSeconds: 1 });
  await clock.advance(10);
  expect(health()).toMatchObject({ state: 'ok', heartbeat: { name: 'Watchdog', isSeen: true } });
  answer = { ...(snapshot(['a']) as Extract<Answer, { kind: 'snapshot' }>), absence: { isTrusted: false, why: 'restarted' } };
  await clock.advance(1500);
  expect(health().heartbeat?.isSeen).toBe(true);
  answer = snapshot(['a']);
  await clock.advance(1500);
  expect(health()).toMatchObject({ state: 'blind', why: expect.stringContaining('Watchdog') });
  answer = snapshot(['Watchdog']);
  await clock.advance(1500);
  expect(health().state).toBe('ok');
});

test('[P6] the heartbeat may be told by its labels; one of another cluster is none', async () => {
  const one = (cluster: string) => ({ ...sighting('Watchdog'), key: cluster, labels: { cluster } });
  const listOf = (...clusters: string[]): Answer => ({
    ...(snapshot([]) as Extract<Answer, { kind: 'snapshot' }>),
    sightings: clusters.map(one),
  });
  let answer = listOf('eu', 'us');
  const { clock, health } = rigOf(async () => answer, { heartbeat: 'Watchdog{cluster="eu"}', intervalSeconds: 1 });
  await clock.advance(10);
  expect(health()).toMatchObject({ state: 'ok', heartbeat: { name: 'Watchdog{cluster="eu"}', isSeen: true } });
  answer = listOf('us');
  await clock.advance(1500);
  expect(health()).toMatchObject({ state: 'blind', why: 'The heartbeat alert Watchdog{cluster="eu"} is missing.' });
});

test('[P7] a heartbeat that fires now and then: waited for, seen, overdue, seen again; what goes on firing is seen', async () => {
  let answer: Answer = snapshot(['a']);
  const { clock, health } = rigOf(async () => answer, { heartbeat: 'Beat', heartbeatMinutes: 2, intervalSeconds: 1 });
  await clock.advance(10);
  expect(health()).toMatchObject({ state: 'starting', why: 'Waiting for the heartbeat alert Beat.' });
  answer = snapshot(['Beat']);
  await clock.advance(1500);
  expect(health()).toMatchObject({ state: 'ok', heartbeat: { isSeen: true } });
  answer = snapshot(['a']);
  await clock.advance(100_000);
  expect(health().state).toBe('ok');
  await clock.advance(30_000);
  expect(health()).toMatchObject({ state: 'blind', why: 'The heartbeat alert Beat was not seen for more than 2 min.' });
  answer = snapshot(['Beat']);
  await clock.advance(1500);
  expect(health().state).toBe('ok');
  answer = unchanged();
  await clock.advance(300_000);
  expect(health()).toMatchObject({ state: 'ok', heartbeat: { isSeen: true } });
});

test('unchanged feeds go on undisturbed when settings change; removed ones stop; switched off ones say so', async () => {
  const { clock, runner, polls, settings, told } = rigOf(async (_, cursor) => (cursor === null ? snapshot(['a']) : unchanged()));
  await clock.advance(10);
  const other = { ...settings, id: 'g' };
  runner.setFeeds([settings, other], new Map());
  await clock.advance(10);
  expect(polls).toHaveLength(2);
  runner.setFeeds([{ ...settings, isEnabled: false }, other], new Map());
  await clock.advance(10);
  expect(runner.health().map(({ feed, state }) => [feed, state])).toEqual([
    ['f', 'off'],
    ['g', 'ok'],
  ]);
  expect(told.at(-1)).toMatchObject({ feed: 'f', state: 'off' });
  runner.setFeeds([], new Map());
  await clock.advance(60_000);
  expect(polls).toHaveLength(2);
  expect(runner.health()).toEqual([]);
});

test('a feed of an unknown kind, or with bad settings, is blind with words', async () => {
  const { runner, settings } = rigOf(async () => unchanged());
  runner.setFeeds([{ ...settings, id: 'x', kind: 'nagios-from-mars' }], new Map());
  expect(runner.health()[0]).toMatchObject({
    state: 'blind',
    why: expect.stringContaining('nagios-from-mars'),
    remedy: expect.stringContaining('docs/connectors.md'),
  });
});

test('stop waits for what runs and nothing comes after', async () => {
  let isDone = false;
  const { clock, runner, reports } = rigOf(async (ctx) => {
    while (!ctx.isAborted()) await new Promise((resolve) => setTimeout(resolve, 2));
    isDone = true;
    return snapshot(['late']);
  });
  await clock.advance(1);
  await runner.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isDone).toBe(true);
  expect(reports).toEqual([]);
  await clock.advance(60_000);
  expect(clock.pending()).toEqual([]);
});
