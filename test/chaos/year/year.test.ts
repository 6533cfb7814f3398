// The short form of `npm run chaos -- --only year`: some days of a desk, every page held against the rules.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomFrom } from '../../harness/storm';
import { anyTimed, type Timed } from './happenings';
import { FEEDS } from './world';
import { YearDesk } from './year-desk';
import { anyRules, type Rules } from './year-settings';

it('[N1] [N2] [N3] [N4] [N5] [N6] [N7] [N8] [N9] [N14] [E1] [E2] [E3] [F2] days of a desk: it tells exactly what the rules demand, when they do', async () => {
  let pages = 0;
  const anyDays = fc.array(anyTimed, { minLength: 15, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(anyRules, anyDays, fc.noShrink(fc.integer()), async (rules, happenings, seed) => {
      const report = await new YearDesk(rules, randomFrom(seed)).live(happenings, 30);
      pages += report.pages;
    }),
    { numRuns: 4 },
  );
  expect(pages).toBeGreaterThan(20);
}, 120_000);

const CALM: Rules = {
  ...{ quiet: { isOn: false, from: '22:00', to: '07:00', timeZone: 'UTC' }, through: 1, isSecurityThrough: true, minSeverity: 4, storm: 6 },
  ...{ reopens: 3, holdMinutes: 1, sev4Times: 0, awayFactor: 1, closeAfterHours: 24, steps: ['page-again' as const], stepMinutes: 20 },
  handover: { handoverAt: '09:00', timeZone: 'UTC', everyDays: 7 },
};
const allFeeds = (does: 'fail' | 'heartless', minutes: number): Timed => ({ after: 600, happening: { does, feeds: [...FEEDS], minutes } });

it('[N9] an hour in which no feed answered ends in one receipt, also when the sources say nothing new', async () => {
  const hour: readonly Timed[] = [{ after: 60, happening: { does: 'fire', which: [5] } }, allFeeds('fail', 60)];
  expect(await new YearDesk(CALM, randomFrom(1)).live(hour, 1)).toMatchObject({ incidents: 4, digests: 1 });
}, 60_000);

it('[N9] a poll that fails, or a person who acts, before anybody noticed that the machine slept sets off no burst of pages', async () => {
  const night: readonly Timed[] = [
    { after: 60, happening: { does: 'fire', which: [2, 5, 13] } },
    { after: 200, happening: { does: 'fail', feeds: ['metal'], minutes: 490 } },
    { after: 40, happening: { does: 'sleep', minutes: 480 } },
  ];
  // The random number decides who comes before the beat.
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
    expect(await new YearDesk(CALM, randomFrom(seed)).live(night, 1)).toMatchObject({ digests: 1 });
}, 60_000);

it('[P6] feeds that answer without their heartbeat are asked at their own pace', async () => {
  const desk = new YearDesk(CALM, randomFrom(1));
  await desk.live([allFeeds('heartless', 30), { after: 1200, happening: { does: 'fire', which: [5] } }], 1);
  expect(desk.asked).toBeLessThan(4 * 90);
}, 60_000);
