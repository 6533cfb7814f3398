// The file of a shift: opened by the right passphrase only, and whatever else it is given is refused in words.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DeviceKey, deviceKey } from '../../../electron/shift/device-key';
import { type Derive, fingerprintOf, openFile, payloadHash, sealFile } from '../../../electron/shift/sealed-file';
import { judgeSender, parseSenders, rememberSender } from '../../../electron/shift/senders';
import { aLog } from '../log/a-log';

const PASSPHRASE = 'correct horse battery';
const payload = JSON.stringify({ hello: 'wörld', n: 1 });
/** As strong a link as scrypt in what is tested here, and fast enough to try thousands of files. */
const quick: Derive = async (passphrase, salt) => createHash('sha512').update(salt).update(passphrase).digest().subarray(0, 48);
let key: DeviceKey;
let sealed = '';

beforeAll(async () => {
  const vault = new Map<string, string>();
  key = deviceKey({
    getSecret: (_, name) => vault.get(name),
    putSettings: ({ secrets }) => {
      for (const { name, text } of secrets) vault.set(name, text);
    },
  });
  sealed = await sealFile(payload, key, PASSPHRASE, quick);
});

describe('a sealed shift', () => {
  it('[D13] opens with its passphrase, under scrypt, and tells the key that signed it', async () => {
    const text = await sealFile(payload, key, PASSPHRASE);
    expect(text).not.toContain('wörld');
    const opened = await openFile(text, PASSPHRASE);
    expect(opened).toMatchObject({ ok: true, payload, hash: payloadHash(payload) });
    expect(opened.ok && fingerprintOf(opened.publicKey)).toBe(fingerprintOf(key.publicKey));
    expect(fingerprintOf(key.publicKey)).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });

  it('[D13] keeps its key: the desk signs with the same one tomorrow', () => {
    const log = aLog();
    expect(deviceKey(log).publicKey).toEqual(deviceKey(log).publicKey);
    expect(deviceKey(aLog()).publicKey).not.toEqual(deviceKey(log).publicKey);
  });

  it('[D14] tells a wrong passphrase, a changed file, a foreign version and what is no shift apart', async () => {
    const kindOf = async (text: string, passphrase = PASSPHRASE) => {
      const opened = await openFile(text, passphrase, quick);
      if (opened.ok) return 'ok';
      expect(opened.what.length).toBeGreaterThan(20);
      expect(opened.remedy.length).toBeGreaterThan(10);
      return opened.kind;
    };
    const file = JSON.parse(sealed) as Record<string, unknown>;
    const changed = (patch: Record<string, unknown>) => JSON.stringify({ ...file, ...patch });
    const box = Buffer.from(String(file.box), 'base64');
    box[5] = (box[5] ?? 0) ^ 1;
    expect(await kindOf(sealed)).toBe('ok');
    expect(await kindOf(sealed, 'Correct horse battery')).toBe('wrong-passphrase');
    expect(await kindOf(changed({ box: box.toString('base64') }))).toBe('tampered');
    expect(await kindOf(changed({ box: undefined }))).toBe('tampered');
    expect(await kindOf(changed({ nonce: Buffer.alloc(12).toString('base64') }))).toBe('tampered');
    expect(await kindOf(changed({ version: 2 }))).toBe('foreign-version');
    expect(await kindOf('{"dogwatch":"settings"}')).toBe('not-a-shift');
    expect(await kindOf('not JSON')).toBe('not-a-shift');
    expect(await kindOf(' '.repeat(5_000_001))).toBe('too-big');
  });

  it('[D14] no mutated file opens to anything but what was signed, and none throws', async () => {
    const edit = fc.record({ at: fc.nat(sealed.length), cut: fc.nat(40), put: fc.string({ unit: 'binary', maxLength: 20 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const text = edits.reduce((t, e) => t.slice(0, e.at) + e.put + t.slice(e.at + e.cut), sealed);
        const opened = await openFile(text, PASSPHRASE, quick);
        expect(opened.ok ? opened.payload : opened.what.length > 0).toEqual(opened.ok ? payload : true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[D14] no field of another type opens, and none throws', async () => {
    const fields = fc.dictionary(fc.constantFrom('salt', 'nonce', 'check', 'box', 'version', 'dogwatch'), fc.jsonValue(), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(fields, async (patch) => {
        const opened = await openFile(JSON.stringify({ ...JSON.parse(sealed), ...patch }), PASSPHRASE, quick);
        expect(opened.ok && opened.payload !== payload).toBe(false);
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});

describe('senders', () => {
  const day = (at: number): string => `day ${at}`;

  it('[D15] are known by name and key together; a changed one is told', () => {
    const known = rememberSender([], 'Ana', 'aaaa', 1);
    expect(judgeSender([], 'Ana', 'aaaa', day).state).toBe('new');
    expect(judgeSender(known, 'ana ', 'aaaa', day)).toMatchObject({ state: 'known', why: expect.stringContaining('day 1') });
    expect(judgeSender(known, 'Ana', 'bbbb', day)).toMatchObject({ state: 'changed', why: expect.stringContaining('another key (aaaa)') });
    expect(judgeSender(known, 'Bo', 'aaaa', day)).toMatchObject({ state: 'changed', why: 'this key was Ana’s on day 1' });
    expect(judgeSender(rememberSender(known, 'Ana', 'bbbb', 2), 'Ana', 'bbbb', day).state).toBe('known');
    expect(parseSenders('nonsense')).toEqual([]);
  });
});
