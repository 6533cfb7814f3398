// The thread as it is built for the product, on a real encrypted log: the same answer as in slices, ended at once, and words when it dies.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Log, openLog } from '../../../electron/log/store';
import { makeReplayRoom } from '../../../electron/replay/replay-calls';
import type { ReplayPush } from '../../../shared/contract/replay';
import { settingsSchema } from '../../../shared/settings';
import { recordWeeks } from '../../bench/parts/recorded-weeks';
import { KEY, tempFolder } from '../log/a-log';

const ROOT = join(import.meta.dirname, '../../..');
const TO = Date.UTC(2026, 10, 22, 12);
const settings = settingsSchema.parse({ paging: { minSeverity: 3 }, grouping: { labels: ['service'] } });

/** Below the checkout, where a bare Node finds the packages. */
async function buildThread(outDir: string): Promise<URL> {
  const output = { entryFileNames: 'thread.mjs', format: 'es' as const };
  const ssr = join(ROOT, 'electron/replay/replay-thread.ts');
  await build({ root: ROOT, configFile: false, logLevel: 'silent', build: { ssr, outDir, target: 'node20', rolldownOptions: { output } } });
  return pathToFileURL(join(outDir, 'thread.mjs'));
}

interface Recorded {
  readonly log: Log;
  readonly file: string;
}

function recorded(sightings: number): Recorded {
  const file = join(tempFolder(), 'dogwatch.db');
  const opened = openLog({ file, key: KEY, device: 'desk-1', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  onTestFinished(() => opened.log.close());
  recordWeeks(opened.log, { count: sightings, from: TO - 5 * 86_400_000, to: TO });
  return { log: opened.log, file };
}

/** A room, what it pushed, and a wait for its next end. */
function roomOn({ log, file }: Recorded, thread: URL | null, key = KEY) {
  const pushes: ReplayPush[] = [];
  const journal: string[] = [];
  const waiting: ((end: Extract<ReplayPush, { push: 'replay-ended' }>) => void)[] = [];
  let n = 0;
  const { calls, stop } = makeReplayRoom({
    ...{ log, threadLog: thread && { file, key, thread }, now: () => TO, newId: () => `r${++n}`, timeZone: 'Europe/Berlin' },
    push: (message) => {
      pushes.push(message);
      if (message.push === 'replay-ended') waiting.shift()?.(message);
    },
    journal: (line) => journal.push(line),
  });
  const nextEnd = () => new Promise<Extract<ReplayPush, { push: 'replay-ended' }>>((resolve) => waiting.push(resolve));
  return { calls, stop, pushes, journal, nextEnd };
}

describe('a replay in a thread of its own', () => {
  let thread: URL;
  let folder: string;
  beforeAll(async () => {
    mkdirSync(join(ROOT, 'test-results'), { recursive: true });
    folder = mkdtempSync(join(ROOT, 'test-results/replay-thread-'));
    thread = await buildThread(folder);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test('[Z3] finds exactly what the engine itself finds, and tells how far it is', async () => {
    const log = recorded(6_000);
    const ends = [];
    for (const file of [null, thread]) {
      const room = roomOn(log, file);
      const end = room.nextEnd();
      await room.calls['replay-rules']({ settings, weeks: 1 });
      const { result, why } = await end;
      expect(why).toBe('');
      expect(room.pushes.filter((p) => p.push === 'replay').length).toBeGreaterThan(5);
      ends.push({ ...result, tookMs: 0 });
    }
    expect(ends[0]?.differenceCount).toBeGreaterThan(100);
    expect(ends[1]).toEqual(ends[0]);
  });

  test('[Z3] the engine stays free, events are appended meanwhile, and a cancelled replay is silent at once', async () => {
    const log = recorded(30_000);
    const room = roomOn(log, thread);
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    await room.calls['replay-rules']({ settings, weeks: 1 });
    while (!room.pushes.some((p) => p.push === 'replay')) await new Promise((resolve) => setTimeout(resolve, 5));
    log.log.append(log.log.seal([{ kind: 'paging.unpaused', incident: null, actor: 'me', data: { by: 'me' } }], TO), { rows: [] });
    const asked = performance.now();
    const end = room.nextEnd();
    expect(await room.calls['cancel-replay']({})).toMatchObject({ ok: true });
    expect(await end).toMatchObject({ result: null, why: 'cancelled' });
    const tookMs = performance.now() - asked;
    clearInterval(beat);
    expect(tookMs).toBeLessThan(200);
    expect(longest).toBeLessThan(150);
    const told = room.pushes.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(room.pushes.length).toBe(told);
  });

  test('[Z3] a thread that dies is told in words, and the next replay works', async () => {
    const log = recorded(2_000);
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, 'process.exit(3);');
    const files = [pathToFileURL(broken), pathToFileURL(join(folder, 'missing.mjs'))];
    for (const file of files) {
      const room = roomOn(log, file);
      const end = room.nextEnd();
      await room.calls['replay-rules']({ settings, weeks: 1 });
      expect(await end).toMatchObject({ result: null, why: expect.stringContaining('ended too early') });
      expect(room.journal).toHaveLength(1);
      expect(await room.calls['cancel-replay']({})).toMatchObject({ ok: false });
    }
    const room = roomOn(log, thread, 'f0'.repeat(32));
    const refused = room.nextEnd();
    await room.calls['replay-rules']({ settings, weeks: 1 });
    expect(await refused).toMatchObject({ result: null, why: expect.stringContaining('ended too early') });
    expect(room.journal.join()).not.toContain('f0f0');
    const good = roomOn(log, thread);
    const end = good.nextEnd();
    await good.calls['replay-rules']({ settings, weeks: 1 });
    expect(await end).toMatchObject({ why: '' });
  });
});
