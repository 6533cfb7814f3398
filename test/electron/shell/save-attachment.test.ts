// An attachment on its way to a place that a person chose, with real files and a really full disk.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveAttachment } from '../../../electron/shell/save-attachment';
import { mountTiny } from '../../harness/tiny-disk';
import { tempFolder } from '../log/a-log';

const sha256 = 'ab'.repeat(32);
const keeping = (bytes: Buffer) => () =>
  Promise.resolve({ ok: true as const, value: { base64: bytes.toString('base64'), mime: 'application/octet-stream', isPicture: false } });

it('[H4] the name is made harmless, the bytes are whole, and no program comes of it', async () => {
  const folder = tempFolder();
  let suggested = '';
  const choosePlace = (name: string): Promise<string> => {
    suggested = name;
    return Promise.resolve(join(folder, name));
  };
  const file = { incident: 'i', sha256, suggestedName: '../../.profile\u202e.sh' };
  const saved = await saveAttachment({ read: keeping(Buffer.from([0, 255, 1])), choosePlace }, file);
  expect(suggested).toBe('profile.sh');
  expect(saved).toEqual({ ok: true, value: { path: join(folder, 'profile.sh') } });
  expect(readFileSync(join(folder, 'profile.sh'))).toEqual(Buffer.from([0, 255, 1]));
  expect(statSync(join(folder, 'profile.sh')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['profile.sh']);
});

it('[H4] who thinks better gets no file, and nobody is asked for a place for what can’t be read', async () => {
  const file = { incident: 'i', sha256, suggestedName: 'x' };
  const kept = await saveAttachment({ read: keeping(Buffer.from('x')), choosePlace: () => Promise.resolve(null) }, file);
  expect(kept).toEqual({ ok: true, value: { path: null } });
  const error = { kind: 'failed' as const, what: 'Its hash differs.', remedy: 'Restore it.' };
  const read = () => Promise.resolve({ ok: false as const, error });
  const choosePlace = (): never => {
    throw new Error('asked');
  };
  expect(await saveAttachment({ read, choosePlace }, file)).toEqual({ ok: false, error });
});

it('[H7] a full disk and a refused place are told; what was there stays as it was', async ({ skip }) => {
  const folder = join(tempFolder(), 'tiny');
  mkdirSync(folder);
  if (!mountTiny(folder)) skip('only where a small file system can be mounted');
  const path = join(folder, 'trace.pcap');
  writeFileSync(path, 'the one before');
  const file = { incident: 'i', sha256, suggestedName: 'trace.pcap' };
  const read = keeping(Buffer.alloc(2_000_000, 7));
  const full = await saveAttachment({ read, choosePlace: () => Promise.resolve(path) }, file);
  expect(full).toMatchObject({ ok: false, error: { what: expect.stringMatching(/trace\.pcap could not be written: .*no space/i) } });
  expect(readFileSync(path, 'utf8')).toBe('the one before');
  expect(readdirSync(folder)).toEqual(['trace.pcap']);
  const nowhere = await saveAttachment({ read, choosePlace: () => Promise.resolve('/nowhere/x') }, file);
  expect(nowhere).toMatchObject({ ok: false, error: { kind: 'failed' } });
});
