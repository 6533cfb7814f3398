// Logs that earlier versions of the code really wrote: today's opens them, backs them up first, and reads the same.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { boot } from '../../../electron/engine/boot';
import { listBackups } from '../../../electron/log/backup-folder';
import { checkCopy } from '../../../electron/log/check-copy';
import { encrypted } from '../../../electron/log/encrypted';
import { LATEST_VERSION, versionOf } from '../../../electron/log/migrate';
import { openLog } from '../../../electron/log/store';
import type { LogEvent } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';
import { allEvents, anAlert, closed, commit, fired, KEY, noted, opened, openIn, paused, resolved, tempFolder } from './a-log';

const FOLDER = 'test/fixtures/old-logs';
const kept = readdirSync(FOLDER).filter((name) => /^\d+$/.test(name));
const quiet = { present: () => undefined, withdraw: () => undefined, onStatus: () => undefined, onEvents: () => undefined };
const voice = { ...quiet, onFeeds: () => undefined, onIdle: () => undefined, journal: () => undefined };

/** With the hash of its data in place of it. */
function summary({ data, ...event }: LogEvent): unknown {
  return { ...event, data: createHash('sha256').update(JSON.stringify(data)).digest('hex') };
}

function profileOf(format: string): string {
  const profile = tempFolder();
  copyFileSync(join(FOLDER, format, 'log.db'), join(profile, 'log.db'));
  return profile;
}

describe.each(kept)('a log of format %s', (format) => {
  const expected = JSON.parse(readFileSync(join(FOLDER, format, 'events.json'), 'utf8')) as unknown[];

  it('[U4] is backed up, brought up to date, and starts', async () => {
    const profile = profileOf(format);
    const fixed = { keyKeeping: 'file', configFile: null, demoDir: null, onLeaveDemo: () => undefined, voice } as const;
    const result = await boot({ profile, key: KEY, ...fixed });
    if (!result.ok) throw new Error(`${result.what} ${result.remedy}`);
    expect(result.engine.settings().person.name).toBe('Ada');
    await result.engine.stop();
    const backups = listBackups(join(profile, 'backups'));
    expect(backups.map(({ why, format: of }) => [why, of])).toEqual(Number(format) < LATEST_VERSION ? [['migration', Number(format)]] : []);
    for (const { name } of backups) expect(checkCopy(join(profile, 'backups', name), KEY)).toMatchObject({ events: expected.length });
  });

  it('[L5] reads the same events, incidents, settings and secrets', () => {
    const profile = profileOf(format);
    const result = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'desk-1', now: Date.now });
    if (!result.ok) throw new Error(result.what);
    const { log } = result;
    if (log.needsRebuild()) log.rebuild(foldRow);
    expect(allEvents(log).map(summary)).toEqual(expected);
    expect(log.row('inc-a')).toMatchObject({ number: 1, title: 'Disk is filling', status: 'open' });
    expect(log.row('inc-b')).toMatchObject({ number: 2, title: 'Certificate ends', status: 'closed' });
    expect(log.search('größer', 5)).toMatchObject([{ incident: 'inc-a' }]);
    expect(log.getSecret('am', 'password')).toBe('hunter22');
    commit(log, [noted('inc-a', 'and life goes on')]);
    log.close();
    expect(checkCopy(join(profile, 'log.db'), KEY)).toMatchObject({ isWhole: true, events: expected.length + 1, format: LATEST_VERSION });
  });
});

it('[U4] a log of a newer format is refused in words, unchanged, and its backups of formats known here are offered', async () => {
  const profile = profileOf('0040');
  const fixed = { keyKeeping: 'file', configFile: null, demoDir: null, onLeaveDemo: () => undefined, voice } as const;
  const first = await boot({ profile, key: KEY, ...fixed });
  if (first.ok) await first.engine.stop();
  const file = join(profile, 'log.db');
  const db = new Database(file, encrypted(KEY));
  db.exec(`PRAGMA user_version = ${LATEST_VERSION + 10}; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
  const before = readFileSync(file);
  const told = await boot({ profile, key: KEY, ...fixed });
  expect(told).toMatchObject({ ok: false, what: expect.stringContaining('newer Dogwatch'), remedy: expect.stringContaining('Update') });
  expect(told).toMatchObject({ recovery: { kind: 'newer', backups: [{ why: 'migration', format: 40 }], canStartEmpty: false } });
  expect(readFileSync(file).equals(before)).toBe(true);
});

it.runIf(process.env.KEEP_LOG)('writes a log of today’s format to be kept', () => {
  const folder = tempFolder();
  const log = openIn(folder);
  log.setSetting('settings', JSON.stringify({ version: 1, person: { name: 'Ada' }, feeds: [] }));
  log.putSettings({ settings: {}, secrets: [{ feed: 'am', name: 'password', text: 'hunter22' }] });
  const alerts = ['db-1', 'db-2'].map((host) => anAlert({ key: host, labels: { host } }));
  commit(log, [opened('inc-a', 1, { title: 'Disk is filling' }), fired('inc-a', alerts)]);
  commit(log, [noted('inc-a', 'Größer als gedacht: 97 % — 数据库'), noted('inc-a', 'long '.repeat(2000))]);
  commit(log, [opened('inc-b', 2, { title: 'Certificate ends' }), resolved('inc-b'), closed('inc-b'), paused()]);
  const events = allEvents(log).map(summary);
  log.close();
  const db = new Database(join(folder, 'dogwatch.db'), encrypted(KEY));
  const to = join(process.env.KEEP_LOG ?? '', String(versionOf(db)).padStart(4, '0'));
  db.close();
  mkdirSync(to, { recursive: true });
  copyFileSync(join(folder, 'dogwatch.db'), join(to, 'log.db'));
  writeFileSync(join(to, 'events.json'), `${JSON.stringify(events, null, 1)}\n`);
});
