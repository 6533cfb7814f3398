// Settings where the window keeps them, in the profile's own database: what a person has who set the console up by hand. A settings
// file costs a start the reader of YAML besides.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { keyFromFile } from '../../../electron/log/key-file';
import { openLog } from '../../../electron/log/store';
import { settingsSchema } from '../../../shared/settings';

/** Puts settings, as YAML text without secrets, into a profile; a profile that is not there is made. */
export function keepSettings(profile: string, yaml: string): void {
  mkdirSync(profile, { recursive: true });
  const key = keyFromFile(join(profile, 'log.key'));
  if (!key.ok) throw new Error(key.what);
  const opened = openLog({ file: join(profile, 'log.db'), key: key.key, device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  opened.log.putSettings({ settings: { settings: JSON.stringify(settingsSchema.parse(parse(yaml))) }, secrets: [] });
  opened.log.close();
}
