// A replay of a real log: read in pieces from the encrypted file, from its beginning and from the middle, with the rules of then and others.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Log } from '../../../electron/log/store';
import { makeReplayRoom } from '../../../electron/replay/replay-calls';
import { runReplay } from '../../../electron/replay/run-replay';
import type { ReplayPush } from '../../../shared/contract/replay';
import { type Settings, settingsSchema } from '../../../shared/settings';
import { anyLife, type Life, livedDesk } from '../../property/lived-desk';
import { Bench, context, sighting, T0 } from '../../shared/make';
import { aLog, commit } from '../log/a-log';

/** Some busy lives, always the same. */
const lives: readonly Life[] = fc
  .sample(anyLife, { numRuns: 120, seed: 11 })
  .map((life) => ({ life, events: livedDesk(life).events.length }))
  .sort((a, b) => b.events - a.events)
  .map(({ life }) => life)
  .slice(0, 4);

function recorded(life: Life): { log: Log; settings: Settings; from: number; to: number } {
  const desk = livedDesk(life);
  const log = aLog();
  for (const { kind, incident, actor, data, at } of desk.events) commit(log, [{ kind, incident, actor, data } as never], at);
  return { log, settings: desk.settings, from: desk.events[0]?.at ?? 0, to: desk.now };
}

function ran({ log, settings, from, to }: ReturnType<typeof recorded>, progress: number[] = []) {
  const look = runReplay(
    log,
    { settings, timeZone: 'UTC', from, to },
    () => 0,
    (share) => progress.push(share),
  );
  for (let step = look.next(); ; step = look.next()) if (step.done) return step.value;
}

describe('a replay of a real log', () => {
  test.each(lives.map((life, i) => [i, life] as const))('[Z1] nothing differs under the rules of then, life %i', (_, life) => {
    const desk = recorded(life);
    const progress: number[] = [];
    const whole = ran(desk, progress);
    expect(whole.sightings).toBeGreaterThan(10);
    expect(whole.before.pages).toBeGreaterThan(0);
    expect({ ...whole.after }).toEqual({ ...whole.before });
    expect(whole.differences).toEqual([]);
    expect(whole.days.reduce((sum, day) => sum + day.before.pages, 0)).toBe(whole.before.pages);
    expect(progress.at(-1)).toBe(1);
    for (const share of [0.3, 0.6, 0.9]) {
      const part = ran({ ...desk, from: desk.from + Math.floor((desk.to - desk.from) * share) });
      expect(part.differences).toEqual([]);
      expect(part.after).toEqual(part.before);
    }
  });

  test('[Z2] other rules: fewer pages, every difference with its incident and reason', () => {
    const desk = recorded(lives[0] as Life);
    const settings = settingsSchema.parse({ ...desk.settings, paging: { ...desk.settings.paging, minSeverity: 1 } });
    const result = ran({ ...desk, settings });
    expect(result.after.pages).toBeLessThan(result.before.pages);
    expect(result.after.held).toBeGreaterThan(result.before.held);
    expect(result.differences.length).toBeGreaterThan(0);
    for (const one of result.differences) expect(one).toMatchObject({ number: expect.any(Number), why: expect.stringMatching(/\w/) });
    expect(result.differences.some(({ why }) => why.includes('does not page'))).toBe(true);
  });

  test('[Z2] a rule that joins: incidents become part of others, and say of which and why', () => {
    const log = aLog();
    const settings = settingsSchema.parse({ correlation: { rules: [] } });
    const bench = new Bench();
    for (const [i, alertname] of ['Slow', 'Failing'].entries()) {
      const now = T0 + i * 30_000;
      const seen = bench.see(
        [sighting({ alertname, service: 'shop', severity: 'warning' }, { startsAt: now })],
        context({ now, settings }),
      );
      for (const { kind, incident, actor, data, at } of seen) commit(log, [{ kind, incident, actor, data } as never], at);
    }
    const rule = { name: 'one service', does: 'together', same: ['service'], from: 'any tool', withinMinutes: 5 };
    const tried = settingsSchema.parse({ correlation: { rules: [rule] } });
    const result = ran({ log, settings: tried, from: T0, to: T0 + 60_000 });
    expect(result.before).toMatchObject({ incidents: 2, joined: 0, pages: 2 });
    expect(result.after).toMatchObject({ incidents: 1, joined: 1, pages: 1 });
    expect(result.differences).toMatchObject([
      { number: 2, severityAfter: null, why: expect.stringMatching(/^part of “Slow” \(one service: /) },
    ]);
  });

  test('[Z3] calls: progress, an end with the result; cancelled there is none, and the next one ends the one before', async () => {
    const desk = recorded(lives[0] as Life);
    const pushes: ReplayPush[] = [];
    const ended: ((push: ReplayPush) => void)[] = [];
    const push = (message: ReplayPush): void => {
      pushes.push(message);
      if (message.push === 'replay-ended') ended.shift()?.(message);
    };
    const nextEnd = () => new Promise<ReplayPush>((resolve) => ended.push(resolve));
    let n = 0;
    const newId = (): string => `r${++n}`;
    const { calls } = makeReplayRoom({
      log: desk.log,
      threadLog: null,
      now: () => desk.to,
      newId,
      timeZone: 'UTC',
      push,
      journal: () => undefined,
    });
    const args = { settings: desk.settings, weeks: 4 };
    const [first, second] = [nextEnd(), nextEnd()];
    expect(await calls['replay-rules'](args)).toMatchObject({ ok: true, value: { replay: 'r1' } });
    expect(await calls['replay-rules'](args)).toMatchObject({ ok: true, value: { replay: 'r2' } });
    const ends = await Promise.all([first, second]);
    expect(ends.find((e) => e.replay === 'r1')).toMatchObject({ result: null, why: 'cancelled' });
    expect(ends.find((e) => e.replay === 'r2')).toMatchObject({ why: '', result: { differences: [] } });
    expect(pushes.filter((p) => p.push === 'replay').length).toBeGreaterThan(0);
    expect(await calls['cancel-replay']({})).toMatchObject({ ok: false });
  });
});
