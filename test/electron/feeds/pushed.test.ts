// What the runner owes every kind whose source sends by itself: commits before receipts, few of them, a link that is proved or told.
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../electron/feeds/clock';
import { Intake } from '../../../electron/feeds/intake';
import type { AnyFeed } from '../../../electron/feeds/registry';
import { createRunner, type FeedReport, type RunnerOptions } from '../../../electron/feeds/runner';
import type { FeedFailure, Sighting, WatchContext } from '../../../shared/feed';
import { type FeedSettings, feedSettings } from '../../../shared/settings';
import { manualClock } from '../../fakes/manual-clock';
import { eventually } from '../../harness/eventually';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const broken: FeedFailure = { kind: 'unreachable', what: 'The link broke.', remedy: '' };
const link = { url: 'push://here', latencyMs: 1, caution: '' };

function sighting(key: string, state: Sighting['state'] = 'firing'): Sighting {
  const nothing = { summary: '', labels: {}, annotations: {}, severity: null, startsAt: 0, suppression: null, link: null } as const;
  return { key, state, name: key, ...nothing };
}

async function untilAborted(ctx: WatchContext): Promise<FeedFailure> {
  while (!ctx.isAborted()) await ctx.pause(1000);
  return broken;
}

function pushed(
  watch: (ctx: WatchContext) => Promise<FeedFailure>,
  options: Partial<RunnerOptions> = {},
  more: Partial<FeedSettings> = {},
) {
  const reports: FeedReport[] = [];
  const kind = {
    manifest: { kind: 'pushed', name: 'P', docsUrl: 'https://x.invalid', fields: [], capabilities: [], slowMs: 1000, isPushed: true },
    parseConfig: () => ({ ok: true, config: {} }),
    poll: async () => Promise.reject(new Error('it must not be polled')),
    check: async () => ({ url: 'push://here', isOk: true, latencyMs: null, failure: null }),
    watch,
    map: () => ({ sightings: [], rejected: [] }),
    actions: {},
  } as unknown as AnyFeed;
  const runner = createRunner({
    ...{ registry: new Map([['pushed', kind]]), log: () => undefined, onHealth: () => undefined, random: () => 0.5 },
    onSightings: (report) => void reports.push(report),
    ...options,
  });
  ends.push(() => runner.stop());
  const settings = feedSettings.parse({ id: 'p', kind: 'pushed', name: 'P', config: {}, ...more });
  runner.setFeeds([settings], new Map());
  return { runner, reports, settings, health: () => runner.health()[0] };
}

test('[F6] a delivery is answered after it was recorded, with what came of it', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answers: boolean[] = [];
  let calls = 0;
  const { health } = pushed(
    async (ctx) => {
      ctx.live(link);
      answers.push(await ctx.deliver([sighting('a')]));
      answers.push(await ctx.deliver([sighting('b')]));
      await ctx.pause(200);
      answers.push(await ctx.deliver([sighting('c')]));
      return untilAborted(ctx);
    },
    {
      onSightings: async () => {
        calls += 1;
        if (calls === 1) await gate;
        if (calls === 2) throw new Error('disk full');
      },
    },
  );
  await eventually('the first is being recorded', () => calls === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(answers).toEqual([]);
  release();
  await eventually('the second failed', () => answers.length === 2);
  expect(health()).toMatchObject({ state: 'blind', why: 'What the feed sent could not be recorded.' });
  await eventually('the third', () => answers.length === 3);
  expect(answers).toEqual([true, false, true]);
  expect(health()).toMatchObject({ state: 'ok', push: { messages: 2 } });
});

test('a thousand deliveries at once are few commits, all partial, in order', async () => {
  const { reports } = pushed(async (ctx) => {
    ctx.live(link);
    await Promise.all(Array.from({ length: 1000 }, (_, i) => ctx.deliver([sighting(`k${i}`)])));
    return untilAborted(ctx);
  });
  await eventually('all', () => reports.reduce((sum, one) => sum + one.sightings.length, 0) === 1000);
  expect(reports.length).toBeLessThan(10);
  expect(reports.every((one) => one.isPushed && !one.isComplete)).toBe(true);
  expect(reports.flatMap((one) => one.sightings.map(({ key }) => key))).toEqual(Array.from({ length: 1000 }, (_, i) => `k${i}`));
});

test('fired and cleared in one go are two things that happened; a repeat is one', async () => {
  const { reports } = pushed(async (ctx) => {
    void ctx.deliver([sighting('a'), sighting('b'), sighting('a'), sighting('a', 'resolved')]);
    void ctx.deliver([sighting('a'), sighting('c')]);
    return untilAborted(ctx);
  });
  await eventually('recorded', () => reports.length === 3);
  const told = reports.map((one) => one.sightings.map(({ key, state }) => `${key} ${state}`));
  expect(told).toEqual([['a firing', 'b firing'], ['a resolved'], ['a firing', 'c firing']]);
});

