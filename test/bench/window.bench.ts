// What a person at the window feels while a storm comes in and after it: real app, real log, the recorded answer of a real Alertmanager.

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import { startNotificationDaemon, startVirtualDesktop } from '../harness/notification-daemon';
import { type FrameFigures, type FrameLog, figuresOf, watchFrames } from './measure/frames';
import { median } from './measure/quantile';
import { paintAfter, scrollQueue } from './measure/queue-acts';
import { startAnswerServer } from './parts/answer-server';
import { watchCommit } from './parts/commit-watch';
import { benchSettings } from './parts/settings-file';
import { HELLO } from './parts/started-app';
import { recordStorm } from './parts/storm-answers';
import { atMost, type BenchRow, rowOf } from './row';

const FEW = 1_000;
const SETTLE_MS = 4_000;
const SCROLL_MS = 5_000;
const SCROLLS = 5;
const FILTERS = ['checkout', 'latency', 'eu-west-1a', 'sev2'];
/** Only alerts hold such a text, no row does: the engine has to look. */
const ALERT_FILTERS = ['10.0.3.', 'payments-', 'monitoring/k8s-us'];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface StormFigures {
  readonly paintedMs: number;
  readonly frames: FrameFigures;
  readonly longestTaskMs: number;
}

function rowCount(page: Page): Promise<number> {
  return page.evaluate(() =>
    Number(document.querySelector('[role=grid][aria-label="Incident queue"]')?.getAttribute('aria-rowcount') ?? 0),
  );
}

/** The moment when the frame with the last change of the row count was over: the next frame's begin. */
function paintedAt(log: FrameLog): number {
  const [at = 0] = log.rows.at(-1) ?? [];
  return log.ran.find((ran) => ran > at) ?? Number.NaN;
}

/** Lets the storm come in and watches the window until it has been calm for a while. */
async function meetStorm(page: Page, wal: string, send: () => Promise<number>): Promise<StormFigures> {
  const before = await rowCount(page);
  const take = await watchFrames(page);
  const committed = watchCommit(wal);
  const sentAt = await send();
  await eventually('the queue shows the storm', async () => (await rowCount(page)) > before + 100, { limitMs: 60_000, everyMs: 500 });
  await pause(SETTLE_MS);
  const log = await take();
  const painted = paintedAt(log);
  const frames = figuresOf(log, sentAt - 500, painted + 1_000);
  return { paintedMs: painted - committed(), frames, longestTaskMs: Math.max(0, ...log.longTasks) };
}

/** An empty window beside the same engine work: what the machine itself leaves of smooth frames. */
async function idleFrames(page: Page, ms: number): Promise<FrameFigures> {
  const take = await watchFrames(page);
  await pause(ms);
  return figuresOf(await take());
}

/** In hello's page: as many plain rows as the queue has. */
function fillInPage(): void {
  const rows = Array.from({ length: 1_300 }, (_, n) => `<div style="height: 44px">INC-${n} Something is down<br>on service ${n}</div>`);
  document.body.innerHTML = `<div class="queue-scroller" style="overflow: auto; height: 95vh">${rows.join('')}</div>`;
}

async function scrollFrames(page: Page, prepare: () => void = () => undefined): Promise<FrameFigures> {
  await page.evaluate(prepare);
  const take = await watchFrames(page);
  await scrollQueue(page, SCROLL_MS);
  return figuresOf(await take());
}

function actRow(what: string, samples: readonly number[], limit: number, note: string): BenchRow {
  return rowOf({
    what,
    measured: median(samples),
    unit: 'ms',
    reach: [atMost(limit)],
    note: `${note}; worst ${Math.round(Math.max(...samples))}`,
  });
}

