// A bundle that was exported is whole; one in which anything at all was changed is not, and the command says where.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { TarWriter } from '../../../electron/evidence/tar-writer';
import { checkBundle } from '../../../scripts/evidence/check-bundle.mjs';
import { type MadeBundle, makeBundle } from '../../electron/evidence/a-bundle';

interface File {
  readonly path: string;
  readonly bytes: Buffer;
}
interface Told {
  chains: { incident: string; events: number; head: string }[];
  files: { path: string; bytes: number; sha256: string }[];
  missing: string[];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('an evidence bundle', () => {
  let made: MadeBundle;
  let files: File[];
  let scratch: string;

  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'dogwatch-verify-'));
    made = makeBundle(scratch);
    writeFileSync(join(scratch, 'whole.tar'), made.bytes);
    files = filesOf(join(scratch, 'whole.tar'));
    return () => rmSync(scratch, { recursive: true, force: true });
  });

  /** Packs files anew as somebody with a tar program would. */
  function packed(change: readonly File[]): ReturnType<typeof checkBundle> {
    const path = join(scratch, 'changed.tar');
    const fd = openSync(path, 'w+');
    const tar = new TarWriter(fd, 0);
    for (const file of change) {
      tar.begin(file.path);
      tar.write(file.bytes);
      tar.finish();
    }
    tar.end();
    closeSync(fd);
    return checkBundle(path);
  }

  const events = (): string[] => part('events.jsonl').bytes.toString('utf8').trimEnd().split('\n');
  const part = (path: string): File => files.find((file) => file.path === path) as File;
  const manifest = (): Told => JSON.parse(part('manifest.json').bytes.toString('utf8')) as Told;

  /** Events changed, and the manifest's file hash made to fit: only the chain can tell. */
  function withEvents(lines: readonly string[], change: (told: Told) => void = () => undefined): File[] {
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const told = manifest();
    told.files = told.files.map((f) => (f.path === 'events.jsonl' ? { ...f, bytes: bytes.length, sha256: sha256(bytes) } : f));
    change(told);
    return files.map((file) =>
      file.path === 'events.jsonl'
        ? { ...file, bytes }
        : file.path === 'manifest.json'
          ? { ...file, bytes: Buffer.from(JSON.stringify(told)) }
          : file,
    );
  }

  it('[H6] is whole as it was exported, and any tar program opens it', () => {
    const verdict = checkBundle(join(scratch, 'whole.tar'));
    expect(verdict.problems).toEqual([]);
    expect(verdict).toMatchObject({ isWhole: true, events: made.bundle.events, attachments: 2, sha256: made.bundle.sha256 });
    const listed = execFileSync('tar', ['-tf', join(scratch, 'whole.tar')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(listed).toEqual(files.map((file) => file.path));
    expect(execFileSync('tar', ['-xOf', join(scratch, 'whole.tar'), 'events.jsonl']).equals(part('events.jsonl').bytes)).toBe(true);
  });

  it('[H6] holds the chains of the incident and of what was merged into it, and of nothing else', () => {
    const lines = events().map((line) => JSON.parse(line) as { envelope: unknown[]; data: unknown });
    expect(new Set(lines.map((line) => line.envelope[6]))).toEqual(new Set(['i1', 'i2']));
    expect(manifest().chains.map((chain) => chain.incident)).toEqual(['i1', 'i2']);
  });

  it('[H6] tells a changed byte, wherever it is', () => {
    fc.assert(
      fc.property(fc.nat(made.bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(made.bytes);
        bytes[at] = ((bytes[at] ?? 0) + by) % 256;
        writeFileSync(join(scratch, 'byte.tar'), bytes);
        const verdict = checkBundle(join(scratch, 'byte.tar'));
        // The words of the manifest about the export are only held by the hash of the whole, which the log keeps.
        if (verdict.isWhole) expect(verdict.sha256).not.toBe(made.bundle.sha256);
        if (at < made.bytes.indexOf('manifest.json')) expect(verdict.isWhole).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('[H6] tells a changed event by its line, though the manifest was made to fit', () => {
    const lines = events();
    const at = lines.findIndex((line) => line.includes('"first"'));
    lines[at] = (lines[at] ?? '').replace('"first"', '"fixed"');
    const verdict = packed(withEvents(lines));
    expect(verdict.isWhole).toBe(false);
    expect(verdict.problems[0]).toContain(`line ${at + 1} (event `);
  });

  it('[H6] tells the last event changed by the chain’s head', () => {
    const lines = events();
    lines[lines.length - 1] = (lines.at(-1) ?? '').replace('"last"', '"late"');
    expect(packed(withEvents(lines)).problems).toEqual([expect.stringContaining('ends in another hash')]);
  });

  it('[H6] tells a removed, a doubled and a moved event', () => {
    const lines = events();
    const removed = packed(withEvents(lines.filter((_, i) => i !== 3)));
    expect(removed.problems.join('\n')).toMatch(/gone or in another order|events instead of/);
    expect(packed(withEvents([...lines, lines.at(-1) ?? ''])).isWhole).toBe(false);
    const moved = [...lines];
    [moved[2], moved[3]] = [moved[3] ?? '', moved[2] ?? ''];
    expect(packed(withEvents(moved)).problems[0]).toContain('the order was changed');
  });

  it('[H6] tells the end of a chain cut off, though the count was made to fit', () => {
    const lines = events().slice(0, -1);
    const fits = withEvents(lines, (told) => {
      const mine = told.chains.find((chain) => chain.incident === 'i1');
      if (mine) mine.events--;
    });
    expect(packed(fits).problems).toEqual([expect.stringContaining('ends in another hash')]);
  });

  it('[H6] tells files that were added, removed, renamed or put there twice', () => {
    const extra = { path: 'notes.txt', bytes: Buffer.from('hello') };
    expect(packed([...files, extra]).problems).toEqual([expect.stringContaining('notes.txt was added')]);
    const stray = { path: `attachments/${sha256(extra.bytes)}`, bytes: extra.bytes };
    const told = manifest();
    told.files.push({ path: stray.path, bytes: extra.bytes.length, sha256: sha256(extra.bytes) });
    const named = files.map((f) => (f.path === 'manifest.json' ? { ...f, bytes: Buffer.from(JSON.stringify(told)) } : f));
    expect(packed([...named, stray]).problems).toEqual([expect.stringContaining('no event names it')]);
    const without = files.filter((file) => !file.path.startsWith('attachments/'));
    expect(packed(without).problems).toHaveLength(4);
    expect(packed([...files, part('events.jsonl')]).problems.join('\n')).toContain('there twice');
  });

  it('[H6] says of the command line whole with 0, broken with 1, unreadable with 2', () => {
    const verify = (file: string) => spawnSync(process.execPath, ['scripts/verify.mjs', file], { encoding: 'utf8' });
    const whole = verify(join(scratch, 'whole.tar'));
    expect(whole.stdout).toContain(`SHA-256 of the bundle: ${made.bundle.sha256}`);
    expect(whole.stdout).toContain('WHOLE: ');
    expect(whole.stdout).not.toContain('\u202e');
    expect(whole.status).toBe(0);
    writeFileSync(join(scratch, 'cut.tar'), made.bytes.subarray(0, 700));
    const cut = verify(join(scratch, 'cut.tar'));
    expect([cut.status, cut.stdout]).toEqual([1, expect.stringContaining('BROKEN')]);
    expect(verify(join(scratch, 'none.tar')).status).toBe(2);
  });
});

function filesOf(tar: string): File[] {
  const names = execFileSync('tar', ['-tf', tar], { encoding: 'utf8' }).trim().split('\n');
  return names.map((path) => ({ path, bytes: execFileSync('tar', ['-xOf', tar, path]) }));
}
