// Writes a whole profile into one sealed file: a checked copy of the log, its key, the attachments and one's own presets. The desk goes on
// meanwhile; it blocks its thread.
import { closeSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedProfile } from '../../shared/contract/profile';
import { msg } from '../../shared/words/words';
import { makeBackup } from '../log/make-backup';
import { headLine, isEntryName } from './entries';
import { SealedWriter } from './sealed-stream';

export interface ExportAsked {
  readonly profile: string;
  readonly key: string;
  /** Where the person wants it. */
  readonly to: string;
  readonly passphrase: string;
  /** Unix ms. */
  readonly at: number;
}

export type ProfileResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

const READ_BYTES = 1 << 20;

/** A refusal leaves nothing at `to` that was not there. */
export function exportProfile(asked: ExportAsked): ProfileResult<ExportedProfile> {
  const work = join(asked.profile, 'work', 'export');
  const part = `${asked.to}.part`;
  try {
    const made = makeBackup({ file: join(asked.profile, 'log.db'), key: asked.key, folder: work, why: 'asked', at: asked.at });
    if (!made.ok) return made;
    const files = [{ name: 'log.db', path: join(work, made.backup.name) }, ...others(asked.profile)];
    writeSealed(asked, part, files);
    renameSync(part, asked.to);
    const attachments = files.filter(({ name }) => name.startsWith('attachments/')).length;
    return { ok: true, value: { path: asked.to, bytes: statSync(asked.to).size, attachments } };
  } catch (error) {
    rmSync(part, { force: true });
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return { ok: false, what: msg`${asked.to} could not be written: ${error.message}.`, remedy: msg`Choose another place, with room.` };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

interface Source {
  readonly name: string;
  readonly path: string;
}

/** Files of other names, such as one that is just being written, are no part of a profile. */
function others(profile: string): Source[] {
  return ['attachments', 'presets'].flatMap((folder) =>
    namesIn(join(profile, folder))
      .map((name) => sourceOf(profile, folder, name))
      .filter((one) => isEntryName(one.name)),
  );
}

function sourceOf(profile: string, folder: string, name: string): Source {
  return { name: `${folder}/${name}`, path: join(profile, folder, name) };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function writeSealed({ key, passphrase }: ExportAsked, to: string, files: readonly Source[]): void {
  const fd = openSync(to, 'w', 0o600);
  try {
    const writer = new SealedWriter(fd, passphrase);
    writer.write(Buffer.concat([headLine({ name: 'key', bytes: Buffer.byteLength(key) }), Buffer.from(key)]));
    for (const { name, path } of files) copyInto(writer, name, path);
    writer.end();
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function copyInto(writer: SealedWriter, name: string, path: string): void {
  const from = openSync(path, 'r');
  try {
    const { size } = statSync(path);
    writer.write(headLine({ name, bytes: size }));
    for (let left = size; left > 0; ) {
      const bytes = Buffer.alloc(Math.min(left, READ_BYTES));
      const read = readSync(from, bytes, 0, bytes.length, null);
      if (read === 0) throw new Error(`${name} became shorter while it was read`);
      writer.write(bytes.subarray(0, read));
      left -= read;
    }
  } finally {
    closeSync(from);
  }
}