test('after what could not be recorded nothing later of the same go is', async () => {
  const recorded: string[] = [];
  const intake = new Intake({
    clock: systemClock,
    record: ({ sightings }) => {
      if (sightings[0]?.state === 'resolved') throw new Error('no');
      recorded.push(...sightings.map(({ key }) => key));
    },
    onLost: () => undefined,
  });
  const answers = await Promise.all([
    intake.deliver([sighting('a')]),
    intake.deliver([sighting('a', 'resolved')]),
    intake.deliver([sighting('a'), sighting('z')]),
  ]);
  expect([answers, recorded]).toEqual([[true, false, false], ['a']]);
});

test('the link: opening, live, broken and told with its failure, tried again, live again', async () => {
  let starts = 0;
  const { runner, health } = pushed(async (ctx) => {
    starts += 1;
    if (starts === 2) return broken;
    ctx.live(link);
    if (starts === 1) {
      await ctx.pause(30);
      return broken;
    }
    return untilAborted(ctx);
  });
  await eventually('live', () => health()?.state === 'ok');
  expect(health()).toMatchObject({
    why: '',
    peers: [{ url: 'push://here', isOk: true }],
    push: { url: 'push://here', lastMessageAt: null },
  });
  await eventually('broken twice', () => health()?.state === 'blind');
  expect(health()).toMatchObject({ why: 'The link broke.', peers: [{ isOk: false }] });
  expect(health()?.nextTryAt).not.toBeNull();
  runner.pollNow('p');
  await eventually('live again', () => starts === 3 && health()?.state === 'ok');
  expect(health()?.failingSince).toBeNull();
});

test('somebody who wants to know how the link stands has it proved at once', async () => {
  let proofs = 0;
  const { runner, health } = pushed(async (ctx) => {
    while (!ctx.isAborted()) {
      proofs += 1;
      ctx.live(link);
      await ctx.pause(3_600_000);
    }
    return broken;
  });
  await eventually('live', () => proofs === 1);
  const before = health()?.lastSuccessAt ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 20));
  runner.pollNow();
  await eventually('proved', () => proofs === 2);
  expect(health()?.lastSuccessAt).toBeGreaterThan(before);
});

test('silence for longer than was said is blind, and so is a heartbeat that does not come', async () => {
  for (const [more, words] of [
    [{ config: { maxSilenceMinutes: 1 } }, 'Nothing came for more than 60 s'],
    [{ heartbeat: 'Watchdog', config: { maxSilenceMinutes: 1 } }, 'The heartbeat alert Watchdog did not come'],
    [{ heartbeat: 'Watchdog', heartbeatMinutes: 1 }, 'The heartbeat alert Watchdog did not come for more than 60 s'],
  ] as const) {
    const clock = manualClock(1_000_000);
    let say: (key: string) => Promise<boolean> = async () => false;
    let prove: () => void = () => undefined;
    const { health } = pushed(
      async (ctx) => {
        say = (key) => ctx.deliver([sighting(key)]);
        prove = () => ctx.live(link);
        ctx.live(link);
        return untilAborted(ctx);
      },
      { clock },
      more as Partial<FeedSettings>,
    );
    expect(health()?.state).toBe('heartbeat' in more ? 'starting' : 'ok');
    const told = say('Watchdog');
    await clock.advance(20);
    expect(await told).toBe(true);
    prove();
    expect(health()?.state).toBe('ok');
    for (let i = 0; i < 4; i++) {
      await clock.advance(20_000);
      prove();
    }
    expect(health()).toMatchObject({ state: 'blind', why: expect.stringContaining(words) });
  }
});

test('a link that is not proved for a minute is not taken for standing', async () => {
  const clock = manualClock(1_000_000);
  const { health } = pushed(
    async (ctx) => {
      ctx.live(link);
      return untilAborted(ctx);
    },
    { clock },
  );
  expect(health()?.state).toBe('ok');
  await clock.advance(70_000);
  expect(health()).toMatchObject({ state: 'blind', why: expect.stringContaining('not proved') });
});

test('a trial of the settings looks and takes nothing', async () => {
  const { runner, settings, reports } = pushed(untilAborted);
  expect(await runner.test(settings, {})).toMatchObject({
    isOk: true,
    words: 'push://here works. Alerts come when the source sends them.',
  });
  expect(reports).toEqual([]);
});
