// Reads what electron-store keeps, without its code: the window must not wait for a schema checker to know where it stood.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The content of `NAME.json` in the profile as it is, unchecked; empty when it is missing or can't be read. */
export function readKept(profile: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(profile, `${name}.json`), 'utf8'));
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
