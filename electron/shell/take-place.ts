// An opened profile takes the place of the one in use, which is put aside. Nobody may have it open.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StagedProfile } from '../../shared/contract/profile';
import { asideFolder, keyedFiles, putAside } from '../log/put-aside';

export interface TakePlaceParts {
  readonly profile: string;
  /** Keeps the key that came with the profile. */
  readonly adoptKey: (key: string) => void;
  /** Unix ms. */
  readonly now: number;
}

/** The key before the log: a log without its key would be worth nothing, a key without a log does no harm. Returns where the old files are. */
export function takePlace({ profile, adoptKey, now }: TakePlaceParts, { staging, key }: Pick<StagedProfile, 'staging' | 'key'>): string {
  const aside = asideFolder(profile, now);
  putAside(aside, [...keyedFiles(profile), join(profile, 'presets')]);
  adoptKey(key);
  for (const name of ['attachments', 'presets', 'log.db']) {
    if (existsSync(join(staging, name))) renameSync(join(staging, name), join(profile, name));
  }
  rmSync(staging, { recursive: true, force: true });
  return aside;
}
