// Serves the built harness on a free port of 127.0.0.1 and opens it in Electron's Chromium.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import config from './vite.config';

export interface Harness {
  /** A window of that size with that scenario. */
  page(scenario: string, options?: { theme?: 'dark' | 'light'; size?: string }): Promise<Page>;
  lastApp(): ElectronApplication | undefined;
  close(): Promise<void>;
}

export async function openHarness(): Promise<Harness> {
  const outDir = mkdtempSync(join(tmpdir(), 'dogwatch-harness-'));
  const built = { ...config, configFile: false as const, build: { ...config.build, outDir } };
  await build(built);
  const server = await preview({ ...built, preview: { host: '127.0.0.1', port: 0, strictPort: false } });
  const address = server.resolvedUrls?.local[0] ?? '';
  const apps: ElectronApplication[] = [];
  return {
    async page(scenario, { theme = 'dark', size = '1440x900' } = {}) {
      const app = await _electron.launch({
        chromiumSandbox: process.getuid?.() !== 0,
        args: [join(import.meta.dirname, 'open-window.cjs'), `${address}?scenario=${scenario}&theme=${theme}`],
        env: { ...(process.env as Record<string, string>), HARNESS_SIZE: size },
      });
      apps.push(app);
      return app.firstWindow();
    },
    lastApp: () => apps.at(-1),
    async close() {
      for (const app of apps) await app.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
