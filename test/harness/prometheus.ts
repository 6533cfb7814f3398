// A real Prometheus whose only rule fires into a real Alertmanager, over a metric that the test holds in its hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';
import { freePort } from './free-port';

export interface Prometheus {
  readonly url: string;
  /** Sets the gauge `disk_used_percent{service}`; above 90 the alert `DiskFilling` (severity critical) fires within about two seconds. */
  readonly set: (service: string, percent: number) => void;
  /** Sets any other gauge; null takes it away. */
  readonly expose: (metric: string, labels: Readonly<Record<string, string>>, value: number | null) => void;
  /** Names of services whose alert fires in Prometheus itself. */
  readonly firing: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

const rules = `groups:
  - name: dogwatch
    rules:
      - alert: DiskFilling
        expr: disk_used_percent > 90
        labels: { severity: critical, cluster: eu-west-1a, namespace: prod }
        annotations: { summary: 'Disk of {{ $labels.service }} is {{ $value }} % full' }
`;

/**
 * Starts it (about 0.2 s); it scrapes and evaluates every second and sends to the Alertmanager at `alertmanagerUrl` (plain HTTP).
 * `ruleTexts`: files of rules (YAML) instead of the one about disks.
 */
export async function startPrometheus(alertmanagerUrl: string, ruleTexts: readonly string[] = [rules]): Promise<Prometheus> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-prometheus-'));
  const gauge = await startGauge();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  for (const [i, text] of ruleTexts.entries()) writeFileSync(join(dir, `rules-${i}.yml`), text);
  writeFileSync(join(dir, 'prometheus.yml'), configuration(gauge.port, new URL(alertmanagerUrl).host));
  const args = [
    `--config.file=${join(dir, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(dir, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const server = startChild({ name: 'prometheus', file: 'prometheus', args: [...args, '--log.level=warn'] });
  await eventually('Prometheus is ready', async () => (await fetch(`${url}/-/ready`)).ok).catch((error: unknown) => {
    throw new Error(`Prometheus did not become ready (package prometheus):\n${server.tail()}`, { cause: error });
  });
  return {
    url,
    set: (service, percent) => gauge.expose('disk_used_percent', { service }, percent),
    expose: gauge.expose,
    firing: async () => {
      const answer = (await (await fetch(`${url}/api/v1/alerts`)).json()) as {
        data: { alerts: { state: string; labels: Record<string, string> }[] };
      };
      return answer.data.alerts.flatMap((alert) => (alert.state === 'firing' ? [alert.labels.service ?? ''] : []));
    },
    stop: async () => {
      await server.stop();
      await gauge.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function configuration(gaugePort: number, alertmanagerHost: string): string {
  return `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: ['rules-*.yml']
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${alertmanagerHost}'] }] }] }
scrape_configs:
  - job_name: gauge
    honor_labels: true
    static_configs: [{ targets: ['127.0.0.1:${gaugePort}'] }]
`;
}

async function startGauge(): Promise<{ port: number; expose: Prometheus['expose']; stop: () => Promise<void> }> {
  const values = new Map<string, number>();
  const server = http.createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end([...values].map(([series, value]) => `${series} ${value}\n`).join(''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    expose: (metric, labels, value) => {
      const series = `${metric}{${Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`)}}`;
      if (value === null) values.delete(series);
      else values.set(series, value);
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
