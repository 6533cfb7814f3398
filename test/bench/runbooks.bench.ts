// Runbooks: search and matching in ten thousand, the longest real one opened in the window, and a huge one scrolled.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openLog } from '../../electron/log/store';
import { parseRunbook } from '../../electron/runbooks/parse';
import { matchRunbooks } from '../../shared/rules/match-runbook';
import { buildRunbookIndex } from '../../shared/rules/runbook-index';
import { launchApp } from '../harness/electron-app';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { figuresOf, watchFrames } from './measure/frames';
import { quantile } from './measure/quantile';
import { hugeRunbook, manyRunbooks, nameOf } from './parts/many-runbooks';
import { benchSettings } from './parts/settings-file';
import { atMost, type BenchRow, rowOf } from './row';

const COUNT = 10_000;
const QUERIES = [
  'restart',
  'kubectl get pods',
  'quorum leader',
  'rare777',
  'kube pod crash',
  'r',
  'ch',
  'host-42',
  'node disk filling',
  'nothing-like-this',
  'the',
  'postgres replica lag',
];
const SCROLL_MS = 5_000;

const folderOfReal = (): string => process.env.DOGWATCH_RUNBOOKS ?? 'test/fixtures/runbooks/prometheus-operator';

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function longestReal(): string {
  const files = readdirSync(folderOfReal(), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md'));
  return join(
    folderOfReal(),
    files.sort((a, b) => statSync(join(folderOfReal(), b)).size - statSync(join(folderOfReal(), a)).size)[0] ?? '',
  );
}

function benchMany(folder: string): BenchRow[] {
  const opened = openLog({ file: join(folder, 'bench.db'), key: 'ab'.repeat(32), device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const { runbookTexts } = opened.log;
  const runbooks = manyRunbooks(COUNT);
  const stored = timed(() => {
    for (let i = 0; i < COUNT; i += 100) runbookTexts.change(runbooks.slice(i, i + 100), []);
  });
  for (const q of QUERIES) runbookTexts.find(q, null, 0, 50);
  const searches = Array.from({ length: 10 }, () => QUERIES.map((q) => timed(() => runbookTexts.find(q, null, 0, 50)))).flat();
  let index = buildRunbookIndex([]);
  const built = timed(() => {
    index = buildRunbookIndex(runbookTexts.entries());
  });
  const alert = (i: number) => ({
    name: nameOf(i),
    labels: { team: `t${i % 40}`, service: `svc-${i}` },
    annotations: { runbook_url: `https://wiki.example/r/${nameOf(i + 1)}` },
  });
  const match = (i: number): number =>
    timed(() => matchRunbooks(index, { service: `svc-${i}`, labels: { namespace: 'x' }, alerts: [alert(i)] }, []));
  const first = match(1);
  for (let i = 0; i < 100; i++) match(i * 3);
  const matches = Array.from({ length: 400 }, (_, i) => match(i * 25));
  opened.log.close();
  return [
    rowOf({
      what: 'runbooks: full-text search in 10,000, p95',
      measured: quantile(searches, 0.95),
      unit: 'ms',
      reach: [atMost(30)],
      note: `${QUERIES.length} queries, 50 hits with snippets; encrypted`,
    }),
    rowOf({
      what: 'runbooks: matching an alert against 10,000, p99',
      measured: quantile(matches, 0.99),
      unit: 'ms',
      reach: [atMost(2)],
      note: `the very first: ${first.toFixed(1)} ms`,
    }),
    rowOf({ what: 'runbooks: building that index', measured: built, unit: 'ms', note: 'after the library changed' }),
    rowOf({ what: 'runbooks: 10,000 texts stored and indexed', measured: stored, unit: 'ms', note: 'in transactions of 100' }),
  ];
}

type Timed = typeof globalThis & { benchOpened: Promise<number> };

/** In the page: from the next click to the end of the frame that shows the text of this name. */
function armInPage(name: string): void {
  (globalThis as Timed).benchOpened = new Promise((resolve) => {
    addEventListener(
      'click',
      (event) => {
        const frame = (): void => {
          const text = document.querySelector(`section[aria-label=${JSON.stringify(`Text of ${name}`)}] [data-index]`);
          if (!text) return void requestAnimationFrame(frame);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - event.timeStamp);
          port2.postMessage(null);
        };
        requestAnimationFrame(frame);
      },
      { capture: true, once: true },
    );
  });
}

async function open(page: Page, title: string): Promise<number> {
  const option = page.getByRole('option', { name: title }).first();
  await option.waitFor();
  await page.waitForTimeout(300);
  await page.evaluate(armInPage, title);
  await option.click();
  return page.evaluate(() => (globalThis as Timed).benchOpened);
}

async function scroll(page: Page, ms: number): Promise<void> {
  await page.evaluate(
    (forMs) =>
      new Promise<void>((resolve) => {
        const scroller = document.querySelector('[data-focus="runbook"]') as HTMLElement;
        const until = performance.now() + forMs;
        let step = 100;
        const frame = (): void => {
          const before = scroller.scrollTop;
          scroller.scrollTop = before + step;
          if (scroller.scrollTop === before) step = -step;
          if (performance.now() < until) requestAnimationFrame(frame);
          else resolve();
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
}

async function benchInWindow(folder: string): Promise<BenchRow[]> {
  const source = join(folder, 'books');
  mkdirSync(source);
  const longest = longestReal();
  cpSync(longest, join(source, 'longest.md'));
  writeFileSync(join(source, 'huge.md'), `---\ntitle: Huge\n---\n${hugeRunbook()}`);
  writeFileSync(join(source, 'small.md'), '---\ntitle: Small\n---\n# Small\n\nwords\n');
  const title = parseRunbook(readFileSync(longest, 'utf8')).title;
  const config = `${benchSettings({ urls: ['http://127.0.0.1:9'], intervalSeconds: 3600 })}runbooks:\n  sources: [{ kind: folder, id: books, path: ${JSON.stringify(source)} }]\n`;
  const desktop = await startVirtualDesktop();
  const running = await launchApp({ env: desktop.env, config });
  try {
    const { window } = running;
    await window.waitForTimeout(3_000);
    await window.keyboard.press('Control+b');
    await open(window, 'Small');
    const opens: number[] = [];
    for (let i = 0; i < 7; i++) {
      opens.push(await open(window, title));
      await open(window, 'Small');
    }
    const huge = await open(window, 'Huge');
    const take = await watchFrames(window);
    await scroll(window, SCROLL_MS);
    const frames = figuresOf(await take());
    return [
      rowOf({
        what: 'runbooks: the longest real one opens, click to paint, worst of 7',
        measured: Math.max(...opens),
        unit: 'ms',
        reach: [atMost(100)],
        note: existsSync(process.env.DOGWATCH_RUNBOOKS ?? '') ? title : `${title}; DOGWATCH_RUNBOOKS names the whole collection`,
      }),
      rowOf({ what: 'runbooks: one of 10,000 lines and 2,000 steps opens', measured: huge, unit: 'ms' }),
      rowOf({
        what: 'runbooks: scrolling it, frames p99',
        measured: frames.p99Ms,
        unit: 'ms',
        reach: [atMost(34)],
        note: `${frames.count} frames, longest pause ${Math.round(frames.freezeMs)} ms`,
      }),
    ];
  } finally {
    await running.close();
    await desktop.stop();
  }
}

export async function benchRunbooks(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-runbooks-'));
  try {
    return [...benchMany(folder), ...(await benchInWindow(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
