// A profile whose log is broken: what the start says, what it offers, and what becomes of it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { type BootResult, boot } from '../../../electron/engine/boot';
import { recover } from '../../../electron/engine/recovery';
import { listBackups } from '../../../electron/log/backup-folder';
import { encrypted } from '../../../electron/log/encrypted';
import { MIGRATIONS, migrate, versionOf } from '../../../electron/log/migrate';
import { openLog } from '../../../electron/log/store';
import { eventually } from '../../harness/eventually';
import { mountTiny } from '../../harness/tiny-disk';
import { commit, noted, opened, tempFolder } from '../log/a-log';
import { feed, KEY, startDeskEngine } from './desk-engine';

const quiet = { present: () => undefined, withdraw: () => undefined, onStatus: () => undefined, onEvents: () => undefined };
const voice = { ...quiet, onFeeds: () => undefined, onIdle: () => undefined, journal: () => undefined };

function start(profile: string, change: { key?: string; isSuspect?: boolean } = {}): Promise<BootResult> {
  const fixed = { keyKeeping: 'file', configFile: null, demoDir: null, onLeaveDemo: () => undefined, voice } as const;
  return boot({ profile, key: KEY, ...fixed, ...change });
}

/** How a start that fails says so. */
async function refusal(profile: string, change: { key?: string; isSuspect?: boolean } = {}): Promise<Extract<BootResult, { ok: false }>> {
  const result = await start(profile, change);
  if (!result.ok) return result;
  await result.engine.stop();
  throw new Error('it started');
}

/** A profile with a log of 400 events, and a backup of it made by the engine itself. */
async function profileWithBackup(): Promise<{ profile: string; file: string }> {
  const profile = tempFolder();
  const file = join(profile, 'log.db');
  fill(file, 400);
  const desk = await startDeskEngine({ profile, config: { version: 1, feeds: [] } });
  expect(await desk.must('back-up-now', {})).toMatchObject({ backups: [{ why: 'asked' }], trouble: null });
  expect((await desk.must('list-backups', {})).backups).toHaveLength(1);
  await desk.stop(true);
  return { profile, file };
}

function fill(file: string, notes: number): void {
  const log = openLog({ file, key: KEY, device: 'd', now: Date.now });
  if (!log.ok) throw new Error(log.what);
  commit(log.log, [opened('a', 1), ...Array.from({ length: notes }, (_, i) => noted('a', `note ${i} ${'x'.repeat(300)}`))]);
  log.log.close();
}

function flip(file: string, at: number, count = 1): void {
  const bytes = readFileSync(file);
  for (let i = at; i < at + count; i++) bytes[i] = (bytes[i] ?? 0) ^ 0x40;
  writeFileSync(file, bytes);
}

