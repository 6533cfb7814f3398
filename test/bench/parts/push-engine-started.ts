// An engine in a process of its own with one feed that alerts come to by themselves, its link standing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startSubject } from '../measure/child';
import type { PushEngine } from './push-engine';
import { settingsFor, type WayFeed } from './push-ways';

const KEY = 'ab'.repeat(32);

export async function engineFor(feed: WayFeed) {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const configFile = join(folder, 'settings.yml');
  writeFileSync(configFile, stringify(settingsFor(feed)));
  const engine = startSubject<PushEngine>('parts/push-engine.ts', ['--expose-gc']);
  await engine.ask('boot', { profile: join(folder, 'profile'), key: KEY, configFile });
  const end = async (): Promise<void> => {
    await engine.ask('stop');
    await engine.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { engine, end };
}
