// Settings as a file to keep or to give to others. On its own, because it brings the writer of YAML along.
import { stringify } from 'yaml';
import type { Settings } from '../../shared/settings';

/** All settings as YAML, without secrets. */
export function settingsAsYaml(settings: Settings): string {
  return `# Dogwatch settings. Secrets are not in here: give them as {env: NAME} or {file: PATH}, or type them in again.\n${stringify(settings)}`;
}
