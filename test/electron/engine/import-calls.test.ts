// Files from elsewhere at the engine's gate: looked at without a trace, written as one, hostile ones answered in words.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { importCalls } from '../../../electron/engine/import-calls';
import { SettingsBook } from '../../../electron/engine/settings-book';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { aLog, allEvents, NOW } from '../log/a-log';
import { type DeskEngine, startDeskEngine } from './desk-engine';

const folder = new URL('../../fixtures/import/', import.meta.url);
const file = (name: string) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') });
const nagstamon = {
  from: 'nagstamon' as const,
  files: ['nagstamon/nagstamon.conf', ...readdirSync(new URL('nagstamon/servers', folder)).map((name) => `nagstamon/servers/${name}`)].map(
    file,
  ),
};
const yaml = (text: string) => ({ from: 'alertmanager', files: [{ name: 'am.yml', text }] });

let desk: DeskEngine;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
async function open(config: unknown = {}): Promise<void> {
  desk = await startDeskEngine({ config });
  ends.push(() => desk.stop());
}

describe('import', () => {
  test('[O23] a look writes nothing, and names users but no password', async () => {
    await open();
    const before = await desk.snapshot();
    const { plan } = await desk.must('preview-import', nagstamon);
    expect(plan.feeds.map(({ id }) => id)).toEqual(['berlin', 'frankfurt', 'lab', 'main-cluster', 'shop', 'storage']);
    expect(plan.feeds[0]?.config).toMatchObject({ username: 'robin' });
    expect(plan.feeds[3]?.config).not.toHaveProperty('username');
    expect(plan.feeds[5]?.config).toMatchObject({ proxyUsername: 'px' });
    expect(JSON.stringify(plan)).not.toContain('hunter2');
    const after = await desk.snapshot();
    expect([after.settings, after.seq]).toEqual([before.settings, before.seq]);
  });

  test('[O23] taking over is one change with its event, and adds to what is there', async () => {
    const log = aLog();
    const book = new SettingsBook(log, defaultSettings(), null);
    const desk = new Desk({ log, now: () => NOW, timeZone: 'UTC', settings: () => book.settings }, EMPTY_STATE);
    const applied = vi.fn();
    const calls = importCalls({ desk, book, person: () => 'ada', applied });
    const looked = await calls['preview-import'](nagstamon);
    expect([allEvents(log), applied.mock.calls.length, book.settings.feeds.length]).toEqual([[], 0, 0]);
    const taken = await calls['take-import'](nagstamon);
    expect(taken.ok && looked.ok && taken.value.plan).toEqual(looked.ok && looked.value.plan);
    expect(book.settings.feeds).toHaveLength(6);
    expect(allEvents(log).map(({ kind }) => kind)).toEqual(['settings.changed']);
    expect(applied).toHaveBeenCalledTimes(1);
    expect(log.getSetting('settings')).not.toContain('hunter2');
    await calls['take-import'](nagstamon);
    expect(book.settings.feeds).toHaveLength(6);
  });

  test('[O23] what a settings file dictates is not added to', async () => {
    await open();
    expect(await desk.call('take-import', nagstamon)).toMatchObject({ ok: false, error: { what: expect.stringContaining('config.yml') } });
  });

  test.each([
    [
      'a YAML bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`)}]\n`)}`,
    ],
    ['deep nesting', '['.repeat(100_000)],
    ['broken YAML', 'route: {receiver: [}'],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>'],
    ['nothing', ''],
    ['UTF-16', '\ufffd\ufffdr\0o\0u\0t\0e\0'],
  ])('[O23] %s is answered in words', async (_, text) => {
    await open();
    const reply = await desk.call('preview-import', yaml(text));
    expect(reply).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(!reply.ok && reply.error.what.length + reply.error.remedy.length).toBeGreaterThan(20);
  });

  test('[O23] a file that is too large, or too many of them, do not pass the gate', async () => {
    await open();
    expect(await desk.call('preview-import', yaml('x'.repeat(1_000_001)))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    const many = { from: 'nagstamon', files: Array(201).fill({ name: 'server_a.conf', text: '' }) };
    expect(await desk.call('preview-import', many)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
});
