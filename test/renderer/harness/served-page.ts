// A page of the tests, built as the renderer is built so that what is looked at is what runs, and served on a free port of 127.0.0.1.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';

export interface ServedPage {
  readonly address: string;
  close(): Promise<void>;
}

/** Builds the `index.html` of `folder` and serves it. */
export async function servePage(folder: string): Promise<ServedPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'dogwatch-page-'));
  const config: InlineConfig = {
    root: folder,
    configFile: false,
    plugins: [react()],
    logLevel: 'warn',
    build: {
      outDir,
      target: 'chrome130',
      minify: true,
      emptyOutDir: true,
      rolldownOptions: { input: resolve(folder, 'index.html') },
    },
  };
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0, strictPort: false } });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

/** A bare window of Electron on `address`; `size` is its content in CSS pixels, `1440x900`; `env` adds to this process's own. */
export function launchWindow(address: string, size: string, env: NodeJS.ProcessEnv = {}): Promise<ElectronApplication> {
  return _electron.launch({
    chromiumSandbox: process.getuid?.() !== 0,
    args: [join(import.meta.dirname, 'open-window.cjs'), address],
    env: { ...process.env, ...env, HARNESS_SIZE: size } as Record<string, string>,
  });
}

export interface OpenPage extends ServedPage {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The page of `folder` in a window of its own. `query` (`id=inc-1`) is what it opens with. */
export async function openPage(folder: string, size: string, query = ''): Promise<OpenPage> {
  const served = await servePage(folder);
  const app = await launchWindow(query ? `${served.address}?${query}` : served.address, size);
  const page = await app.firstWindow();
  page.setDefaultTimeout(6_000);
  return {
    app,
    page,
    address: served.address,
    async close() {
      await app.close();
      await served.close();
    },
  };
}
