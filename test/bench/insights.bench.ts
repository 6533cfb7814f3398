// What looking back costs over a hundred thousand incidents: the built engine in plain Node, asked over its own line protocol. The first look
// ever reads all events; after a restart the facts are there and only wait to be read; then they are in memory.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LookBack } from '../../shared/contract/insights';
import { Asker } from './measure/asker';
import { median } from './measure/quantile';
import { EVENTS_PER_INCIDENT, oldProfile } from './parts/old-log';
import { atMost, type BenchRow, rowOf } from './row';

const INCIDENTS = 100_000;
const TURNS = 7;
const PAUSE_MS = 50;
/** After a start the desk has other things to do first. */
const REST_MS = 2_000;
const ALL = { from: 0, to: 4_000_000_000_000 };
const cli = resolve(import.meta.dirname, '../../out/main/cli.cjs');

interface Running {
  readonly engine: ChildProcess;
  readonly asker: Asker;
}

async function started(profile: string): Promise<Running> {
  const engine = spawn('node', [cli, '--profile', profile], { stdio: ['pipe', 'pipe', 'ignore'] });
  const asker = new Asker(engine);
  await asker.ready();
  return { engine, asker };
}

async function ended({ engine }: Running): Promise<void> {
  const gone = new Promise((done) => engine.once('close', done));
  engine.kill('SIGTERM');
  await gone;
}

/** Asks until everything is read; ms of it all, and how often it was asked. */
async function untilRead({ asker }: Running): Promise<{ ms: number; incidents: number }> {
  const from = performance.now();
  for (;;) {
    const { overview } = await asker.ask<LookBack>('look-back', { scope: ALL });
    if (overview) return { ms: performance.now() - from, incidents: overview.incidents };
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

async function asked(asker: Asker, call: string, args: unknown): Promise<number> {
  const from = performance.now();
  await asker.ask(call, args);
  return performance.now() - from;
}

async function timesOf(asker: Asker, call: string, args: unknown): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) took.push(await asked(asker, call, args));
  return took;
}

export async function benchInsights(): Promise<BenchRow[]> {
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-insights-'));
  let running: Running | null = null;
  try {
    oldProfile(profile, INCIDENTS);
    running = await started(profile);
    const first = await untilRead(running);
    if (first.incidents !== INCIDENTS) throw new Error(`${first.incidents} incidents were counted`);
    await ended(running);
    running = await started(profile);
    await new Promise((done) => setTimeout(done, REST_MS));
    const kept = await untilRead(running);
    const warm = await timesOf(running.asker, 'look-back', { scope: ALL });
    const behind = { scope: ALL, behind: { what: 'measure', measure: 'resolve' } };
    const opened = await timesOf(running.asker, 'list-behind', behind);
    const alike = await timesOf(running.asker, 'list-alike', { scope: ALL });
    const worst = (took: readonly number[]): number => Math.round(Math.max(...took));
    const of = `${INCIDENTS / 1000}k incidents`;
    return [
      rowOf({
        what: `insights: first look ever, ${of}`,
        measured: first.ms / 1000,
        unit: 's',
        note: `reads ${(INCIDENTS * EVENTS_PER_INCIDENT) / 1e6} M events once, in slices; told with progress, not judged`,
      }),
      rowOf({
        what: `insights: first look after a start, ${of}`,
        measured: kept.ms,
        unit: 'ms',
        reach: [atMost(300)],
        note: 'all charts at once, two seconds after the start; facts come from the disk',
      }),
      rowOf({
        what: `insights: another look, ${of}`,
        measured: median(warm),
        unit: 'ms',
        reach: [atMost(300)],
        note: `all charts at once, ${TURNS} times, worst ${worst(warm)}`,
      }),
      rowOf({
        what: `insights: incidents behind a number, ${of}`,
        measured: median(opened),
        unit: 'ms',
        reach: [atMost(300)],
        note: `the hundred longest of all, ${TURNS} times, worst ${worst(opened)}`,
      }),
      rowOf({
        what: `insights: groups of similar incidents, ${of}`,
        measured: median(alike),
        unit: 'ms',
        reach: [atMost(300)],
        note: `by the full-text index, ${TURNS} times, worst ${worst(alike)}`,
      }),
    ];
  } finally {
    if (running) await ended(running);
    rmSync(profile, { recursive: true, force: true });
  }
}
