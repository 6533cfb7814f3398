// A profile from elsewhere takes the place of the one in use: whatever interrupts it, and however often, the next start finds one of the two, whole.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { settleImport, stagingOfImport, takePlace } from '../../../electron/shell/take-place';
import { tempFolder } from '../log/a-log';

/** The process dies before its n-th change of a name; -1: it lives. */
const fate = vi.hoisted(() => ({ left: -1 }));
vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>();
  const mortal =
    <A extends unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      if (fate.left === 0) throw new Error('killed');
      if (fate.left > 0) fate.left--;
      return act(...args);
    };
  return { ...fs, renameSync: mortal(fs.renameSync), rmSync: mortal(fs.rmSync) };
});
beforeEach(() => {
  fate.left = -1;
});

/** The old one keeps its key in a file, the new one by the keychain; the new one has no presets. */
const OLD = { 'log.key': 'old', 'log.db': 'old', 'log.db-wal': 'old', 'attachments/a': 'old', 'presets/p.yml': 'old', 'backups/b': 'old' };
const STAGED = { 'log.db': 'new', 'attachments/n': 'new' };
const NEW = { ...STAGED, 'keys.json': 'new' };

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function filesIn(profile: string): Record<string, string> {
  const names = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes('put-aside'));
  return Object.fromEntries(paths.map((path) => [path.slice(profile.length + 1), readFileSync(path, 'utf8')]));
}

function take(profile: string): void {
  const adoptKey = () => writeFileSync(join(profile, 'keys.json'), 'new');
  takePlace({ profile, adoptKey, now: 0 }, { staging: stagingOfImport(profile), key: 'k' });
}

/** True: it died. */
function dies(act: () => void): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  } finally {
    fate.left = -1;
  }
}

it.each([
  ['with a log', OLD],
  ['without one', { 'log.key': 'old', 'presets/p.yml': 'old' }],
])('[U7] an old profile %s: killed before any step, and at any step of the next starts, it is the old one or the new one', (_, old) => {
  const ends = new Set<string>();
  for (let step = 0, isOver = false; !isOver; step++) {
    for (let again = 0; again < 12; again++) {
      const profile = tempFolder();
      put(profile, old);
      put(stagingOfImport(profile), STAGED);
      fate.left = step;
      isOver = !dies(() => take(profile));
      fate.left = again;
      dies(() => settleImport(profile, stagingOfImport(profile)));
      settleImport(profile, stagingOfImport(profile));
      const files = filesIn(profile);
      expect([old, NEW], `killed at ${step}, then at ${again}`).toContainEqual(files);
      expect(existsSync(stagingOfImport(profile))).toBe(false);
      ends.add(files['log.db'] ?? 'none');
    }
  }
  expect(ends.size).toBe(2);
});

it('[U7] what was opened and never taken is gone at the next start, and nothing else', () => {
  const profile = tempFolder();
  put(profile, OLD);
  put(stagingOfImport(profile), STAGED);
  settleImport(profile, stagingOfImport(profile));
  expect(filesIn(profile)).toEqual(OLD);
});
