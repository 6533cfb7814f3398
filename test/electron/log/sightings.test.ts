// What a silence would have hidden, read from the table of sightings, is what a plain walk over the events says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SightingKeeper } from '../../../electron/engine/sighting-keeper';
import { SilenceHistoryDesk, safeMatchers } from '../../../electron/engine/silence-history';
import type { Log } from '../../../electron/log/store';
import type { SilenceHistory } from '../../../shared/contract/silences';
import type { Matcher } from '../../../shared/feed';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';
import { aLog, allEvents, anAlert, commit, fired, NOW, opened } from './a-log';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const shown = (incident: string, page: string): Draft => ({
  ...{ kind: 'page.shown', incident, actor: 'shell' },
  data: { page, route: 'dbus', receiptMs: 9 },
});
const matcher = (name: string, value: string, over: Partial<Matcher> = {}): Matcher => ({
  name,
  value,
  isRegex: false,
  isEqual: true,
  ...over,
});

function ask(log: Log, matchers: readonly Matcher[], days = 30, feed = 'am'): Promise<SilenceHistory> {
  const compiled = safeMatchers(matchers);
  if (!compiled.ok) throw new Error(compiled.why);
  return new SilenceHistoryDesk({ log, now: () => NOW }).lookBack(feed, compiled.test, days);
}

/** The same by a plain walk over the events. */
function byHand(log: Log, host: string, from: number) {
  const all = new Map<string, { hidden: number; total: number; pages: number }>();
  const of = (id: string) => all.get(id) ?? all.set(id, { hidden: 0, total: 0, pages: 0 }).get(id) ?? { hidden: 0, total: 0, pages: 0 };
  for (const event of allEvents(log)) {
    if (event.incident === null || event.at < from) continue;
    if (event.kind === 'page.shown') of(event.incident).pages += 1;
    if (event.kind !== 'alert.fired') continue;
    for (const { labels } of event.data.alerts) {
      of(event.incident).total += 1;
      of(event.incident).hidden += Number(labels.host === host);
    }
  }
  const touched = [...all.values()].filter(({ hidden }) => hidden > 0);
  const whole = touched.filter(({ hidden, total }) => hidden === total);
  const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
  return {
    episodes: sum(touched.map(({ hidden }) => hidden)),
    incidents: touched.length,
    whole: whole.length,
    pages: sum(whole.map(({ pages }) => pages)),
  };
}

