import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, openAttachments } from '../../../electron/log/attachments';
import { fileType } from '../../../shared/domain/file-type';
import { KEY, tempFolder } from './a-log';

describe('attachments', () => {
  it('[H4] are kept once under their hash, unreadable without the key, and read back whole', () => {
    const folder = join(tempFolder(), 'attachments');
    const attachments = openAttachments(folder, KEY);
    const bytes = Buffer.from('a secret trace '.repeat(100));
    const sha256 = attachments.put(bytes);
    expect(sha256).toBe(hashOf(bytes));
    const kept = readFileSync(join(folder, sha256));
    expect(attachments.put(bytes)).toBe(sha256);
    expect(readdirSync(folder)).toEqual([sha256]);
    expect(readFileSync(join(folder, sha256)).equals(kept)).toBe(true);
    expect(kept.includes('secret')).toBe(false);
    expect(statSync(join(folder, sha256)).mode & 0o077).toBe(0);
    expect(attachments.read(sha256)).toEqual({ ok: true, bytes });
    expect(openAttachments(folder, 'cd'.repeat(32)).read(sha256)).toMatchObject({ ok: false, kind: 'damaged' });
    expect(attachments.read('0'.repeat(64))).toMatchObject({ ok: false, kind: 'missing' });
  });

  it('[H4] a changed, cut or swapped file is refused, and attaching it again mends it', () => {
    const folder = join(tempFolder(), 'attachments');
    const attachments = openAttachments(folder, KEY);
    const [one, two] = [Buffer.from('one'), Buffer.from('two')].map((bytes) => attachments.put(bytes)) as [string, string];
    const kept = readFileSync(join(folder, one));
    fc.assert(
      fc.property(fc.nat(kept.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(kept);
        changed[at] = ((changed[at] ?? 0) + by) % 256;
        writeFileSync(join(folder, one), changed);
        return !attachments.read(one).ok;
      }),
    );
    writeFileSync(join(folder, one), readFileSync(join(folder, two)));
    expect(attachments.read(one)).toMatchObject({ kind: 'damaged' });
    writeFileSync(join(folder, one), kept.subarray(0, 10));
    expect(attachments.read(one)).toMatchObject({ kind: 'damaged' });
    attachments.put(Buffer.from('one'));
    expect(attachments.read(one)).toMatchObject({ ok: true });
  });

  it('[H4] their type is told by their first bytes, whatever they are called', () => {
    const begin = (...bytes: number[]): Uint8Array => Uint8Array.of(...bytes, 0, 0, 0, 0);
    expect(fileType(begin(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png');
    expect(fileType(begin(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
    expect(fileType(Buffer.from('GIF89a\0'))).toBe('image/gif');
    expect(fileType(Buffer.from('RIFF\x10\0\0\0WEBPVP8 '))).toBe('image/webp');
    expect(fileType(Buffer.from('RIFF\x10\0\0\0WAVEfmt '))).toBe('application/octet-stream');
    expect(fileType(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toBe('text/plain');
    expect(fileType(Buffer.from('<html><script>alert(1)</script>'))).toBe('text/plain');
    expect(fileType(new Uint8Array())).toBe('application/octet-stream');
  });
});
