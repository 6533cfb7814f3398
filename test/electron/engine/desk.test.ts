// What holds at the desk's commit, whatever its listeners do.
import { expect, test } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { aLog, NOW, noted, opened } from '../log/a-log';

test('[L2] every listener hears commits in order of seq, also those that another listener makes', () => {
  const desk = new Desk({ log: aLog(), now: () => NOW, timeZone: 'UTC', settings: defaultSettings }, EMPTY_STATE);
  desk.onCommit((events) => {
    if (events.some((event) => event.kind === 'incident.opened')) desk.transact(() => [noted('inc-1', 'made by a listener')]);
  });
  const heard: number[] = [];
  desk.onCommit((events, state) => {
    heard.push(...events.map((event) => event.seq));
    expect(state.seq).toBe(events.at(-1)?.seq);
  });
  desk.transact(() => [opened('inc-1', 1)]);
  expect(heard.length).toBeGreaterThan(1);
  expect(heard).toEqual(heard.map((_seq, at) => at + 1));
});
