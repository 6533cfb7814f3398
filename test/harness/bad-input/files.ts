// Kinds that read files of this machine: what stands in them is what goes wrong.
import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { registry } from '../../../electron/feeds/registry';
import { createRunner, type FeedReport } from '../../../electron/feeds/runner';
import type { FeedHealth } from '../../../shared/contract';
import { feedSettings } from '../../../shared/settings';
import { type ManualClock, manualClock } from '../../fakes/manual-clock';
import { keysOf } from '../bad-input';
import { eventually } from '../eventually';
import { type Fault, type OpenSubject, type Outcome, steady } from './faults';

const LOCAL = 'It reads files of this machine: there is no server, no login and no certificate.';
const CANNOT: Readonly<Partial<Record<Fault, string>>> = {
  'a circle of redirects': LOCAL,
  'slow loris': 'It reads files of this machine; a line that is not at its end yet is waited for.',
  'TLS that can not be trusted': LOCAL,
  'an expired certificate': LOCAL,
  '429 with Retry-After': LOCAL,
  '429 without Retry-After': LOCAL,
  '503 for an hour': LOCAL,
};
const HOUR_MS = 3_600_000;

interface Files {
  readonly file: string;
  readonly clock: ManualClock;
  readonly reports: readonly FeedReport[];
  readonly health: () => FeedHealth;
  readonly fires: () => boolean;
  readonly turn: () => Promise<void>;
}

const error = (at: number, more = ''): string => `{"time":"${new Date(at).toISOString()}","level":"error","msg":"disk is full"${more}}\n`;

async function withFiles(use: (files: Files) => Promise<Outcome>): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-logs-'));
  const [file, clock] = [join(dir, 'app.log'), manualClock(Date.now())];
  writeFileSync(file, error(clock.now()));
  const reports: FeedReport[] = [];
  const runner = createRunner({
    registry,
    clock,
    random: () => 0.5,
    log: () => undefined,
    onSightings: (one) => void reports.push(one),
    onHealth: () => undefined,
  });
  const rules = [{ name: 'Errors', where: 'level>=error', count: 1, within: '10m', clearAfter: '1h' }];
  runner.setFeeds(
    [feedSettings.parse({ id: 'bad', kind: 'logs', name: 'Test', intervalSeconds: 5, config: { paths: [file], rules } })],
    new Map(),
  );
  const health = (): FeedHealth => runner.health()[0] as FeedHealth;
  /** A poll that took longer than the clock was moved meanwhile leaves the next one overdue: it is begun then. */
  const hasLanded = async (): Promise<boolean> => {
    if ((health().nextTryAt ?? 0) <= clock.now()) await clock.advance(0);
    return (health().nextTryAt ?? 0) > clock.now();
  };
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) {
      await clock.advance(Math.max(3000, (health().nextTryAt ?? 0) - clock.now()));
      await eventually('the end of a poll', hasLanded, { everyMs: 2, limitMs: 30_000 });
    }
  };
  const fires = (): boolean => keysOf(reports.at(-1)?.sightings).length === 1;
  try {
    await turn();
    expect([health().state, fires()]).toEqual(['ok', true]);
    return await use({ file, clock, reports, health, fires, turn });
  } finally {
    await runner.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const WRITTEN: Readonly<Partial<Record<Fault, (now: number) => string | Buffer>>> = {
  empty: () => '',
  'a web page': () => '<!doctype html>\n<html><title>Sign in</title></html>\n',
  'wrong schema': () => '{"HELLO":1}\n[1,2]\n{"level":{"no":"level"}}\n',
  'wrong encoding': (now) => Buffer.from(error(now), 'utf16le'),
  '100 MB': () => Buffer.alloc(100_000_000, 120),
  '1,000,000 labels': (now) => error(now, Array.from({ length: 1_000_000 }, (_, at) => `,"l${at}":"v"`).join('')),
  'a clock an hour off': (now) => error(now + HOUR_MS) + error(now - HOUR_MS),
  'future and zero dates': () => error(Date.parse('2999-01-01T00:00:00Z')) + error(0),
  'duplicate keys': (now) => error(now, ',"level":"error","msg":"again"'),
};
const READ_AS: Readonly<Partial<Record<Fault, string>>> = {
  '100 MB': 'Of a line the first 64 kB are looked at.',
  '1,000,000 labels': 'Of a line the first 64 kB are looked at.',
  'a clock an hour off': 'What is written while it is followed is of now, whatever its clock says.',
  'future and zero dates': 'What is written while it is followed is of now, whatever its clock says.',
  truncated: 'A file that was cut is read from its beginning; what was counted stays counted.',
  empty: 'A file in which nothing is written says nothing.',
  'a web page': 'Each line is text like any other; the rules decide.',
  'wrong schema': 'Each line is text like any other; the rules decide.',
};

/** What the alert says and since when is as sound as before. */
function isSound({ reports, clock }: Files): void {
  const all = reports.flatMap(({ sightings }) => sightings);
  expect(all.filter(({ startsAt }) => !(startsAt > 0 && startsAt <= clock.now() + 600_000))).toEqual([]);
  expect(Math.max(...all.map((one) => JSON.stringify(one).length))).toBeLessThan(200_000);
}

function outcomeOf(files: Files, fault: Fault): Outcome {
  const { why, remedy } = files.health();
  expect(why).not.toMatch(/stumbled|undefined|\[object/);
  isSound(files);
  if (why === '') return { harmless: READ_AS[fault] ?? 'Read as ever.' };
  expect(remedy, why).toMatch(/\w+ \w+/);
  return { told: { why: steady(why), remedy: steady(remedy) } };
}

/** The file is taken away and comes back. */
async function away(files: Files): Promise<Outcome> {
  const { file, health, fires, turn } = files;
  renameSync(file, `${file}-elsewhere`);
  for (let i = 0; i < 6; i++) await turn();
  expect([health().state, fires()]).toEqual(['blind', true]);
  const outcome = outcomeOf(files, 'a token revoked mid-run');
  renameSync(`${file}-elsewhere`, file);
  await turn();
  return outcome;
}

async function written(files: Files, fault: Fault): Promise<Outcome> {
  const { file, clock, turn } = files;
  const before = process.memoryUsage().rss;
  if (fault === 'truncated') truncateSync(file, 20);
  else appendFileSync(file, WRITTEN[fault]?.(clock.now()) ?? '');
  await turn();
  expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  return outcomeOf(files, fault);
}

export const openFiles: OpenSubject = async () => ({
  stop: async () => undefined,
  async suffer(fault) {
    const cannot = CANNOT[fault];
    if (cannot !== undefined) return { cannot };
    return withFiles(async (files) => {
      const outcome = await (fault === 'a token revoked mid-run' ? away(files) : written(files, fault));
      expect(files.fires()).toBe(true);
      appendFileSync(files.file, `\n${error(files.clock.now())}`);
      await files.turn();
      expect(files.health().state).toBe('ok');
      expect(files.fires()).toBe(true);
      return outcome;
    });
  },
});
