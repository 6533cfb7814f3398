// A look finds real servers by what they say, and nothing where something else listens.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { findSources } from '../../../electron/engine/find-sources';
import { startAlertmanager } from '../../harness/alertmanager';
import { startMosquitto } from '../../harness/mosquitto';
import { startNats } from '../../harness/nats';
import { startPrometheus } from '../../harness/prometheus';

const onLinux = test.skipIf(process.platform !== 'linux');
const hostOf = (url: string): string => new URL(url).host;

onLinux('[O30] a real Alertmanager, Prometheus, nats-server and mosquitto are known by their answers', { timeout: 120_000 }, async () => {
  const alertmanager = await startAlertmanager();
  const prometheus = await startPrometheus(alertmanager.url);
  const nats = await startNats();
  const mosquitto = await startMosquitto('secret');
  try {
    for (const [kind, url] of Object.entries({
      alertmanager: alertmanager.url,
      prometheus: prometheus.url,
      nats: nats.url,
      mqtt: mosquitto.url,
    })) {
      const { found } = await findSources(hostOf(url));
      expect(found.map((one) => [one.kind, Object.values(one.config).map(hostOf)])).toEqual([[kind, [hostOf(url)]]]);
    }
  } finally {
    for (const server of [mosquitto, nats, prometheus, alertmanager]) await server.stop();
  }
});

test('[O30] a web page is no source; nobody there is none; what is no address is not asked', async () => {
  const page = createServer((_, answer) => answer.end('<html>Log in</html>'));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  const { port } = page.address() as AddressInfo;
  try {
    expect((await findSources(`127.0.0.1:${port}`)).found).toEqual([]);
  } finally {
    await new Promise((resolve) => page.close(resolve));
  }
  const gone = await findSources(`127.0.0.1:${port}`);
  expect([gone.found, gone.asked > 0]).toEqual([[], true]);
  expect(await findSources('https://robin:secret@127.0.0.1')).toEqual({ found: [], asked: 0 });
});
