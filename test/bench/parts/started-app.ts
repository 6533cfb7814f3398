// Starts an Electron app as a person would, without a debugger, and hears its marks: for figures that a test driver would colour.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChild } from '../../../scripts/process/child.mjs';

const root = resolve(import.meta.dirname, '..', '..', '..');
const marks = join(root, 'test/bench/hello/marks.cjs');
export const HELLO = join(root, 'test/bench/hello');
export const PRODUCT = root;

/** Resolves once the queue lists at least `rows` rows and one of them is drawn. */
export function queueHolds(rows: number): string {
  return `new Promise((resolve) => {
    const look = () => {
      const grid = document.querySelector('[role=grid][aria-label="Incident queue"]');
      const isThere = grid && grid.querySelector('[data-id]') && Number(grid.getAttribute('aria-rowcount')) > ${rows};
      if (isThere) requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  })`;
}

export interface StartOptions {
  readonly appDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Default: a new one that `stop` removes. */
  readonly profile?: string;
  readonly configFile?: string;
  readonly probe?: string;
}

export interface StartedApp {
  readonly pid: number;
  /** From the start of the process to the window's ready-to-show, ms. */
  readonly readyMs: number;
  /** The same to the probe's moment; rejects after two minutes. */
  usableMs(): Promise<number>;
  stop(): Promise<void>;
}

export async function startApp({ appDir, env, profile, configFile, probe }: StartOptions): Promise<StartedApp> {
  const folder = profile ?? mkdtempSync(join(tmpdir(), 'dogwatch-bench-profile-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const words = [...sandbox, '--require', marks, appDir, '--profile', folder, ...(configFile ? ['--config', configFile] : [])];
  const file = createRequire(import.meta.url)('electron') as string;
  const startedAt = performance.timeOrigin + performance.now();
  const child = startChild({ name: appDir, file, args: words, env: { ...env, DOGWATCH_BENCH_PROBE: probe ?? '' } });
  const mark = async (name: string, limitMs: number): Promise<number> => {
    const line = await child.waitForLine(new RegExp(`^MARK ${name} `), limitMs);
    return Number(line.split(' ')[2]) - startedAt;
  };
  const usable = probe ? mark('usable', 120_000) : null;
  usable?.catch(() => undefined);
  const readyMs = await mark('ready', 60_000);
  return {
    pid: child.pid,
    readyMs,
    usableMs: () => usable ?? Promise.reject(new Error('no probe was given')),
    stop: async () => {
      await child.stop();
      if (profile === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