const story = fc.array(
  fc.record({
    incident: fc.constantFrom('i1', 'i2', 'i3'),
    hosts: fc.array(fc.constantFrom('db-1', 'db-2', 'web-1'), { maxLength: 6 }),
    pages: fc.nat(2),
    hoursBefore: fc.integer({ min: 0, max: 26 * 24 }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('the preview of a silence over the past', () => {
  it('[Z9] counts what a walk over the events counts, in parts as in the whole, and again after a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 1, max: 30 }), async (steps, days) => {
        const log = aLog();
        const keeper = new SightingKeeper(log, () => NOW);
        const sorted = steps.toSorted((a, b) => b.hoursBefore - a.hoursBefore);
        const first = NOW - (sorted[0]?.hoursBefore ?? 0) * HOUR - 1;
        commit(log, [opened('i1', 1), opened('i2', 2), opened('i3', 3)], first);
        for (const [i, { incident, hosts, pages, hoursBefore }] of sorted.entries()) {
          const alerts = hosts.map((host, k) => anAlert({ key: `${i}-${k}`, labels: { host } }));
          const drafts = [...(alerts.length > 0 ? [fired(incident, alerts)] : [])];
          for (let page = 0; page < pages; page++) drafts.push(shown(incident, `p${i}-${page}`));
          if (drafts.length > 0) commit(log, drafts, NOW - hoursBefore * HOUR - 1);
          if (i % 3 === 0) await keeper.catchUp();
        }
        const told = await ask(log, [matcher('host', 'db-1')], days);
        expect(told).toMatchObject(byHand(log, 'db-1', NOW - days * DAY));
        expect(told.days).toHaveLength(days);
        expect(told.days.reduce((sum, { episodes }) => sum + episodes, 0)).toBe(told.episodes);
        expect(told.days.reduce((sum, { pages }) => sum + pages, 0)).toBe(told.pages);
        log.rebuild(foldRow);
        expect(log.sightings.place()).toBe(0);
        expect(await ask(log, [matcher('host', 'db-1')], days)).toEqual(told);
      }),
      { numRuns: 25 },
    );
  });

  it('[Z9] names the incidents, tells those that it hides wholly, and leaves other feeds alone', async () => {
    const log = aLog();
    commit(log, [opened('i1', 1), fired('i1', [anAlert()]), shown('i1', 'p1'), shown('i1', 'p1')], NOW - 2 * DAY);
    commit(log, [opened('i2', 2), fired('i2', [anAlert(), anAlert({ key: 'w', labels: { host: 'web' } })]), shown('i2', 'p2')], NOW - DAY);
    const told = await ask(log, [matcher('host', 'db-1')]);
    expect(told).toMatchObject({ episodes: 2, alerts: 1, incidents: 2, whole: 1, pages: 1 });
    expect(told.loudest.map(({ number, isWhole, pages }) => [number, isWhole, pages])).toEqual([
      [1, true, 1],
      [2, false, 0],
    ]);
    expect(told.days.findLastIndex(({ episodes }) => episodes > 0)).toBe(29);
    expect(await ask(log, [matcher('host', 'db-1')], 30, 'other')).toMatchObject({ episodes: 0, incidents: 0, pages: 0 });
  });

  it('[Z9] what is older than a month is forgotten, blocks fill up, and pages of a storm count for nobody', async () => {
    const log = aLog();
    commit(log, [opened('i1', 1), fired('i1', [anAlert({ labels: { host: 'old' } })])], NOW - 60 * DAY);
    commit(
      log,
      [
        fired(
          'i1',
          Array.from({ length: 9_000 }, (_, i) => anAlert({ key: `k${i}`, labels: { host: `h${i % 50}` } })),
        ),
      ],
      NOW - DAY,
    );
    const storm = { ...shown('i1', 'storm'), incident: null } as Draft;
    commit(log, [storm, fired('i1', [anAlert({ labels: { host: 'h1' } })])], NOW);
    const told = await ask(log, [matcher('host', 'h.*', { isRegex: true })]);
    expect(told).toMatchObject({ episodes: 9_000, alerts: 50, pages: 0 });
    expect(log.sightings.labelsOf('am').some(([, labels]) => labels.host === 'old')).toBe(false);
    expect([...log.sightings.since(0)].map(({ at }) => at.length)).toEqual([8_192, 809]);
  });

  it('[Z9] idle moments fill it a batch at a time, to the last event and no further', () => {
    const log = aLog();
    commit(log, [opened('i1', 1), ...Array.from({ length: 2_100 }, () => fired('i1', [anAlert()]))], NOW - DAY);
    const keeper = new SightingKeeper(log, () => NOW);
    const kept = (): number => [...log.sightings.since(0)].reduce((sum, { at }) => sum + at.length, 0);
    expect([keeper.step(), kept()]).toEqual([2_000, 1_999]);
    expect([keeper.step(), kept()]).toEqual([2_101, 2_100]);
    expect([keeper.step(), kept()]).toEqual([2_101, 2_100]);
  });

  it('[Z9] expressions are anchored, a missing label counts as empty, and none of them runs away', () => {
    const fits = (labels: Record<string, string>, ...matchers: Matcher[]): boolean => {
      const compiled = safeMatchers(matchers);
      return compiled.ok && compiled.test(labels);
    };
    expect(fits({ host: 'db-1' }, matcher('host', 'db', { isRegex: true }))).toBe(false);
    expect(fits({ host: 'db-1' }, matcher('host', 'db-\\d|web', { isRegex: true }))).toBe(true);
    expect(fits({}, matcher('host', '.*', { isRegex: true }))).toBe(true);
    expect(fits({}, matcher('host', 'db', { isRegex: true, isEqual: false }))).toBe(true);
    expect(fits({}, matcher('host', '', { isEqual: false }))).toBe(false);
    const started = performance.now();
    expect(fits({ host: 'a'.repeat(5_000) }, matcher('host', '(a+)+b', { isRegex: true }))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
    expect(safeMatchers([matcher('host', '(', { isRegex: true })])).toMatchObject({ ok: false });
  });
});
