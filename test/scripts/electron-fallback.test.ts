import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import { tarMember, zipEntries } from '../../scripts/electron/archives.mjs';
import { buildFallback } from '../../scripts/electron/fallback.mjs';

const dir = mkdtempSync(join(tmpdir(), 'dogwatch-fallback-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterEach(() => {
  delete process.env.DOGWATCH_ELECTRON_FALLBACK_TGZ;
});

function zipOf(name: string, content: string): Buffer {
  const raw = Buffer.from(content);
  const packed = deflateRawSync(raw);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(raw.length, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE((0o100755 << 16) >>> 0, 38);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

test('a zip gives its entries with mode and content; a damaged one is refused', () => {
  const zip = zipOf('bin/tool', 'hello '.repeat(50));
  const [entry] = [...zipEntries(zip)];
  expect(entry).toMatchObject({ name: 'bin/tool', mode: 0o755 });
  expect(entry?.data().toString()).toBe('hello '.repeat(50));
  expect(() => [...zipEntries(zip.subarray(0, zip.length - 30))]).toThrow('not a zip');
});

test('a tar gives the member asked for', () => {
  const header = Buffer.alloc(512);
  header.write('package/x', 0);
  header.write('00000000005\0', 124);
  const body = Buffer.alloc(512);
  body.write('hello');
  const tar = Buffer.concat([header, body, Buffer.alloc(1024)]);
  expect(tarMember(tar, 'package/x').toString()).toBe('hello');
  expect(() => tarMember(tar, 'package/y')).toThrow('package/y is not in the tarball');
});

test('a tarball with another hash is refused, and leaves nothing but what others are working on', async () => {
  const stale = join(dir, 'tmp-killed');
  mkdirSync(stale);
  utimesSync(stale, 1_000, 1_000);
  mkdirSync(join(dir, 'tmp-busy'));
  process.env.DOGWATCH_ELECTRON_FALLBACK_TGZ = join(dir, 'wrong.tgz');
  writeFileSync(process.env.DOGWATCH_ELECTRON_FALLBACK_TGZ, 'not what was pinned');
  await expect(buildFallback(join(dir, 'final'))).rejects.toThrow('has the wrong hash');
  expect(readdirSync(dir).sort()).toEqual(['tmp-busy', 'wrong.tgz']);
});
