// An opened profile takes the place of the one in use, which is put aside. Nobody may have it open. Whatever interrupts it, the next start
// finds a whole profile: the old one, or once its log is there the new one.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StagedProfile } from '../../shared/contract/profile';
import { asideFolder, keyedFiles, putAside } from '../log/put-aside';
import { replaceFile } from './replace-file';

export interface TakePlaceParts {
  readonly profile: string;
  /** Keeps the key that came with the profile. */
  readonly adoptKey: (key: string) => void;
  /** Unix ms. */
  readonly now: number;
}

/** How far it is, in the staging folder. `aside`: all of the old profile is; `back`: what had come of the new one is gone again. */
interface Mark {
  readonly aside: string;
  readonly is: 'begun' | 'aside' | 'back';
}

const LOG = 'log.db';

/** Where a profile from elsewhere lies until it takes its place. */
export function stagingOfImport(profile: string): string {
  return join(profile, 'import-staging');
}

/** The key before the log: a log without its key would be worth nothing. Returns where the old files are. */
export function takePlace({ profile, adoptKey, now }: TakePlaceParts, { staging, key }: Pick<StagedProfile, 'staging' | 'key'>): string {
  const aside = asideFolder(profile, now);
  writeMark(staging, { aside, is: 'begun' });
  putAside(aside, placeFiles(profile));
  writeMark(staging, { aside, is: 'aside' });
  adoptKey(key);
  for (const name of ['attachments', 'presets', LOG]) {
    if (existsSync(join(staging, name))) renameSync(join(staging, name), join(profile, name));
  }
  rmSync(staging, { recursive: true, force: true });
  return aside;
}

/** At every start, before the key is asked for: ends or takes back what was interrupted, and removes what was never taken. */
export function settleImport(profile: string, staging: string): void {
  const mark = readMark(staging);
  if (mark !== null && existsSync(join(staging, LOG))) takeBack(profile, staging, mark);
  rmSync(staging, { recursive: true, force: true });
}

const placeFiles = (profile: string): readonly string[] => [join(profile, 'presets'), ...keyedFiles(profile)];

function takeBack(profile: string, staging: string, { aside, is }: Mark): void {
  if (is === 'aside') {
    for (const path of placeFiles(profile)) rmSync(path, { recursive: true, force: true });
    writeMark(staging, { aside, is: 'back' });
  }
  for (const name of existsSync(aside) ? readdirSync(aside) : []) renameSync(join(aside, name), join(profile, name));
  rmSync(aside, { recursive: true, force: true });
}

const markIn = (staging: string): string => join(staging, 'takes-place.json');

function writeMark(staging: string, mark: Mark): void {
  replaceFile(markIn(staging), JSON.stringify(mark));
}

function readMark(staging: string): Mark | null {
  return existsSync(markIn(staging)) ? (JSON.parse(readFileSync(markIn(staging), 'utf8')) as Mark) : null;
}
