// Running a step: a command that prints 100 MB, seen from the window's frames and the memory of all processes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp } from '../harness/electron-app';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { figuresOf, gapsOf, watchFrames } from './measure/frames';
import { pssMbOf, treeOf } from './measure/process-tree';
import { quantile } from './measure/quantile';
import { benchSettings } from './parts/settings-file';
import { atMost, type BenchRow, rowOf } from './row';

const BOOK = '---\nalerts: [Loud]\n---\n# Loud\n\n```sh\nyes 0123456789abcdef0123456789abcdef | head -c 100000000\n```\n';
const LIMIT_MS = 60_000;
/** One is over after half a second: too few frames for a quantile. */
const ROUNDS = 8;

export async function benchRuns(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-runs-'));
  const books = join(folder, 'books');
  mkdirSync(books);
  writeFileSync(join(books, 'Loud.md'), BOOK);
  const server = await startAlertmanager();
  const sources = `runbooks:\n  sources: [{ kind: folder, id: books, path: ${JSON.stringify(books)} }]\n`;
  const desktop = await startVirtualDesktop();
  const running = await launchApp({ env: desktop.env, config: `${benchSettings({ urls: [server.url], intervalSeconds: 1 })}${sources}` });
  try {
    const { window } = running;
    await server.post([{ labels: { alertname: 'Loud', severity: 'critical' }, annotations: {} }]);
    await window.locator('[role=grid] [data-id]').first().click({ timeout: 20_000 });
    await window.getByRole('tab', { name: /^Runbook/ }).click();
    const go = window.getByRole('button', { name: 'Run', exact: true });
    const state = (words: RegExp) => window.getByRole('status').filter({ hasText: words }).waitFor({ timeout: LIMIT_MS });
    const memory = (): number => pssMbOf(treeOf(running.pid));
    const [gaps, pauses]: [number[], number[]] = [[], []];
    let [before, most, tookMs] = [0, 0, 0];
    const timer = setInterval(() => {
      if (before > 0) most = Math.max(most, memory());
    }, 250);
    for (let round = 0; round < ROUNDS; round++) {
      await window.getByRole('button', { name: /^Run… yes/ }).click();
      await go.waitFor();
      await window.waitForTimeout(1_500);
      before ||= memory();
      const take = await watchFrames(window);
      const start = performance.now();
      await go.click();
      await state(/◌ Runs/);
      await state(/exit code 0 after/);
      tookMs += performance.now() - start;
      const log = await take();
      gaps.push(...gapsOf(log.frames));
      pauses.push(figuresOf(log).freezeMs);
    }
    clearInterval(timer);
    return [
      rowOf({
        what: `runs: a command prints 100 MB, ${ROUNDS} times, frames p99`,
        measured: quantile(gaps, 0.99),
        unit: 'ms',
        reach: [atMost(17)],
        note: `${gaps.length} frames in ${(tookMs / 1000).toFixed(1)} s, longest pause ${Math.round(Math.max(...pauses))} ms`,
      }),
      rowOf({ what: 'runs: meanwhile all processes grow by', measured: Math.round(most - before), unit: 'MB', reach: [atMost(60)] }),
    ];
  } finally {
    await running.close();
    await desktop.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
