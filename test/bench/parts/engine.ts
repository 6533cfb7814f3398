// The real engine in a process of its own, booted as the app boots it: profile, key, settings file; one feed that polls when told.
import { subscribe } from 'node:diagnostics_channel';
import { boot } from '../../../electron/engine/boot';
import type { Engine } from '../../../electron/engine/engine-seams';
import type { FeedHealth } from '../../../shared/contract';
import { answerCalls } from '../measure/child';

export interface EngineBoot {
  readonly profile: string;
  readonly key: string;
  readonly configFile: string;
}

export interface PollCost {
  readonly cpuMs: number;
  /** From the last byte of the list of alerts to the last commit of the poll; 0 when nothing was committed. */
  readonly commitMs: number;
  readonly fired: number;
  readonly events: number;
}

const THREAD = new URL('../../../out/main/prepare-thread.cjs', import.meta.url);
const ALERTS_PATH = '/api/v2/alerts';
/** Successes are told at most once a second; a poll that is measured comes after that. */
const QUIET_MS = 1_200;

let engine: Engine | null = null;
let lastSuccessAt = 0;
let onSuccess = (): void => undefined;
let lastByteAt = 0;
let committedAt = 0;
let fired = 0;
let events = 0;

subscribe('undici:request:trailers', (message) => {
  const { path } = (message as { request: { path: string } }).request;
  if (path.startsWith(ALERTS_PATH)) lastByteAt = performance.now();
});

function hearFeeds(feeds: readonly FeedHealth[]): void {
  const at = feeds[0]?.lastSuccessAt ?? 0;
  if (feeds[0]?.failingSince) process.stderr.write(`bench engine: ${feeds[0].why}\n`);
  if (at <= lastSuccessAt) return;
  lastSuccessAt = at;
  onSuccess();
}

function success(): Promise<void> {
  return new Promise((resolve) => {
    onSuccess = resolve;
  });
}

const calls = {
  /** Resolves after the first poll. */
  async boot({ profile, key, configFile }: EngineBoot): Promise<void> {
    const first = success();
    const result = await boot({
      ...{ profile, key, configFile, threadFile: THREAD, keyKeeping: 'file', demoDir: null, onLeaveDemo: () => undefined },
      voice: {
        present: () => undefined,
        withdraw: () => undefined,
        onStatus: () => undefined,
        onFeeds: hearFeeds,
        journal: (line) => process.stderr.write(`bench engine: ${line}\n`),
        onEvents: (batch) => {
          committedAt = performance.now();
          events += batch.length;
          for (const event of batch) if (event.kind === 'alert.fired') fired += event.data.alerts.length;
        },
      },
    });
    if (!result.ok) throw new Error(`${result.what} ${result.remedy}`);
    engine = result.engine;
    await first;
  },

  async poll(feed: string): Promise<PollCost> {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    [committedAt, fired, events] = [0, 0, 0];
    const done = success();
    const before = process.cpuUsage();
    await engine?.call('poll-feed', { feed });
    await done;
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000, commitMs: committedAt === 0 ? 0 : committedAt - lastByteAt, fired, events };
  },

  async stop(): Promise<void> {
    await engine?.stop();
  },
};
export type BenchEngine = typeof calls;

answerCalls(calls);
