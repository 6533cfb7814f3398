// What the engine costs a machine: polls that bring nothing new, and a storm from its last byte to the commit. Real Alertmanager,
// real log (encrypted, indexed), against the floor of the same run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import type { PostableAlert } from '../harness/alertmanager-client';
import { makeStorm } from '../harness/storm';
import { type Subject, startSubject } from './measure/child';
import { median } from './measure/quantile';
import { inTurns, medians } from './measure/turns';
import { ALERTS_QUERY } from './parts/alerts-query';
import type { BenchEngine } from './parts/engine';
import type { Floor } from './parts/floor';
import { benchSettings, FEED } from './parts/settings-file';
import { atMost, type BenchRow, rowOf, timesBaseline } from './row';

const startFloor = (): Subject<Floor> => startSubject<Floor>('parts/floor.ts');

interface Rig {
  readonly alerts: readonly PostableAlert[];
  readonly server: Alertmanager;
  readonly engine: Subject<BenchEngine>;
  readonly floor: Subject<Floor>;
  readonly url: string;
  end(): Promise<void>;
}

/** An Alertmanager with `count` alerts, an engine that has polled it once, and a floor. */
async function startRig(count: number): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  const server = await startAlertmanager();
  const alerts = makeStorm(count);
  await server.post(alerts);
  const configFile = join(folder, 'settings.yml');
  writeFileSync(configFile, benchSettings({ urls: [server.url], intervalSeconds: 3600 }));
  const engine = startSubject<BenchEngine>('parts/engine.ts');
  const floor = startFloor();
  await engine.ask('boot', { profile: join(folder, 'profile'), key: 'ab'.repeat(32), configFile });
  const end = async (): Promise<void> => {
    await engine.ask('stop');
    await engine.end();
    await floor.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { alerts, server, engine, floor, url: `${server.url}${ALERTS_QUERY}`, end };
}

async function benchPolls(count: number, rounds: number): Promise<BenchRow[]> {
  const rig = await startRig(count);
  let sent = 0;
  const poll = async (): Promise<number> => {
    const { cpuMs, events } = await rig.engine.ask('poll', FEED);
    if (events > 0) throw new Error(`a poll that brings nothing new wrote ${events} events`);
    return cpuMs;
  };
  const samples = await inTurns(rounds, {
    floor: async () => (await rig.floor.ask('once', rig.url)).cpuMs,
    same: poll,
    resent: async () => {
      sent += 1;
      await rig.server.post(rig.alerts.map((alert) => ({ ...alert, endsAt: new Date(Date.now() + 7_200_000 + sent).toISOString() })));
      return poll();
    },
  });
  await rig.end();
  const { floor, same, resent } = medians(samples);
  const name = `${count / 1000}k alerts`;
  const row = (what: string, measured: number): BenchRow =>
    rowOf({ what, measured, unit: 'ms', baseline: floor, reach: [timesBaseline(1.5)] });
  return [row(`CPU of a poll, equal bytes, ${name}`, same), row(`CPU of a poll, alerts only sent again, ${name}`, resent)];
}

interface StormCost {
  readonly commitMs: number;
  /** CPU of downloading and parsing. */
  readonly floorMs: number;
  /** Wall-clock time of parsing alone. */
  readonly parseMs: number;
}

/** A warm engine that knows 1,000 alerts meets `count` new ones. */
async function storm(count: number): Promise<StormCost> {
  const rig = await startRig(1_000);
  await rig.engine.ask('poll', FEED);
  await rig.server.post(makeStorm(count, { from: 1_000 }));
  const floors = [await rig.floor.ask('once', rig.url)];
  const { commitMs, fired } = await rig.engine.ask('poll', FEED);
  floors.push(await rig.floor.ask('once', rig.url));
  await rig.end();
  if (fired !== count) throw new Error(`the storm brought ${fired} of ${count} alerts`);
  return { commitMs, floorMs: median(floors.map((floor) => floor.cpuMs)), parseMs: median(floors.map((floor) => floor.parseMs)) };
}

async function benchStorm(count: number, rounds: number): Promise<BenchRow> {
  const costs: StormCost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await storm(count));
  const measured = median(costs.map((cost) => cost.commitMs));
  const parseMs = median(costs.map((cost) => cost.parseMs));
  return rowOf({
    what: `${count / 1000}k new alerts: last byte -> all committed`,
    measured,
    unit: 'ms',
    baseline: median(costs.map((cost) => cost.floorMs)),
    reach: [atMost(1600), timesBaseline(5)],
    note: `baseline: CPU of downloading and parsing; ${(measured / parseMs).toFixed(1)} x parsing alone (${Math.round(parseMs)} ms); rounds ${costs.map((cost) => Math.round(cost.commitMs)).join(', ')}`,
  });
}

export async function benchEngine(isQuick: boolean): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const count of isQuick ? [1_000] : [1_000, 10_000, 50_000]) rows.push(...(await benchPolls(count, isQuick ? 3 : 5)));
  rows.push(await benchStorm(isQuick ? 10_000 : 50_000, isQuick ? 1 : 3));
  return rows;
}
