// Paging that waits for an absence to be caught up with must never wait for ever.
import { describe, expect, it } from 'vitest';
import { AbsenceKeeper } from '../../../electron/engine/absence';
import { Desk } from '../../../electron/engine/desk';
import { decideSightings } from '../../../shared/log/decide/sightings';
import type { LogEvent } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { sighting, T0 } from '../../shared/make';
import { aLog } from '../log/a-log';

const HOUR = 3_600_000;

function rig() {
  const clock = { now: T0 };
  let isSpoken = false;
  const desk = new Desk({ log: aLog(), now: () => clock.now, timeZone: 'UTC', settings: defaultSettings }, EMPTY_STATE);
  const keeper = new AbsenceKeeper({
    ...{ desk, now: () => clock.now, pollAll: () => undefined, haveAllSpoken: () => isSpoken, changed: () => undefined },
  });
  const titles: string[] = [];
  desk.onCommit((events: readonly LogEvent[]) => {
    for (const e of events) if (e.kind === 'page.requested') titles.push(e.data.title);
  });
  const see = (service: string) =>
    desk.transact((state, ctx) => {
      const sightings = [sighting({ alertname: 'DiskFull', service, severity: 'critical' })];
      return decideSightings(state, { feed: 'am', sightings, clearedKeys: [], clearedWhy: '', previousAnswerAt: null }, ctx);
    });
  return { clock, keeper, see, titles, speak: () => (isSpoken = true) };
}

describe('absence', () => {
  it('[N9] holds pages until all have spoken, then tells one receipt', () => {
    const { clock, keeper, see, titles, speak } = rig();
    keeper.begin(T0 - 5 * HOUR, 'slept');
    see('a');
    see('b');
    keeper.review();
    expect(titles).toEqual([]);
    speak();
    clock.now += 2000;
    keeper.review();
    expect(titles).toEqual(['Away 22:04–03:04: 2 fired, 2 still open']);
    expect(keeper.receipt).toMatchObject({ fired: 2, stillOpen: 2 });
    see('c');
    expect(titles).toHaveLength(2);
  });

  it('[N9] waits for a silent feed no longer than its patience', () => {
    const { clock, keeper, see, titles } = rig();
    keeper.begin(T0 - HOUR, 'slept');
    see('a');
    clock.now += 21_000;
    keeper.review();
    expect(titles).toHaveLength(1);
  });

  it('[N9] [N12] a clock that goes back meanwhile does not keep pages waiting', () => {
    const { clock, keeper, see, titles } = rig();
    keeper.begin(T0 - HOUR, 'slept');
    see('a');
    clock.now -= 2 * HOUR;
    keeper.review();
    expect(titles).toHaveLength(1);
  });

  it('[N9] a short gap is no absence', () => {
    const { keeper, see, titles } = rig();
    keeper.begin(T0 - 60_000, 'slept');
    see('a');
    expect(titles).toEqual(['SEV2 a: DiskFull']);
  });
});
