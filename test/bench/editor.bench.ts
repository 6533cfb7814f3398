// What a keystroke costs in a postmortem of 1 MB with its preview beside it. The editor runs alone over a local document, built as the
// renderer is built; the baseline is the same page with an empty document.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { pageConfig } from '../renderer/postmortem/page/vite.config';
import { median, quantile } from './measure/quantile';
import { atMost, type BenchRow, rowOf } from './row';

const SETTLE_MS = 6_000;
const KEYS = 200;
const QUICK_KEYS = 60;
/** Not counted: the first keys compile what the others run. */
const WARM_KEYS = 30;
const PAUSE_MS = 40;

interface Samples {
  /** From the key's own time until its frame was handed over. */
  readonly painted: number[];
  /** Of that, when the thread was at work. */
  readonly worked: number[];
}
type Probed = typeof globalThis & { keyProbe: Samples };

/** Runs in the page: notes for each key when it came, when its task ended, when its frame began and when that was done. */
function watchKeysInPage(): void {
  const probe: Samples = { painted: [], worked: [] };
  (globalThis as Probed).keyProbe = probe;
  const soon = (act: () => void): void => {
    const channel = new MessageChannel();
    channel.port1.onmessage = act;
    channel.port2.postMessage(null);
  };
  window.addEventListener(
    'keydown',
    (event) => {
      const from = performance.now();
      let tookMs = 0;
      soon(() => {
        tookMs = performance.now() - from;
      });
      requestAnimationFrame(() => {
        const frame = performance.now();
        soon(() => {
          const done = performance.now();
          probe.painted.push(done - event.timeStamp);
          probe.worked.push(tookMs + done - frame);
        });
      });
    },
    { capture: true },
  );
}

const WORDS = 'the index was missing and the query slow ';

async function press(page: Page, keys: number): Promise<void> {
  for (let i = 0; i < keys; i++) {
    const key = WORDS[i % WORDS.length] ?? 'a';
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForTimeout(PAUSE_MS);
  }
}

async function typeIn(page: Page, address: string, keys: number): Promise<Samples> {
  await page.goto(address);
  const box = page.getByRole('textbox', { name: 'Postmortem text' });
  await box.waitFor();
  await page.waitForTimeout(SETTLE_MS);
  await box.click({ position: { x: 200, y: 120 } });
  await press(page, WARM_KEYS);
  await page.evaluate(watchKeysInPage);
  await press(page, keys);
  await page.waitForTimeout(300);
  return page.evaluate(() => (globalThis as Probed).keyProbe);
}

const tenth = (ms: number): string => ms.toFixed(1);

export async function benchEditor(isQuick: boolean): Promise<BenchRow[]> {
  const keys = isQuick ? QUICK_KEYS : KEYS;
  const outDir = mkdtempSync(join(tmpdir(), 'dogwatch-bench-editor-'));
  const config = pageConfig(outDir);
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0, strictPort: false } });
  const address = server.resolvedUrls?.local[0] ?? '';
  const desktop = await startVirtualDesktop();
  const opener = resolve(import.meta.dirname, '../renderer/harness/open-window.cjs');
  const app = await _electron.launch({
    chromiumSandbox: process.getuid?.() !== 0,
    args: [opener, address],
    env: { ...process.env, ...desktop.env } as Record<string, string>,
  });
  try {
    const page = await app.firstWindow();
    const empty = await typeIn(page, `${address}?text=empty`, keys);
    const long = await typeIn(page, `${address}?text=long`, keys);
    const p99 = quantile(long.painted, 0.99);
    return [
      rowOf({
        what: 'keystroke to paint p99, postmortem of 1 MB with preview and spelling',
        measured: p99,
        unit: 'ms',
        baseline: quantile(empty.painted, 0.99),
        reach: [atMost(16.7)],
        note: `${long.painted.length} keys, median ${tenth(median(long.painted))}; with the wait for the refresh. At work: p99 ${tenth(quantile(long.worked, 0.99))}, median ${tenth(median(long.worked))} ms. Baseline: an empty document, at work p99 ${tenth(quantile(empty.worked, 0.99))}`,
      }),
    ];
  } finally {
    await app.close();
    await server.close();
    await desktop.stop();
    rmSync(outDir, { recursive: true, force: true });
  }
}