async function benchActs(page: Page, count: number, plain: FrameFigures): Promise<BenchRow[]> {
  const name = `${count / 1000}k alerts in the queue`;
  const scrolls: FrameFigures[] = [];
  for (let turn = 0; turn < SCROLLS; turn++) scrolls.push(await scrollFrames(page));
  const p99s = scrolls.map((one) => one.p99Ms);
  const filters: number[] = [];
  const alertFilters: number[] = [];
  const groups: number[] = [];
  for (const text of FILTERS) filters.push(await paintAfter(page, 'filter', text));
  for (const text of ALERT_FILTERS) alertFilters.push(await paintAfter(page, 'filter', text));
  for (const label of ['cluster', 'namespace', 'alertname', 'cluster']) groups.push(await paintAfter(page, 'group', label));
  return [
    rowOf({
      what: `scroll p99 frame, ${name}`,
      measured: median(p99s),
      unit: 'ms',
      baseline: plain.p99Ms,
      reach: [atMost(17)],
      note: `turns ${p99s.map(Math.round).join(', ')}, longest ${Math.round(Math.max(...scrolls.map((one) => one.freezeMs)))}; baseline: plain rows in hello`,
    }),
    actRow(`filter by text -> rows painted, ${name}`, filters, 50, 'typed into the filter'),
    actRow(`filter by a text of alerts only -> rows painted, ${name}`, alertFilters, 50, 'asks the engine'),
    actRow(`group by label -> rows painted, ${name}`, groups, 100, 'chosen in the menu'),
  ];
}

export async function benchWindow(isQuick: boolean): Promise<BenchRow[]> {
  const count = isQuick ? 10_000 : 50_000;
  const rounds = isQuick ? 1 : 3;
  const answers = await recordStorm(FEW, count);
  const desktop = await startVirtualDesktop();
  const daemon = await startNotificationDaemon(desktop.env);
  const hello = await launchApp({ env: desktop.env, appDir: HELLO });
  const calm = await idleFrames(hello.window, 5_000);
  const plainScroll = await scrollFrames(hello.window, fillInPage);
  await hello.close();
  const storms: StormFigures[] = [];
  let acts: BenchRow[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await startAnswerServer(answers.few);
    const app = await launchApp({ env: desktop.env, config: benchSettings({ urls: [server.url], intervalSeconds: 1 }) });
    await eventually('the queue is there', async () => (await rowCount(app.window)) > 50, { limitMs: 30_000 });
    await pause(SETTLE_MS);
    storms.push(
      await meetStorm(app.window, join(app.profile, 'log.db-wal'), () => {
        server.answer(answers.all);
        return server.sent();
      }),
    );
    if (round === rounds - 1) acts = await benchActs(app.window, count, plainScroll);
    await app.close();
    await server.stop();
  }
  await daemon.stop();
  await desktop.stop();
  return [...stormRows(count, storms, calm), ...acts];
}

function stormRows(count: number, storms: readonly StormFigures[], calm: FrameFigures): BenchRow[] {
  const name = `${count / 1000}k new alerts`;
  const rounds = (pick: (one: StormFigures) => number): string => `rounds ${storms.map((one) => Math.round(pick(one))).join(', ')}`;
  const row = (what: string, pick: (one: StormFigures) => number, limit: number, note = '', baseline?: number): BenchRow =>
    rowOf({
      what: `${name}: ${what}`,
      measured: median(storms.map(pick)),
      unit: 'ms',
      ...(baseline === undefined ? {} : { baseline }),
      reach: [atMost(limit)],
      note: [note, rounds(pick)].filter(Boolean).join('; '),
    });
  const tasks = median(storms.map((one) => one.longestTaskMs));
  return [
    row('commit -> queue painted', (one) => one.paintedMs, 300),
    row(
      'longest freeze of the window',
      (one) => one.frames.freezeMs,
      50,
      `longest task in its thread ${Math.round(tasks)} ms`,
      calm.freezeMs,
    ),
    row('frame p99 while it happens', (one) => one.frames.p99Ms, 17, 'baseline: hello on an idle machine', calm.p99Ms),
  ];
}
