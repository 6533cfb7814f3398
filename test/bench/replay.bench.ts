// What it costs to run recorded weeks again: a log of alerts that came and went in four weeks, put through changed rules by the built
// thread, which reads the encrypted file. Meanwhile this thread is watched: how long was it ever busy?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, openLog } from '../../electron/log/store';
import { makeReplayRoom } from '../../electron/replay/replay-calls';
import type { ReplayPush, ReplayResult } from '../../shared/contract/replay';
import { type Settings, settingsSchema } from '../../shared/settings';
import { recordWeeksFile } from './parts/record-weeks-process';
import { atMost, type BenchRow, rowOf } from './row';

const SIGHTINGS = 1_000_000;
const QUICK = 100_000;
const KEY = '0f'.repeat(32);
const TO = Date.UTC(2026, 10, 22, 12);
const WEEKS_MS = 28 * 86_400_000;
const BEAT_MS = 5;
const THREAD = new URL('../../out/main/replay-thread.cjs', import.meta.url);

export async function benchReplay(isQuick: boolean): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-replay-'));
  const file = join(folder, 'dogwatch.db');
  const count = isQuick ? QUICK : SIGHTINGS;
  const span = isQuick ? WEEKS_MS / 10 : WEEKS_MS;
  let log: Log | null = null;
  try {
    await recordWeeksFile({ file, key: KEY, count, from: TO - span, to: TO });
    const opened = openLog({ file, key: KEY, device: 'bench', now: Date.now });
    if (!opened.ok) throw new Error(opened.what);
    log = opened.log;
    const settings = settingsSchema.parse({
      feeds: ['am', 'icinga'].map((id) => ({ id, kind: 'alertmanager', name: id })),
      paging: { minSeverity: 3, quietHours: { isOn: true } },
      grouping: { labels: ['service'] },
    });
    let hear = (_: ReplayPush): void => undefined;
    const room = makeReplayRoom({
      ...{ log, threadLog: { file, key: KEY, thread: THREAD }, now: () => TO, newId: () => 'r', timeZone: 'Europe/Berlin' },
      push: (message) => hear(message),
      journal: (line) => console.error(`replay: ${line}`),
    });
    const listen = (next: (message: ReplayPush) => void): void => {
      hear = next;
    };
    const whole = await toItsEnd(room, settings, listen);
    const cancelMs = await untilCancelled(room, settings, listen);
    return rowsOf(whole, cancelMs, isQuick);
  } finally {
    log?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Room = ReturnType<typeof makeReplayRoom>;
type Listen = (next: (message: ReplayPush) => void) => void;

interface Whole {
  readonly ms: number;
  readonly longestMs: number;
  readonly result: ReplayResult;
}

/** `longestMs`: longest time in which this thread heard nothing else. */
async function toItsEnd({ calls }: Room, settings: Settings, listen: Listen): Promise<Whole> {
  let longestMs = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    const at = performance.now();
    longestMs = Math.max(longestMs, at - last - BEAT_MS);
    last = at;
  }, BEAT_MS);
  const from = performance.now();
  const result = await new Promise<ReplayResult>((resolve, reject) => {
    listen((m) => m.push === 'replay-ended' && (m.result ? resolve(m.result) : reject(new Error(m.why))));
    calls['replay-rules']({ settings, weeks: 4 });
  });
  clearInterval(beat);
  return { ms: performance.now() - from, longestMs, result };
}

/** From the call to the word that it is over, in the middle of a replay. */
async function untilCancelled({ calls }: Room, settings: Settings, listen: Listen): Promise<number> {
  await new Promise<void>((resolve) => {
    listen((m) => m.push === 'replay' && m.share > 0.1 && resolve());
    calls['replay-rules']({ settings, weeks: 4 });
  });
  const from = performance.now();
  await new Promise<void>((resolve) => {
    listen((m) => m.push === 'replay-ended' && resolve());
    calls['cancel-replay']({});
  });
  return performance.now() - from;
}

function rowsOf({ ms, longestMs, result }: Whole, cancelMs: number, isQuick: boolean): BenchRow[] {
  const { sightings, before, after } = result;
  console.error(`replay: ${sightings} sightings, ${before.incidents} incidents, pages ${before.pages} -> ${after.pages}`);
  const full = ((ms / sightings) * SIGHTINGS) / 1000;
  const note = isQuick ? `measured with ${sightings}, times ten` : `${before.incidents} incidents, ${before.pages} pages`;
  return [
    rowOf({ what: 'replay of 1,000,000 recorded sightings', measured: full, unit: 's', reach: [atMost(20)], note }),
    rowOf({ what: 'longest stretch of the engine’s thread meanwhile', measured: longestMs, unit: 'ms', reach: [atMost(50)] }),
    rowOf({ what: 'from cancel to its end told', measured: cancelMs, unit: 'ms', reach: [atMost(200)] }),
  ];
}