describe('a log that can’t be opened', () => {
  test('[U3] a flipped byte in the first page: told as damage, the backup is offered and brings it back; the broken file is put aside', async () => {
    const { profile, file } = await profileWithBackup();
    flip(file, 20);
    const broken = readFileSync(file);
    const told = await refusal(profile);
    expect(told.recovery).toMatchObject({ kind: 'damaged', backups: [{ why: 'asked' }], canStartEmpty: true });
    expect(told.what).toContain('damaged');
    expect(told.remedy).toContain('not overwritten');
    const backup = told.recovery?.backups[0]?.name ?? '';
    const done = recover({ profile, file, key: KEY }, { how: 'restore', backup }, Date.now());
    if (!done.ok) throw new Error(done.error.what);
    expect(readFileSync(join(done.value.putAside ?? '', 'log.db')).equals(broken)).toBe(true);
    const result = await start(profile);
    if (!result.ok) throw new Error(result.what);
    expect(result.engine.seq()).toBeGreaterThanOrEqual(401);
    await result.engine.stop();
  });

  test('[U3] damage that ends the engine again and again is looked for before anything is read', async () => {
    const { profile, file } = await profileWithBackup();
    flip(file, 4096 * 12, 4096 * 8);
    const told = await refusal(profile, { isSuspect: true });
    expect(told.recovery).toMatchObject({ kind: 'damaged', backups: [{ why: 'asked' }] });
    const whole = await profileWithBackup();
    const result = await start(whole.profile, { isSuspect: true });
    expect(result.ok).toBe(true);
    if (result.ok) await result.engine.stop();
  });

  test('[U3] another key: told as that, no backup is offered, and an empty log puts the old one aside', async () => {
    const { profile, file } = await profileWithBackup();
    const before = readFileSync(file);
    const told = await refusal(profile, { key: '22'.repeat(32) });
    expect(told.recovery).toMatchObject({ kind: 'wrong-key', backups: [], canStartEmpty: true });
    expect(readFileSync(file).equals(before)).toBe(true);
    const done = recover({ profile, file, key: '22'.repeat(32) }, { how: 'start-empty' }, Date.now());
    if (!done.ok) throw new Error(done.error.what);
    expect(readFileSync(join(done.value.putAside ?? '', 'log.db')).equals(before)).toBe(true);
    const result = await start(profile, { key: '22'.repeat(32) });
    expect(result.ok).toBe(true);
    if (result.ok) await result.engine.stop();
  });

  test('[U3] two on one profile: the second is told so, may only try again, and touches nothing', async () => {
    const { profile } = await profileWithBackup();
    const first = await start(profile);
    const told = await refusal(profile);
    expect(told.recovery).toMatchObject({ kind: 'unwritable', backups: [], canStartEmpty: false });
    expect(told.what).toContain('Another Dogwatch');
    if (first.ok) await first.engine.stop();
  });

  test('[U3] a full disk at the start is told in words', async ({ skip }) => {
    const profile = tempFolder();
    if (!mountTiny(profile)) skip('only where a small file system can be mounted');
    writeFileSync(join(profile, 'filler'), Buffer.alloc(1_040_000));
    const told = await refusal(profile);
    expect(told.recovery?.kind).toBe('unwritable');
    expect(`${told.what} ${told.remedy}`).toMatch(/disk|room/);
    rmSync(join(profile, 'filler'));
    const result = await start(profile);
    expect(result.ok).toBe(true);
    if (result.ok) await result.engine.stop();
  });

  test('[U3] a profile that has become read-only is told in words, and is as it was when it can be written to again', async ({ skip }) => {
    const made = tempFolder();
    fill(join(made, 'log.db'), 3);
    const profile = tempFolder();
    if (!mountTiny(profile)) skip('only where a small file system can be mounted');
    copyFileSync(join(made, 'log.db'), join(profile, 'log.db'));
    const before = readFileSync(join(profile, 'log.db'));
    expect(spawnSync('mount', ['-o', 'remount,ro', profile]).status).toBe(0);
    const told = await refusal(profile);
    expect(told.recovery).toMatchObject({ kind: 'unwritable', backups: [], canStartEmpty: false });
    expect(`${told.what} ${told.remedy}`).toMatch(/writ/);
    expect(recover({ profile, file: join(profile, 'log.db'), key: KEY }, { how: 'start-empty' }, Date.now())).toMatchObject({ ok: false });
    spawnSync('mount', ['-o', 'remount,rw', profile]);
    expect(readFileSync(join(profile, 'log.db')).equals(before)).toBe(true);
    const again = await start(profile);
    expect(again.ok).toBe(true);
    if (again.ok) await again.engine.stop();
  });

  test('[U3] a choice that names no backup of this profile is refused', async () => {
    const { profile, file } = await profileWithBackup();
    const place = { profile, file, key: KEY };
    for (const backup of ['../log.db', 'log-20260101T000000Z-daily-190.db', ''])
      expect(recover(place, { how: 'restore', backup }, Date.now())).toMatchObject({ ok: false });
    expect(existsSync(join(profile, 'put-aside'))).toBe(false);
  });
});

describe('a log of an older Dogwatch', () => {
  function olderLog(): { profile: string; file: string; from: number } {
    const profile = tempFolder();
    const file = join(profile, 'log.db');
    const db = new Database(file, encrypted(KEY));
    migrate(db, MIGRATIONS.slice(0, -1));
    const from = versionOf(db);
    db.close();
    return { profile, file, from };
  }

  test('[U4] is backed up before it is brought up to date', async () => {
    const { profile, from } = olderLog();
    const result = await start(profile);
    if (!result.ok) throw new Error(result.what);
    await result.engine.stop();
    expect(listBackups(join(profile, 'backups'))).toMatchObject([{ why: 'migration', format: from }]);
  });

  test('[U4] stays as it is when there can be no backup', async () => {
    const { profile, file, from } = olderLog();
    writeFileSync(join(profile, 'backups'), 'in the way');
    const told = await refusal(profile);
    expect(told.what).toContain('older format');
    expect(told.what).toContain('No backup');
    const db = new Database(file, encrypted(KEY));
    expect(versionOf(db)).toBe(from);
    db.close();
  });
});

test('[U5] a write-ahead file that was cut off becomes an alert of our own, with the number of events that are gone', async () => {
  const { profile, file } = await profileWithBackup();
  writeFileSync(`${file}-mark`, '000000000000500');
  const desk = await startDeskEngine({ profile, config: { version: 1, feeds: [feed('http://127.0.0.1:1')] } });
  await eventually('it is told', async () => {
    const rows = (await desk.snapshot()).rows;
    return rows.some((row) => row.title.includes('LogCutOff') || row.summary.includes('lost its last'));
  });
  await desk.stop();
});

test('[U2] damage found by the daily backup becomes an alert of our own', async () => {
  const { profile } = await profileWithBackup();
  const desk = await startDeskEngine({ profile, config: { version: 1, feeds: [] } });
  const db = new Database(join(profile, 'log.db'), encrypted(KEY));
  db.prepare("UPDATE events SET data = replace(data, 'note 7 ', 'note 8 ') WHERE seq = 9").run();
  db.close();
  expect(await desk.call('back-up-now', {})).toMatchObject({ ok: false, error: { what: expect.stringContaining('damaged') } });
  await eventually('it is told', async () => (await desk.snapshot()).rows.some((row) => row.summary.includes('damaged')));
  await desk.stop();
});
