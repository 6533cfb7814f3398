// A bridge of a team in this process, as `npm run engine -- --bridge` makes it, for tests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runBridge } from '../../../electron/engine/bridge-cli';
import { KEY } from '../engine/desk-engine';

export interface ABridge {
  readonly desk: string;
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly journal: string[];
  readonly profile: string;
  /** `keep` leaves the profile for the next one. */
  stop(keep?: boolean): Promise<void>;
}

export async function startBridge(
  config: unknown,
  founder: string | null,
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-bridge-')),
): Promise<ABridge> {
  const file = join(profile, 'bridge.yml');
  writeFileSync(file, stringify(config));
  const lines: Record<string, unknown>[] = [];
  const journal: string[] = [];
  const bridge = await runBridge({
    ...{ profile, config: file, key: KEY, join: founder, credentials: null },
    say: (line) => journal.push(line),
    out: (line) => lines.push(line as Record<string, unknown>),
  });
  if (!bridge.ok) throw new Error(`${bridge.what} ${bridge.remedy}`);
  return {
    ...{ lines, journal, profile, desk: String(lines[0]?.desk) },
    async stop(keep = false) {
      await bridge.stop();
      if (!keep) rmSync(profile, { recursive: true, force: true });
    },
  };
}
