// How soon a person is paged: from the last byte of the answer that brings an alert to the receipt by the notification daemon.

import { launchApp } from '../harness/electron-app';
import { eventually } from '../harness/eventually';
import { startNotificationDaemon, startVirtualDesktop } from '../harness/notification-daemon';
import { makeStorm } from '../harness/storm';
import { median, quantile } from './measure/quantile';
import { type AnswerServer, startAnswerServer } from './parts/answer-server';
import { benchSettings } from './parts/settings-file';
import { atMost, type BenchRow, rowOf } from './row';

/** Alerts that are there all the time and never page. */
const BACKGROUND = 1_000;

interface Served {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert as Alertmanager lists it. */
function served(labels: Readonly<Record<string, string>>, annotations: Readonly<Record<string, string>>, number: number): Served {
  const at = new Date().toISOString();
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const status = { inhibitedBy: [], silencedBy: [], state: 'active' };
  const rest = { endsAt: end, receivers: [{ name: 'nobody' }], startsAt: at, status, updatedAt: at, generatorURL: '' };
  return { ...{ annotations, fingerprint: number.toString(16).padStart(16, '0'), labels }, ...rest };
}

async function pageOnce(
  server: AnswerServer,
  alerts: Served[],
  name: string,
  received: (name: string) => Promise<number>,
): Promise<number> {
  alerts.push(served({ alertname: name, severity: 'critical', service: name }, { summary: `${name} is down` }, 1_000_000 + alerts.length));
  const receipt = received(name);
  server.answer(JSON.stringify(alerts));
  const sentAt = await server.sent();
  return (await receipt) - sentAt;
}

export async function benchPage(isQuick: boolean): Promise<BenchRow[]> {
  const count = isQuick ? 20 : 100;
  const alerts: Served[] = makeStorm(BACKGROUND).map(({ labels, annotations = {} }, n) =>
    served({ ...labels, severity: 'info' }, annotations, n),
  );
  const desktop = await startVirtualDesktop();
  const daemon = await startNotificationDaemon(desktop.env);
  const server = await startAnswerServer(JSON.stringify(alerts));
  const paging = { storm: { incidents: 1000, withinSeconds: 1 } };
  const app = await launchApp({ env: desktop.env, config: benchSettings({ urls: [server.url], intervalSeconds: 0.2, paging }) });
  const grid = app.window.getByRole('grid', { name: 'Incident queue' });
  await eventually('the queue is there', async () => Number(await grid.getAttribute('aria-rowcount')) > 50, { limitMs: 30_000 });
  const received = async (name: string): Promise<number> => (await daemon.waitFor((got) => got.summary.includes(name), 30_000)).at;
  const samples: number[] = [];
  for (let n = 0; n < count; n++) samples.push(await pageOnce(server, alerts, `Probe${n}Down`, received));
  await app.close();
  await server.stop();
  await daemon.stop();
  await desktop.stop();
  return [
    rowOf({
      what: 'last byte of the answer -> receipt by the notification daemon, p99',
      measured: quantile(samples, 0.99),
      unit: 'ms',
      reach: [atMost(100)],
      note: `${count} alerts among ${BACKGROUND}; median ${Math.round(median(samples))}, worst ${Math.round(Math.max(...samples))}`,
    }),
  ];
}
