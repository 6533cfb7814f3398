// What the log costs: the storm's commit, small appends, replay, rebuild and search over a million events.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, openLog } from '../../electron/log/store';
import type { AlertData, Tally } from '../../shared/domain/alert';
import { EMPTY_TALLY, tallyOf } from '../../shared/domain/alert';
import type { Draft } from '../../shared/log/event';
import { foldRow } from '../../shared/log/views/queue';
import { makeStorm } from '../harness/storm';
import { quantile } from './measure/quantile';
import { openBareLog } from './parts/bare-log';
import { atLeast, atMost, type BenchRow, rowOf } from './row';

const NOW = 1_750_000_000_000;
const KEY = 'ab'.repeat(32);
const MEDIAN_OF = 3;
/** Of a small event's columns. */
const TYPICAL_CHARS = 330;
const THREAD = new URL('../../out/main/prepare-thread.cjs', import.meta.url);

function openIn(folder: string): Log {
  const opened = openLog({ file: join(folder, 'dogwatch.db'), key: KEY, device: 'bench', now: Date.now, threadFile: THREAD });
  if (!opened.ok) throw new Error(opened.what);
  return opened.log;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function opened(incident: string, number: number, labels: Record<string, string>): Draft {
  const data = {
    number,
    title: `${labels.alertname} on ${labels.service}`,
    summary: 'opened by the bench',
    service: labels.service ?? null,
    labels,
    groupKey: incident,
  };
  const rest = {
    groupWhy: 'same name, service and cluster',
    severity: 3 as const,
    severityWhy: 'from the alert',
    isSecurity: false,
    startedAt: NOW,
  };
  return { kind: 'incident.opened', incident, actor: 'dogwatch', data: { ...data, ...rest } };
}

/** 50,000 alerts in 1,280 incidents: what one answer of the storm becomes. */
export function stormDrafts(count: number): Draft[] {
  const groups = new Map<string, AlertData[]>();
  makeStorm(count, { now: NOW }).forEach(({ labels, annotations = {}, generatorURL, startsAt }, i) => {
    const group = `${labels.alertname}|${labels.service}|${labels.cluster}`;
    const alert = {
      key: (i * 2_654_435_761).toString(16).padStart(16, '0'),
      name: labels.alertname ?? '',
      summary: annotations.summary ?? '',
      labels,
      annotations,
    };
    const severity = labels.severity === 'critical' ? ('critical' as const) : ('warning' as const);
    const list = groups.get(group) ?? [];
    groups.set(group, list);
    list.push({ ...alert, severity, startsAt: Date.parse(startsAt ?? ''), suppression: null, link: generatorURL ?? null });
  });
  return [...groups].flatMap(([group, alerts], i) => {
    const data = { feed: 'storm', alerts, tally: tallyOf(alerts), newCount: alerts.length, startedAt: NOW };
    return [opened(group, i + 1, { ...alerts[0]?.labels }), { kind: 'alert.fired' as const, incident: group, actor: 'feed:storm', data }];
  });
}

function commit(log: Log, drafts: readonly Draft[], now: number, areRowsFolded: boolean): void {
  const events = log.seal(drafts, now);
  const rows = new Map<string, ReturnType<typeof foldRow>>();
  if (areRowsFolded) for (const e of events) if (e.incident) rows.set(e.incident, foldRow(rows.get(e.incident) ?? log.row(e.incident), e));
  log.append(events, { rows: [...rows.values()].filter((r) => r !== undefined) });
}

function benchStorm(folder: string): BenchRow[] {
  const times: number[] = [];
  const tidies: number[] = [];
  const nexts: number[] = [];
  for (let i = 0; i < MEDIAN_OF; i++) {
    const inner = mkdtempSync(join(folder, 'storm-'));
    const drafts = stormDrafts(50_000);
    const log = openIn(inner);
    times.push(timed(() => commit(log, drafts, NOW, true)));
    nexts.push(timed(() => commit(log, [noted('later', 1)], NOW, false)));
    tidies.push(timed(() => log.tidy()));
    log.close();
  }
  return [
    rowOf({
      what: 'log: 50,000 new alerts sealed, folded to rows, indexed and committed',
      measured: quantile(times, 0.5),
      unit: 'ms',
    }),
    rowOf({ what: 'log: first small commit after the storm', measured: quantile(nexts, 0.5), unit: 'ms' }),
    rowOf({ what: 'log: worst stall by tidying after the storm', measured: Math.max(...tidies), unit: 'ms' }),
  ];
}

function noted(incident: string, i: number): Draft {
  return {
    kind: 'incident.noted',
    incident,
    actor: 'me',
    data: { text: `checked node-${i % 5000} of rack ${i % 97}, disk watched`, by: 'me' },
  };
}

function cleared(incident: string, i: number): Draft {
  const tally: Tally = { ...EMPTY_TALLY, warning: -1 };
  return {
    kind: 'alert.cleared',
    incident,
    actor: 'feed:storm',
    data: { feed: 'storm', cleared: [{ key: `k${i}`, startsAt: NOW }], tally, why: 'gone from the answer' },
  };
}

/** The log and the bare database take turns, commit by commit. */
function benchSmall(log: Log, folder: string): BenchRow[] {
  const bare = openBareLog(folder, KEY, 'x'.repeat(TYPICAL_CHARS));
  const batches = Array.from({ length: 50 }, (_, b) => Array.from({ length: 1000 }, (_, i) => cleared(`inc-${i % 300}`, b * 1000 + i)));
  const [batched, bareBatched, singles, bareSingles]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const drafts of batches) {
    bareBatched.push(timed(() => bare.commit(drafts.length)));
    batched.push(timed(() => commit(log, drafts, NOW, false)));
  }
  for (let i = 0; i < 2000; i++) {
    bareSingles.push(timed(() => bare.commit(1)));
    singles.push(timed(() => commit(log, [cleared('inc-1', i)], NOW, false)));
  }
  bare.close();
  const note = 'baseline: libsql alone, one table, same cipher and durability';
  return [
    rowOf({
      what: 'log: appends in batches of 1,000',
      ...{ measured: rateOf(batched, 1000), baseline: rateOf(bareBatched, 1000), unit: 'events/s', reach: [atLeast(50000)], note },
    }),
    rowOf({
      what: 'log: single durable commits',
      ...{ measured: rateOf(singles, 1), baseline: rateOf(bareSingles, 1), unit: 'commits/s', reach: [atLeast(1000)], note },
    }),
    rowOf({
      what: 'log: single durable commit, p99',
      ...{ measured: quantile(singles, 0.99), baseline: quantile(bareSingles, 0.99), unit: 'ms' },
    }),
  ];
}

