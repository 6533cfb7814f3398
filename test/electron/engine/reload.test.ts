// What a restarted engine reads from the log is what the one before it knew.
import { expect, test } from 'vitest';
import { Desk, loadState } from '../../../electron/engine/desk';
import { decideSightings } from '../../../shared/log/decide/sightings';
import { EMPTY_STATE, type State } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { sighting, T0 } from '../../shared/make';
import { aLog, anAlert, fired, opened } from '../log/a-log';

const services = (n: number) =>
  Array.from({ length: n }, (_, i) => sighting({ alertname: 'Down', service: `s${i}`, severity: 'critical' }));
const plain = (state: State) => ({
  ...state,
  incidents: [...state.incidents],
  groups: [...state.groups].sort(),
  failing: [...state.failing],
});

test('[L1] [N6] a storm that was told, and went on, is the same storm after a restart', () => {
  const log = aLog();
  let now = T0;
  const desk = new Desk({ log, now: () => now, timeZone: 'UTC', settings: defaultSettings }, EMPTY_STATE);
  for (const count of [2, 20, 30]) {
    const input = { feed: 'am', sightings: services(count), clearedKeys: [], clearedWhy: '', previousAnswerAt: null };
    desk.transact((state, ctx) => decideSightings(state, input, ctx));
    now += 7000;
  }
  expect(desk.state.storm?.lastAt).toBeGreaterThan(desk.state.storm?.toldAt ?? 0);
  expect(plain(loadState(log, EMPTY_STATE, now))).toEqual(plain(desk.state));
});

test('[L2] a decision that throws leaves nothing behind: the next one is recorded', () => {
  const log = aLog();
  const desk = new Desk({ log, now: () => T0, timeZone: 'nowhere', settings: defaultSettings }, EMPTY_STATE);
  expect(() => desk.transact(() => [opened('inc-1', 1), fired('inc-1', [anAlert()])])).toThrow('nowhere');
  expect(desk.state).toEqual(EMPTY_STATE);
  desk.holdPaging(true);
  desk.transact(() => [opened('inc-2', 1)]);
  expect([...desk.state.incidents.keys()]).toEqual(['inc-2']);
});
