// What a long timeline costs: opening and scrolling ten thousand entries in the real app, exporting and verifying a hundred thousand.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { writeBundle } from '../../electron/evidence/bundle';
import { openAttachments } from '../../electron/log/attachments';
import { openLog } from '../../electron/log/store';
import { launchApp } from '../harness/electron-app';
import { startNotificationDaemon, startVirtualDesktop } from '../harness/notification-daemon';
import { type FrameFigures, figuresOf, watchFrames } from './measure/frames';
import { median } from './measure/quantile';
import { fillIncident, INCIDENT, longProfile } from './parts/long-incident';
import { benchSettings } from './parts/settings-file';
import { atMost, type BenchRow, rowOf } from './row';

const ENTRIES = 10_000;
const EXPORTED = 100_000;
const KEY = 'ab'.repeat(32);
const OPENINGS = 9;
const SCROLLS = 5;
const SCROLL_MS = 4_000;
const SETTLE_MS = 1_500;
const verifyScript = resolve(import.meta.dirname, '../../scripts/verify.mjs');

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** In the page: from the press on the tab until the frame after the one that holds picture, count and words of the newest entries. */
async function openInPage(entries: number): Promise<number> {
  const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
  const tab = document.querySelector<HTMLElement>('#incident-tab-timeline');
  const count = `${entries.toLocaleString('en')} entries`;
  const isThere = (): boolean => {
    const panel = document.querySelector('#incident-tabpanel');
    const lines = panel?.querySelectorAll('[aria-label="Timeline"] li') ?? [];
    return lines.length > 5 && panel?.querySelector('canvas') !== null && (panel?.textContent ?? '').includes(count);
  };
  const from = performance.now();
  tab?.click();
  while (!isThere()) await frame();
  await frame();
  return performance.now() - from;
}

async function scrollInPage(ms: number): Promise<void> {
  const list = document.querySelector('section[aria-label="Timeline"]');
  if (!list || list.scrollHeight < 100_000) throw new Error('there is no long timeline to scroll');
  const until = performance.now() + ms;
  let way = 48;
  while (performance.now() < until) {
    await new Promise((done) => requestAnimationFrame(done));
    if (list.scrollTop + list.clientHeight >= list.scrollHeight - 2) way = -48;
    if (list.scrollTop <= 0) way = 48;
    list.scrollTop += way;
  }
}

async function framesWhile(page: Page, work: () => Promise<unknown>): Promise<FrameFigures> {
  const take = await watchFrames(page);
  await work();
  return figuresOf(await take());
}

async function benchOpening(): Promise<BenchRow[]> {
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-timeline-'));
  longProfile(profile, ENTRIES);
  const desktop = await startVirtualDesktop();
  const daemon = await startNotificationDaemon(desktop.env);
  const config = benchSettings({ urls: ['http://127.0.0.1:9'], intervalSeconds: 3_600 });
  const app = await launchApp({ env: desktop.env, profile, config });
  const { window } = app;
  await window
    .getByRole('grid', { name: 'Incident queue' })
    .getByRole('row', { name: /^INC-1\b/ })
    .click();
  await window.locator('#incident-tab-timeline').waitFor();
  await pause(SETTLE_MS);
  const entries = Number((await window.locator('#incident-tab-timeline').innerText()).replace(/\D/g, ''));
  const openings: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn++) {
    openings.push(await window.evaluate(openInPage, entries));
    await window.locator('#incident-tab-now').click();
    await pause(300);
  }
  await window.evaluate(openInPage, entries);
  await pause(SETTLE_MS);
  const calm = await framesWhile(window, () => pause(SCROLL_MS));
  const scrolls: FrameFigures[] = [];
  for (let turn = 0; turn < SCROLLS; turn++) scrolls.push(await framesWhile(window, () => window.evaluate(scrollInPage, SCROLL_MS)));
  await app.close();
  await daemon.stop();
  await desktop.stop();
  rmSync(profile, { recursive: true, force: true });
  const p99s = scrolls.map((one) => one.p99Ms);
  return [
    rowOf({
      what: `timeline of ${ENTRIES / 1000}k entries opens`,
      measured: median(openings),
      unit: 'ms',
      reach: [atMost(150)],
      note: `click to painted; first ${Math.round(openings[0] ?? 0)}, worst ${Math.round(Math.max(...openings))}`,
    }),
    rowOf({
      what: `scroll p99 frame, timeline of ${ENTRIES / 1000}k entries`,
      measured: median(p99s),
      unit: 'ms',
      baseline: calm.p99Ms,
      reach: [atMost(17)],
      note: `turns ${p99s.map(Math.round).join(', ')}, longest ${Math.round(Math.max(...scrolls.map((one) => one.freezeMs)))}; baseline: the same window at rest`,
    }),
  ];
}

function benchExport(): BenchRow {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-export-'));
  const opened = openLog({ file: join(folder, 'log.db'), key: KEY, device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const { log } = opened;
  fillIncident(log, EXPORTED);
  const row = log.row(INCIDENT);
  if (!row) throw new Error('the incident has no row');
  const file = join(folder, 'evidence.tar');
  const attachments = openAttachments(join(folder, 'attachments'), KEY);
  const from = performance.now();
  const steps = writeBundle({
    log,
    attachments,
    recordings: log.recordings,
    row,
    file,
    by: 'bench',
    device: 'bench',
    versions: {},
    now: Date.now(),
  });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const exported = performance.now();
  const said = execFileSync(process.execPath, [verifyScript, file], { encoding: 'utf8' });
  const verified = performance.now();
  if (!said.includes(`WHOLE: ${EXPORTED} events`)) throw new Error(said);
  const megabytes = Math.round(statSync(file).size / 1_000_000);
  log.close();
  rmSync(folder, { recursive: true, force: true });
  const [exporting, verifying] = [exported - from, verified - exported].map((ms) => Math.round(ms));
  return rowOf({
    what: `evidence of ${EXPORTED / 1000}k events exported and verified`,
    measured: (verified - from) / 1000,
    unit: 's',
    reach: [atMost(5)],
    note: `export ${exporting} ms, npm run verify ${verifying} ms, ${megabytes} MB`,
  });
}

export async function benchTimeline(): Promise<BenchRow[]> {
  return [...(await benchOpening()), benchExport()];
}