/** Things a second, where each of `times` (ms) was spent on `each`. */
function rateOf(times: readonly number[], each: number): number {
  return (times.length * each) / (times.reduce((a, b) => a + b, 0) / 1000);
}

/** A year of a busy desk: `events` events of which every third has words, over 100 to an incident. */
function fillLog(log: Log, events: number): void {
  const perBatch = 5000;
  for (let from = 0; from < events; from += perBatch) {
    const drafts = Array.from({ length: Math.min(perBatch, events - from) }, (_, k) => {
      const i = from + k;
      const incident = `inc-${Math.floor(i / 10)}`;
      if (i % 10 === 0)
        return opened(incident, i / 10 + 1, {
          alertname: `Disk${i % 50}Full`,
          service: `svc-${i % 400}`,
          cluster: `eu-${i % 8}`,
          instance: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}:9100`,
        });
      return i % 10 === 9 ? cleared(incident, i) : noted(incident, i);
    });
    commit(log, drafts, NOW + from, true);
    log.tidy();
  }
}

function benchReplay(log: Log, events: number): BenchRow {
  const times: number[] = [];
  for (let i = 0; i < MEDIAN_OF; i++) {
    let seen = 0;
    times.push(
      timed(() => {
        for (const batch of log.events(log.head().seq - events)) seen += batch.length;
      }),
    );
    if (seen !== events) throw new Error(`read ${seen} of ${events}`);
  }
  return rowOf({
    what: 'log: replay (decrypt, parse, upcast)',
    measured: events / (quantile(times, 0.5) / 1000),
    unit: 'events/s',
    reach: [atLeast(300000)],
  });
}

const QUERIES = [
  'disk',
  'watched',
  'checked disk watched',
  'node-4711',
  'node',
  'rack 42',
  'svc-12',
  'disk49full',
  'inc-77',
  '10.3.44.12',
  '10.',
  'n',
  'no',
  'che wat',
  'w',
  'eu-3 svc',
  'checked',
  'zzz',
  '"disk" OR *',
  '9100',
];

function benchSearch(log: Log, events: number): BenchRow[] {
  const times = new Map<string, number>();
  for (let round = 0; round < 5; round++)
    for (const q of QUERIES)
      times.set(
        q,
        Math.max(
          round === 0 ? 0 : (times.get(q) ?? 0),
          timed(() => log.search(q, 50)),
        ),
      );
  const [slowest = '', ms = 0] = [...times].sort((a, b) => b[1] - a[1])[0] ?? [];
  return [
    rowOf({
      what: `log: search over ${events.toLocaleString('en-US')} events, p95 over queries`,
      measured: quantile([...times.values()], 0.95),
      unit: 'ms',
      reach: [atMost(50)],
    }),
    rowOf({ what: 'log: search, slowest query', measured: ms, unit: 'ms', note: `“${slowest}”` }),
  ];
}

/** Measures in a folder of its own that is removed afterwards. */
export async function benchLog(isQuick: boolean): Promise<BenchRow[]> {
  const events = isQuick ? 100_000 : 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-log-bench-'));
  try {
    const rows = benchStorm(folder);
    const small = openIn(join(folder, 'small'));
    rows.push(...benchSmall(small, folder));
    small.close();
    let log = openIn(join(folder, 'large'));
    const filled = timed(() => fillLog(log, events));
    rows.push(
      rowOf({ what: `log: ${events.toLocaleString('en-US')} events with rows and search written`, measured: filled / 1000, unit: 's' }),
      benchReplay(log, Math.min(events, 300_000)),
      ...benchSearch(log, events),
    );
    log.close();
    rows.push(
      rowOf({
        what: 'log: file of the large log',
        measured: statSync(join(folder, 'large/dogwatch.db')).size / 1e6,
        unit: 'MB',
      }),
    );
    const reopened = timed(() => {
      log = openIn(join(folder, 'large'));
    });
    rows.push(rowOf({ what: 'log: opening the large log', measured: reopened, unit: 'ms' }));
    rows.push(rowOf({ what: 'log: live rows of the large log read', measured: timed(() => log.liveRows()), unit: 'ms' }));
    log.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
