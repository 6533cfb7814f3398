// What a keystroke costs in a postmortem of 1 MB with preview, spelling and lint on. The editor runs alone over a local document, built as
// the renderer is built; the baseline is the same page with an empty document.
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { launchWindow, servePage } from '../renderer/harness/served-page';
import { median, quantile } from './measure/quantile';
import { atMost, type BenchRow, rowOf } from './row';

const SETTLE_MS = 6_000;
const KEYS = 200;
const QUICK_KEYS = 60;
/** Not counted: the first keys compile what the others run. */
const WARM_KEYS = 30;
const PAUSE_MS = 40;
/** Of the virtual display, and a little for its clock. */
const REFRESH_MS = 17;

interface Samples {
  /** From the key's own time until its frame was handed over: with the wait for the display's next refresh. */
  readonly painted: number[];
  /** Of that, without the wait: the key's own task, and from the refresh (late or not) until the frame was done. */
  readonly worked: number[];
  /** Refreshes of the display that went by between the key and the one its frame belongs to. */
  readonly missed: number[];
}
type Probed = typeof globalThis & { keyProbe: Samples };

/** Runs in the page: notes for each key when it came, when its task ended, which refresh its frame belongs to and when that was done. */
function watchKeysInPage(refreshMs: number): void {
  const probe: Samples = { painted: [], worked: [], missed: [] };
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
      let taskEnd = from;
      soon(() => {
        taskEnd = performance.now();
      });
      requestAnimationFrame((refresh) => {
        soon(() => {
          const done = performance.now();
          probe.painted.push(done - event.timeStamp);
          probe.worked.push(taskEnd - from + done - Math.max(refresh, taskEnd));
          probe.missed.push(Math.max(0, Math.floor((refresh - event.timeStamp) / refreshMs)));
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
  await page.evaluate(watchKeysInPage, REFRESH_MS);
  await press(page, keys);
  await page.waitForTimeout(300);
  return page.evaluate(() => (globalThis as Probed).keyProbe);
}

const tenth = (ms: number): string => ms.toFixed(1);

export async function benchEditor(isQuick: boolean): Promise<BenchRow[]> {
  const keys = isQuick ? QUICK_KEYS : KEYS;
  const { address, close } = await servePage(resolve(import.meta.dirname, '../renderer/postmortem/page'));
  const desktop = await startVirtualDesktop();
  const app = await launchWindow(address, '1440x900', desktop.env);
  try {
    const page = await app.firstWindow();
    const empty = await typeIn(page, `${address}?text=empty&lint`, keys);
    const long = await typeIn(page, `${address}?text=long&lint`, keys);
    return [workRow(long, empty), paintRow(long, empty)];
  } finally {
    await app.close();
    await close();
    await desktop.stop();
  }
}

const IN_ALL = 'postmortem of 1 MB with preview, spelling and lint';
const p99 = (values: readonly number[]): number => quantile(values, 0.99);

/** What a key makes the thread do until its letter is painted: where that fits one refresh, the letter is on the next one. */
function workRow(long: Samples, empty: Samples): BenchRow {
  const late = long.missed.filter((missed) => missed > 0).length;
  return rowOf({
    what: `work of a keystroke until it is painted p99, ${IN_ALL}`,
    measured: p99(long.worked),
    unit: 'ms',
    baseline: p99(empty.worked),
    reach: [atMost(16.7)],
    note: `${long.worked.length} keys, median ${tenth(median(long.worked))}; ${late} painted later than the next refresh. Baseline: an empty document`,
  });
}

function paintRow(long: Samples, empty: Samples): BenchRow {
  return rowOf({
    what: `keystroke to paint p99, the wait for the refresh included, ${IN_ALL}`,
    measured: p99(long.painted),
    unit: 'ms',
    baseline: p99(empty.painted),
    reach: [atMost(16.7)],
    note: `median ${tenth(median(long.painted))}; baseline, an empty document, median ${tenth(median(empty.painted))}`,
  });
}
