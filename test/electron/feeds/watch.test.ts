// What the runner owes every kind that listens: a stream heard line by line, silence noticed, broken links opened again, polls brought forward.
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { connectionOf } from '../../../electron/feeds/connection';
import { createHttpClient } from '../../../electron/feeds/http';
import type { AnyFeed } from '../../../electron/feeds/registry';
import { createRunner, type RunnerOptions } from '../../../electron/feeds/runner';
import type { FeedFailure, WatchContext } from '../../../shared/feed';
import { feedSettings } from '../../../shared/settings';
import { rawAnswer, startRawServer } from '../../fakes/raw-server';
import { eventually } from '../../harness/eventually';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n';
const signal = () => new AbortController().signal;

async function streamFrom(answer: (socket: Socket, head: string) => void, idleMs: number) {
  const server = await startRawServer(answer);
  const client = createHttpClient(connectionOf({}));
  ends.push(server.close, () => client.close());
  const lines: string[] = [];
  const opened: true[] = [];
  const failure = await client.stream(
    { url: server.url, idleMs, onOpen: () => opened.push(true), onLine: (line) => lines.push(line) },
    signal(),
  );
  return { lines, opened: opened.length, failure };
}

test('lines are heard whole though they come in pieces, and an end is told', async () => {
  const bytes = Buffer.from('{"a":"ü"}\n\n{"b":1}\nrest');
  const { lines, opened, failure } = await streamFrom((socket) => {
    socket.write(HEAD);
    for (const byte of bytes) socket.write(Buffer.from([byte]));
    setTimeout(() => socket.end(), 50);
  }, 1000);
  expect([lines, opened]).toEqual([['{"a":"ü"}', '{"b":1}'], 1]);
  expect(failure.what).toContain('ended');
});

test('a stream that says nothing is given up after its idle time, each word gives it new time', async () => {
  const started = performance.now();
  const { lines, failure } = await streamFrom((socket) => {
    socket.write(HEAD);
    for (const i of [1, 2, 3]) setTimeout(() => socket.write(`${i}\n`), i * 150);
  }, 300);
  expect(lines).toEqual(['1', '2', '3']);
  expect(failure).toMatchObject({ kind: 'timeout' });
  expect(performance.now() - started).toBeGreaterThan(700);
});

test('a refusal is told in the words of the server, an endless line is not kept', async () => {
  const refused = await streamFrom(rawAnswer('403 Forbidden', {}, '{"message":"no events for you"}'), 1000);
  expect([refused.failure.kind, refused.opened]).toEqual(['auth', 0]);
  expect(refused.failure.what).toContain('no events for you');
  const endless = await streamFrom((socket) => {
    socket.write(HEAD);
    socket.write('x'.repeat(2_000_000));
  }, 1000);
  expect(endless.failure).toMatchObject({ kind: 'bad-answer' });
});

/** A kind that counts its polls and leaves its watch to the test. */
function watching(watch: (ctx: WatchContext) => Promise<FeedFailure>) {
  let polls = 0;
  const kind = {
    manifest: { kind: 'watching', name: 'Watching', docsUrl: '', fields: [], capabilities: [], slowMs: 1000 },
    parseConfig: () => ({ ok: true, config: {} }),
    poll: async () => {
      polls += 1;
      return { kind: 'unchanged', cursor: null, peers: [] };
    },
    watch,
    map: () => ({ sightings: [], rejected: [] }),
    actions: {},
  } as unknown as AnyFeed;
  const options: RunnerOptions = {
    registry: new Map([['watching', kind]]),
    log: () => undefined,
    onSightings: () => undefined,
    onHealth: () => undefined,
  };
  const runner = createRunner({ ...options, random: () => 0.5 });
  ends.push(() => runner.stop());
  runner.setFeeds([feedSettings.parse({ id: 'w', kind: 'watching', name: 'W', intervalSeconds: 60, config: {} })], new Map());
  return { runner, polls: () => polls };
}

const broken: FeedFailure = { kind: 'unreachable', what: 'The link broke.', remedy: '' };
const untilAborted = async (ctx: WatchContext): Promise<FeedFailure> => {
  await ctx.pause(3_600_000);
  return broken;
};

test('a nudge brings the next poll forward; a flood of nudges brings few', async () => {
  const { polls } = watching(async (ctx) => {
    for (let i = 0; i < 1000; i++) {
      ctx.nudge();
      if (i % 10 === 0) await ctx.pause(10);
    }
    return untilAborted(ctx);
  });
  await eventually('early polls', () => polls() >= 3);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(polls()).toBeLessThanOrEqual(8);
});

test('a watch that breaks or throws is started again, told in the health while polls go on, and forgotten once it is heard', async () => {
  let starts = 0;
  const { runner, polls } = watching(async (ctx) => {
    starts += 1;
    if (starts === 1) throw new Error('stumbled');
    if (starts === 2) return broken;
    ctx.nudge();
    return untilAborted(ctx);
  });
  await eventually('second failure', () => starts === 2);
  runner.pollNow('w');
  await eventually('told', () => runner.health()[0]?.why.includes('Not heard live'));
  expect(runner.health()[0]).toMatchObject({ state: 'ok', why: expect.stringContaining('The link broke.') });
  const before = polls();
  await eventually('heard again', () => starts === 3 && polls() > before);
  await eventually('forgotten', () => runner.health()[0]?.why === '');
});
