// Does a year of history make the start slow? A log of 100,000 incidents against a hello-world window on the same runtime.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { inTurns, medians } from './measure/turns';
import { startAnswerServer } from './parts/answer-server';
import { keepSettings } from './parts/kept-settings';
import { EVENTS_PER_INCIDENT, oldProfile } from './parts/old-log';
import { benchSettings } from './parts/settings-file';
import { HELLO, PRODUCT, queueHolds, startApp } from './parts/started-app';
import { type BenchRow, rowOf, timesBaseline } from './row';

/** The rows that the queue of the old log has at least. */
const LIVE_ROWS = 90;

export async function benchStart(isQuick: boolean): Promise<BenchRow[]> {
  const incidents = isQuick ? 10_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const profile = join(folder, 'profile');
  oldProfile(profile, incidents);
  const desktop = await startVirtualDesktop();
  const server = await startAnswerServer('[]');
  // A feed that says nothing new: patience keeps the old alerts open for the length of the run.
  const settings = benchSettings({ urls: [server.url], intervalSeconds: 3600 }).replace('clearAfterSeconds: 0', 'clearAfterSeconds: 3600');
  keepSettings(profile, settings);
  const usable: number[] = [];
  const samples = await inTurns(isQuick ? 3 : 31, {
    hello: async () => {
      const app = await startApp({ appDir: HELLO, env: desktop.env });
      await app.stop();
      return app.readyMs;
    },
    ready: async () => {
      const app = await startApp({ appDir: PRODUCT, env: desktop.env, profile, probe: queueHolds(LIVE_ROWS) });
      usable.push(await app.usableMs());
      await app.stop();
      return app.readyMs;
    },
  });
  await server.stop();
  await desktop.stop();
  rmSync(folder, { recursive: true, force: true });
  const { hello, ready, queue } = medians({ ...samples, queue: usable });
  const name = `${(incidents * EVENTS_PER_INCIDENT).toLocaleString('en-US')} events on disk`;
  const common = { unit: 'ms', baseline: hello, note: 'baseline: hello, ready-to-show' };
  return [
    rowOf({ what: `start -> window ready, ${name}`, measured: ready, reach: [timesBaseline(1.25)], ...common }),
    rowOf({ what: `start -> queue usable, ${name}`, measured: queue, reach: [timesBaseline(1.6)], ...common }),
  ];
}
