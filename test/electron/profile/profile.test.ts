// A whole profile out and in again, and everything that may happen to its file on the way.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAttachments } from '../../../electron/log/attachments';
import { openLog } from '../../../electron/log/store';
import { headLine, isEntryName } from '../../../electron/profile/entries';
import { exportProfile } from '../../../electron/profile/export-profile';
import { openProfile } from '../../../electron/profile/open-profile';
import { SealedWriter } from '../../../electron/profile/sealed-stream';
import { takePlace } from '../../../electron/shell/take-place';
import { mountTiny } from '../../harness/tiny-disk';
import { allEvents, commit, KEY, NOW, noted, opened, tempFolder } from '../log/a-log';

const PASSPHRASE = 'calm dogs sleep';

function logOf(profile: string) {
  const result = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'd', now: Date.now });
  if (!result.ok) throw new Error(result.what);
  return result.log;
}

/** With two events, a secret, an attachment of 3 MB and a preset. */
function aProfile(): { profile: string; hash: string } {
  const profile = tempFolder();
  const log = logOf(profile);
  commit(log, [opened('a', 1), noted('a', 'to be moved')]);
  log.putSettings({ settings: {}, secrets: [{ feed: 'am', name: 'password', text: 'hunter22' }] });
  log.close();
  const hash = openAttachments(join(profile, 'attachments'), KEY).put(Buffer.alloc(3_000_000, 'trace '));
  mkdirSync(join(profile, 'presets'));
  writeFileSync(join(profile, 'presets', 'My-own.yml'), 'kind: mine\n');
  writeFileSync(join(profile, 'presets', 'not taken.txt'), '');
  return { profile, hash };
}

function exported(profile: string): string {
  const to = join(tempFolder(), 'x.dogwatch-profile');
  const result = exportProfile({ profile, key: KEY, to, passphrase: PASSPHRASE, at: NOW });
  if (!result.ok) throw new Error(result.what);
  return to;
}

const open = (from: string, passphrase = PASSPHRASE) => openProfile({ from, passphrase, staging: join(tempFolder(), 'staging') });

/** A file sealed as ours are, with whatever in it. */
function sealed(entries: readonly { name: string; bytes: Buffer; told?: number }[]): string {
  const to = join(tempFolder(), 'x');
  const fd = openSync(to, 'w');
  const writer = new SealedWriter(fd, PASSPHRASE);
  for (const { name, bytes, told = bytes.length } of entries) writer.write(Buffer.concat([headLine({ name, bytes: told }), bytes]));
  writer.end();
  closeSync(fd);
  return to;
}

