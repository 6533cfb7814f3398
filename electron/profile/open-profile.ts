// Opens a sealed profile into a folder beside the one that is used, and checks its log there. Nothing of the profile in use is touched.
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StagedProfile } from '../../shared/contract/profile';
import { checkCopy } from '../log/check-copy';
import { type EntryEars, readEntries } from './entries';
import type { ProfileResult } from './export-profile';
import { openSealed, SealedFailure, type SealedKind } from './sealed-stream';

export interface OpenAsked {
  /** The file that the person chose. */
  readonly from: string;
  readonly passphrase: string;
  /** Made anew; left there when all is well. */
  readonly staging: string;
}

const WORDS: Readonly<Record<SealedKind, readonly [string, string]>> = {
  'no-profile': ['This file is no Dogwatch profile.', 'Choose the .dogwatch-profile file that was exported.'],
  'wrong-passphrase': ['This passphrase does not open the profile.', 'Capitals and spaces count. Nobody can open it without.'],
  damaged: ['The profile’s file was changed or cut off on its way.', 'Copy it again from where it was exported, or export it again.'],
};

/** A refusal leaves no staging folder. */
export function openProfile({ from, passphrase, staging }: OpenAsked): ProfileResult<StagedProfile> {
  const taking = new Staging(staging);
  try {
    const value = unpack(from, passphrase, taking);
    const check = checkCopy(join(staging, 'log.db'), value.key);
    if (check.isWhole) return { ok: true, value: { ...value, staging, events: check.events } };
    return giveUp(staging, `The profile’s log is not whole: ${check.why}.`, 'Export it again with the same or an older Dogwatch.');
  } catch (error) {
    if (error instanceof SealedFailure) return giveUp(staging, ...WORDS[error.kind]);
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return giveUp(staging, `The profile could not be opened: ${error.message}.`, 'Check the file, and that the disk has room.');
  }
}

function unpack(from: string, passphrase: string, taking: Staging): { key: string; attachments: number } {
  const fd = openSync(from, 'r');
  try {
    rmSync(taking.folder, { recursive: true, force: true });
    mkdirSync(taking.folder, { recursive: true, mode: 0o700 });
    readEntries(openSealed(fd, passphrase), taking);
  } finally {
    closeSync(fd);
    taking.drop();
  }
  if (!/^[0-9a-f]{64}$/.test(taking.key) || !taking.names.has('log.db')) throw new SealedFailure('damaged');
  return { key: taking.key, attachments: [...taking.names].filter((name) => name.startsWith('attachments/')).length };
}

function giveUp(staging: string, what: string, remedy: string): ProfileResult<never> {
  rmSync(staging, { recursive: true, force: true });
  return { ok: false, what, remedy };
}

/** Writes entries below one folder; the key stays in memory. */
class Staging implements EntryEars {
  readonly folder: string;
  readonly names = new Set<string>();
  key = '';
  private fd: number | null = null;

  constructor(folder: string) {
    this.folder = folder;
  }

  begin({ name }: { readonly name: string }): void {
    if (this.names.has(name)) throw new SealedFailure('damaged');
    this.names.add(name);
    if (name === 'key') return;
    const folder = join(this.folder, dirname(name));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.fd = openSync(join(folder, basename(name)), 'wx', 0o600);
  }

  write(bytes: Buffer): void {
    if (this.fd === null) this.key += bytes.toString('latin1');
    else for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done);
  }

  end(): void {
    this.drop();
  }

  drop(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
  }
}
