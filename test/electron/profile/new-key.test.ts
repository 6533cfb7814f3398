// Another key for the log: whatever interrupts the change, and however often, the next start finds a log that its key opens, whole.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openAttachments } from '../../../electron/log/attachments';
import { keyFromFile, keyFromPassphrase } from '../../../electron/log/key-file';
import { openLog } from '../../../electron/log/store';
import { stageNewKey } from '../../../electron/profile/stage-new-key';
import { openKeyRecords } from '../../../electron/shell/key-records';
import { type KeyKeeping, Keyring } from '../../../electron/shell/keyring';
import { settleKey, stagingOfKey } from '../../../electron/shell/settle-key';
import { allEvents, commit, noted, opened, tempFolder } from '../log/a-log';

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

const NEW_KEY = 'ab'.repeat(32);
const PASSPHRASE = 'calm dogs sleep';
const keychain = {
  isAvailable: () => true,
  guard: (key: string) => `guarded ${key}`,
  reveal: (text: string) => text.replace(/^guarded /, ''),
};

function keyringOf(profile: string, keeping: KeyKeeping): Keyring {
  return new Keyring({
    profile,
    store: openKeyRecords(profile),
    keychain: keeping === 'keychain' ? keychain : { ...keychain, isAvailable: () => false },
    fromFile: keyFromFile,
    fromPassphrase: keyFromPassphrase,
    askPassphrase: async () => PASSPHRASE,
    givenPassphrase: null,
  });
}

async function keyOf(profile: string, keeping: KeyKeeping): Promise<string> {
  settleKey(profile, openKeyRecords(profile));
  const key = await keyringOf(profile, keeping).open();
  if (!key.ok) throw new Error(key.what);
  return key.key;
}

function logOf(profile: string, key: string) {
  const result = openLog({ file: join(profile, 'log.db'), key, device: 'd', now: Date.now });
  if (!result.ok) throw new Error(result.what);
  return result.log;
}

/** With two events, a secret, an attachment and a backup. */
async function aProfile(keeping: KeyKeeping) {
  const profile = tempFolder();
  let key = await keyOf(profile, keeping);
  if (keeping === 'passphrase') {
    const kept = keyringOf(profile, keeping).protect(key, PASSPHRASE);
    if (kept.ok) key = kept.key;
  }
  const log = logOf(profile, key);
  commit(log, [opened('a', 1), noted('a', 'to be kept')]);
  log.putSettings({ settings: {}, secrets: [{ feed: 'am', name: 'password', text: 'hunter22' }] });
  const events = allEvents(log);
  log.close();
  const hash = openAttachments(join(profile, 'attachments'), key).put(Buffer.from('a trace'));
  mkdirSync(join(profile, 'backups'));
  writeFileSync(join(profile, 'backups', 'old'), 'under the old key');
  return { profile, key, events, hash };
}
type Profile = Awaited<ReturnType<typeof aProfile>>;

function expectWhole({ profile, events, hash }: Profile, key: string): void {
  const log = logOf(profile, key);
  expect(allEvents(log)).toEqual(events);
  expect(log.secretTexts()).toEqual(['hunter22']);
  log.close();
  expect(openAttachments(join(profile, 'attachments'), key).read(hash)).toEqual({ ok: true, bytes: Buffer.from('a trace') });
}

const stage = ({ profile, key }: Profile) => stageNewKey({ profile, key, newKey: NEW_KEY, staging: stagingOfKey(profile) });

describe.each(['file', 'keychain', 'passphrase'] as const)('a key kept by %s', (keeping) => {
  it('[U35] is changed: the new one opens all of it, the old one nothing, and is nowhere any more', async () => {
    const before = await aProfile(keeping);
    expect(stage(before)).toEqual({ ok: true, value: { events: 2, damaged: 0 } });
    keyringOf(before.profile, keeping).announce(NEW_KEY, keeping, PASSPHRASE);
    expect(await keyOf(before.profile, keeping)).toBe(NEW_KEY);
    expectWhole(before, NEW_KEY);
    expect(openLog({ file: join(before.profile, 'log.db'), key: before.key, device: 'd', now: Date.now }).ok).toBe(false);
    expect(openAttachments(join(before.profile, 'attachments'), before.key).read(before.hash).ok).toBe(false);
    expect([existsSync(join(before.profile, 'backups')), existsSync(stagingOfKey(before.profile))]).toEqual([false, false]);
    const small = readdirSync(before.profile).filter((name) => /key/.test(name));
    expect(small.map((name) => readFileSync(join(before.profile, name), 'utf8')).join('\n')).not.toContain(before.key);
  });

  it('[U35] killed before any step, and at any step of the way on, ends with a log that its key opens', async () => {
    let deaths = 0;
    for (let step = 0; ; step++) {
      const before = await aProfile(keeping);
      stage(before);
      fate.left = step;
      let isDead = false;
      try {
        keyringOf(before.profile, keeping).announce(NEW_KEY, keeping, PASSPHRASE);
        settleKey(before.profile, openKeyRecords(before.profile));
      } catch {
        isDead = true;
      }
      // The next start is killed as well, one step later each time, until one lives.
      for (let again = 0; isDead && again < 3; again++) {
        fate.left = again;
        try {
          settleKey(before.profile, openKeyRecords(before.profile));
        } catch {
          deaths++;
        }
      }
      fate.left = -1;
      const key = await keyOf(before.profile, keeping);
      expect([before.key, NEW_KEY], `step ${step}`).toContain(key);
      expectWhole(before, key);
      if (!isDead) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(5);
  }, 60_000);
});

it('[U35] a log that is not whole, or that somebody has open, keeps its key', async () => {
  const before = await aProfile('file');
  const held = logOf(before.profile, before.key);
  expect(stage(before)).toMatchObject({ ok: false, what: 'Another Dogwatch has this log open.' });
  held.close();
  const file = join(before.profile, 'log.db');
  const whole = readFileSync(file);
  writeFileSync(file, Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(4096, 7), whole.subarray(8192)]));
  expect(stage(before)).toMatchObject({ ok: false, remedy: expect.stringContaining('Nothing was changed') });
  expect(existsSync(stagingOfKey(before.profile))).toBe(false);
  writeFileSync(file, whole);
  expect(await keyOf(before.profile, 'file')).toBe(before.key);
  expectWhole(before, before.key);
});

it('[U35] an attachment that was damaged before comes along as it is, and is counted', async () => {
  const before = await aProfile('file');
  const hurt = 'cd'.repeat(32);
  writeFileSync(join(before.profile, 'attachments', hurt), 'not sealed');
  expect(stage(before)).toEqual({ ok: true, value: { events: 2, damaged: 1 } });
  keyringOf(before.profile, 'file').announce(NEW_KEY, 'file', '');
  expectWhole(before, await keyOf(before.profile, 'file'));
  expect(readFileSync(join(before.profile, 'attachments', hurt), 'utf8')).toBe('not sealed');
});
