// A token that was revoked at its source is replaced where it is used: the feed, schedule or tracker stays what it is, the new one counts from
// the next request, and the one before is gone from the store. Channels: channel-calls.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boot } from '../../../electron/engine/boot';
import type { Engine } from '../../../electron/engine/engine-seams';
import { encrypted } from '../../../electron/log/encrypted';
import { openLog } from '../../../electron/log/store';
import type { FeedHealth, Reply } from '../../../shared/contract';
import type { LogEvent } from '../../../shared/log/event';
import { type HttpSink, startHttpSink } from '../../fakes/http-sink';
import { eventually } from '../../harness/eventually';
import { feed, KEY } from './desk-engine';

const OLD = 'old-t0ken-of-the-source';
const NEW = 'new-t0ken-of-the-source';

let dir: string;
let engine: Engine;
let source: HttpSink;
/** The token that the source takes now. */
let taken = OLD;
let feeds: readonly FeedHealth[] = [];
const events: LogEvent[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-replace-'));
  taken = OLD;
  events.length = 0;
  source = await startHttpSink(({ headers, path }) => {
    if (!(headers.authorization ?? '').endsWith(taken)) return { status: 401, body: '{}' };
    const value = path.startsWith('/oncalls')
      ? { oncalls: [], more: false }
      : path.startsWith('/repos')
        ? { full_name: 'a/b', has_issues: true }
        : [];
    return { status: 200, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
  });
  const silent = () => undefined;
  const voice = {
    ...{ present: silent, withdraw: silent, onStatus: silent, journal: silent },
    onFeeds: (now: readonly FeedHealth[]) => {
      feeds = now;
    },
    onEvents: (batch: readonly LogEvent[]) => void events.push(...batch),
  };
  const booted = await boot({ profile: dir, key: KEY, keyKeeping: 'file', configFile: null, demoDir: null, onLeaveDemo: silent, voice });
  if (!booted.ok) throw new Error(booted.what);
  engine = booted.engine;
});
afterEach(async () => {
  await engine.stop();
  await source.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function must(name: string, args: unknown): Promise<unknown> {
  const reply = (await engine.call(name, args)) as Reply<unknown>;
  if (!reply.ok) throw new Error(`${name}: ${reply.error.what} ${reply.error.remedy}`);
  return reply.value;
}

/** All secrets of the store, and every page of the file that is in use. */
async function stored(): Promise<{ secrets: readonly string[]; texts: string }> {
  await engine.stop();
  const opened = openLog({ file: join(dir, 'log.db'), key: KEY, device: 'test', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const secrets = opened.log.secretTexts();
  opened.log.close();
  const db = new Database(join(dir, 'log.db'), encrypted(KEY));
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[];
  const texts = tables.map(({ name }) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
  db.close();
  return { secrets, texts };
}

test('[U34] the token of a feed is replaced without taking the feed out: the next request has it, the old one is gone', async () => {
  const own = feed(source.url);
  const isSeeing = (): boolean => feeds[0]?.state === 'ok';
  await must('save-feed', { feed: own, secrets: { bearerToken: OLD } });
  await eventually('the feed sees', isSeeing, { limitMs: 20_000 });
  taken = NEW;
  await eventually('the source refuses the old token', () => !isSeeing(), { limitMs: 20_000 });
  await must('save-feed', { feed: own, secrets: { bearerToken: NEW } });
  await eventually('the feed sees again', isSeeing, { limitMs: 20_000 });
  expect(source.got.at(-1)?.headers.authorization).toBe(`Bearer ${NEW}`);
  expect(events.filter(({ kind }) => kind.startsWith('feed.')).map(({ kind }) => kind)).not.toContain('feed.removed');
  const { secrets, texts } = await stored();
  expect(secrets).toEqual([NEW]);
  expect(texts).not.toContain(OLD);
});

test('[U34] so are those of schedules and trackers', async () => {
  const schedule = { id: 'night', name: 'Night', from: { kind: 'pagerduty', schedule: 'P1', baseUrl: source.url } };
  const tracker = { id: 'shop', kind: 'github', name: 'Shop', config: { repository: 'a/b', baseUrl: source.url } };
  await must('save-schedule', { schedule, secrets: { token: OLD } });
  await must('save-tracker', { tracker, secrets: { token: OLD } });
  taken = NEW;
  await must('save-schedule', { schedule, secrets: { token: NEW } });
  await must('save-tracker', { tracker, secrets: { token: NEW } });
  source.got.length = 0;
  await must('refresh-schedule', { schedule: 'night' });
  await must('test-tracker', { tracker, secrets: {} });
  expect(source.got.length).toBeGreaterThan(1);
  expect(source.got.filter(({ headers }) => !headers.authorization?.includes(NEW))).toEqual([]);
  const { secrets, texts } = await stored();
  expect(secrets).toEqual([NEW, NEW]);
  expect(texts).not.toContain(OLD);
});
