// A feed and the event about it are saved together, or not at all.
import { expect, it, vi } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { SettingsBook } from '../../../electron/engine/settings-book';
import { settingsCalls } from '../../../electron/engine/settings-calls';
import { LogWriteFailure } from '../../../electron/log/store';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings, settingsSchema } from '../../../shared/settings';
import { aLog, allEvents, NOW } from '../log/a-log';
import { feed } from './desk-engine';

const [am] = settingsSchema.parse({ feeds: [feed('https://am.example.test')] }).feeds;

function rig() {
  const log = aLog();
  const book = new SettingsBook(log, defaultSettings(), null);
  const desk = new Desk({ log, now: () => NOW, timeZone: 'UTC', settings: () => book.settings }, EMPTY_STATE);
  const applied = vi.fn();
  const calls = settingsCalls({
    ...{ desk, book, kinds: async () => [], person: () => 'ada', problemsOf: async () => [], applied },
    runner: {} as never,
  });
  const stored = () => ({
    events: allEvents(log).map((e) => e.kind),
    feeds: JSON.parse(log.getSetting('settings') ?? '{"feeds":[]}').feeds.length,
    secret: log.getSecret('am', 'bearerToken'),
    known: book.settings.feeds.length,
  });
  return { log, desk, calls, applied, stored };
}
if (!am) throw new Error('no feed');
const args = { feed: am, secrets: { bearerToken: 'hunter2' } };

it('[L2] a disk that refuses leaves neither the event nor the settings nor the secret', async () => {
  const { log, calls, applied, stored } = rig();
  vi.spyOn(log, 'append').mockImplementationOnce(() => {
    throw new LogWriteFailure('The log can’t be written.', '', null);
  });
  await expect(calls['save-feed'](args)).rejects.toThrow(LogWriteFailure);
  expect(stored()).toEqual({ events: [], feeds: 0, secret: undefined, known: 0 });
  expect(applied).not.toHaveBeenCalled();
  expect(await calls['save-feed'](args)).toMatchObject({ ok: true });
  expect(stored()).toEqual({ events: ['feed.added'], feeds: 1, secret: 'hunter2', known: 1 });
});

it('[L2] removing is as whole as saving, and one write each', async () => {
  const { log, calls, stored } = rig();
  const append = vi.spyOn(log, 'append');
  const put = vi.spyOn(log, 'putSettings');
  await calls['save-feed'](args);
  await calls['remove-feed']({ feed: 'am' });
  expect(stored()).toEqual({ events: ['feed.added', 'feed.removed'], feeds: 0, secret: undefined, known: 0 });
  expect([append.mock.calls.length, put.mock.calls.length]).toEqual([2, 0]);
});

it('a listener that fails after the commit changes nothing about what was saved', async () => {
  const { desk, calls, stored } = rig();
  desk.onCommit(() => {
    throw new Error('a listener’s own trouble');
  });
  await expect(calls['save-feed'](args)).rejects.toThrow('trouble');
  expect(stored()).toMatchObject({ feeds: 1, known: 1 });
});