describe('a profile that travels', () => {
  it('[U7] comes back whole: events, secrets, attachments, presets; and nothing of it can be read on the way', () => {
    const { profile, hash } = aProfile();
    const file = exported(profile);
    for (const word of ['to be moved', 'hunter22', KEY, 'trace', 'kind: mine', 'log.db', hash])
      expect(readFileSync(file).includes(word)).toBe(false);
    expect(existsSync(join(profile, 'work', 'export'))).toBe(false);
    const result = open(file);
    if (!result.ok) throw new Error(result.what);
    const { staging, key, events, attachments } = result.value;
    expect({ key, events, attachments }).toEqual({ key: KEY, events: 2, attachments: 1 });
    expect(readdirSync(join(staging, 'presets'))).toEqual(['My-own.yml']);

    const here = tempFolder();
    for (const name of ['log.db', 'keys.json']) writeFileSync(join(here, name), `old ${name}`);
    const adopted: string[] = [];
    const aside = takePlace({ profile: here, adoptKey: (text) => adopted.push(text), now: NOW }, result.value);
    expect(adopted).toEqual([KEY]);
    expect(readdirSync(aside).sort()).toEqual(['keys.json', 'log.db']);
    expect(readFileSync(join(aside, 'log.db'), 'utf8')).toBe('old log.db');
    const log = logOf(here);
    expect(allEvents(log)).toHaveLength(2);
    expect(log.getSecret('am', 'password')).toBe('hunter22');
    log.close();
    expect(openAttachments(join(here, 'attachments'), KEY).read(hash)).toMatchObject({ ok: true });
    expect(existsSync(staging)).toBe(false);
  });

  it('[U7] a wrong passphrase, another file, and one that was changed or cut anywhere are told apart, and leave nothing', () => {
    const { profile } = aProfile();
    const file = exported(profile);
    const whole = readFileSync(file);
    expect(open(file, 'wild dogs')).toMatchObject({ ok: false, what: expect.stringContaining('passphrase') });
    writeFileSync(file, 'a letter');
    expect(open(file)).toMatchObject({ ok: false, what: expect.stringContaining('no Dogwatch profile') });
    for (const at of [60, 2_000, 1_100_000, whole.length - 3]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file, changed);
      const staging = join(tempFolder(), 'staging');
      expect(openProfile({ from: file, passphrase: PASSPHRASE, staging })).toMatchObject({
        ok: false,
        what: expect.stringContaining('changed or cut'),
      });
      expect(existsSync(staging)).toBe(false);
    }
    for (const length of [40, 52, 1_048_700, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      expect(open(file).ok).toBe(false);
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.of(0)]));
    expect(open(file).ok).toBe(false);
  });

  it('[U7] pieces that change places, or are left out, do not open', () => {
    const { profile } = aProfile();
    const file = exported(profile);
    const whole = readFileSync(file);
    const head = 'dogwatch-profile 1\n'.length + 32;
    const pieces: Buffer[] = [];
    for (let at = head; at < whole.length; ) {
      const length = Math.floor(whole.readUInt32BE(at) / 2) + 4;
      pieces.push(whole.subarray(at, at + length));
      at += length;
    }
    expect(pieces.length).toBeGreaterThan(2);
    const [first, second, ...rest] = pieces;
    if (!first || !second) throw new Error('it has too few pieces');
    for (const order of [[second, first, ...rest], [first, ...rest], pieces.slice(0, -1)]) {
      writeFileSync(file, Buffer.concat([whole.subarray(0, head), ...order]));
      expect(open(file)).toMatchObject({ ok: false, what: expect.stringContaining('changed or cut') });
    }
  });

  it('[U7] no name leads anywhere but to its place, whoever knows the passphrase', () => {
    const key = { name: 'key', bytes: Buffer.from(KEY) };
    const evil = [
      '../escape',
      '/etc/passwd',
      'presets/../../x.yml',
      'presets/..yml',
      'attachments/../log.db',
      'C:\\x',
      'presets\\x.yml',
      'presets/a/b.yml',
      'keys.json',
      '',
      'log.db\0',
    ];
    for (const name of [...evil, `attachments/${'f'.repeat(63)}`, `presets/${'x'.repeat(200)}.yml`]) {
      expect(isEntryName(name)).toBe(false);
      const outside = tempFolder();
      const staging = join(outside, 'staging');
      expect(openProfile({ from: sealed([key, { name, bytes: Buffer.from('x') }]), passphrase: PASSPHRASE, staging })).toMatchObject({
        ok: false,
      });
      expect(readdirSync(outside)).toEqual([]);
    }
  });

  it('[U7] a file that lies about lengths, names a thing twice, or lacks the log or a key is refused', () => {
    const key = { name: 'key', bytes: Buffer.from(KEY) };
    const log = { name: 'log.db', bytes: Buffer.from('pages') };
    for (const entries of [
      [],
      [key],
      [log],
      [key, log],
      [key, key, log],
      [{ name: 'key', bytes: Buffer.from('short') }, log],
      [key, { ...log, told: 10 ** 15 }],
      [key, { ...log, told: 2 }],
      [key, { ...log, told: -1 }],
      [{ ...key, told: Number.NaN }],
    ])
      expect(open(sealed(entries))).toMatchObject({ ok: false });
  });

  it('[U7] a full disk leaves no half file at the place, and no piece of the profile', ({ skip }) => {
    const { profile } = aProfile();
    const place = tempFolder();
    if (!mountTiny(place)) skip('only where a small file system can be mounted');
    const to = join(place, 'x.dogwatch-profile');
    const result = exportProfile({ profile, key: KEY, to, passphrase: PASSPHRASE, at: NOW });
    expect(result).toMatchObject({ ok: false, what: expect.stringContaining('could not be written') });
    expect(readdirSync(place)).toEqual([]);
    rmSync(join(profile, 'log.db'));
    expect(exportProfile({ profile, key: KEY, to: join(tempFolder(), 'y'), passphrase: PASSPHRASE, at: NOW }).ok).toBe(false);
  });
});
