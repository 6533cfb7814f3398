// Running a step: a command that prints 100 MB, seen from the window's frames and the memory of all processes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { launchApp } from '../harness/electron-app';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { figuresOf, watchFrames } from './measure/frames';
import { pssMbOf, treeOf } from './measure/process-tree';
import { benchSettings } from './parts/settings-file';
import { atMost, type BenchRow, rowOf } from './row';

const BOOK = '---\nalerts: [Loud]\n---\n# Loud\n\n```sh\nyes 0123456789abcdef0123456789abcdef | head -c 100000000\n```\n';
const LIMIT_MS = 60_000;

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
    await window.getByRole('button', { name: /^Run… yes/ }).click();
    await window.getByRole('button', { name: 'Run', exact: true }).waitFor();
    await window.waitForTimeout(2_000);
    const memory = (): number => pssMbOf(treeOf(running.pid));
    const before = memory();
    const take = await watchFrames(window);
    const start = performance.now();
    await window.getByRole('button', { name: 'Run', exact: true }).click();
    let most = before;
    const ended = window
      .getByText(/exit code 0 after/)
      .first()
      .waitFor({ timeout: LIMIT_MS });
    const timer = setInterval(() => {
      most = Math.max(most, memory());
    }, 250);
    await ended.finally(() => clearInterval(timer));
    const tookMs = performance.now() - start;
    const frames = figuresOf(await take());
    return [
      rowOf({
        what: 'runs: a command prints 100 MB, frames p99',
        measured: frames.p99Ms,
        unit: 'ms',
        reach: [atMost(34)],
        note: `${frames.count} frames in ${(tookMs / 1000).toFixed(1)} s, longest pause ${Math.round(frames.freezeMs)} ms`,
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
