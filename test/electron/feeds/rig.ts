// Runs the real runner with the real Alertmanager connector and keeps what it tells.

import { createHash } from 'node:crypto';
import { connectionOf } from '../../../electron/feeds/connection';
import { type FeedKeeper, NO_KEEP } from '../../../electron/feeds/feed-keep';
import { openFileDoor } from '../../../electron/feeds/files';
import { createHttpClient } from '../../../electron/feeds/http';
import { loadKinds, registry } from '../../../electron/feeds/registry';
import { createRunner, type FeedReport, type FeedRunner, type RunnerOptions } from '../../../electron/feeds/runner';
import type { FeedHealth } from '../../../shared/contract';
import type { FeedContext } from '../../../shared/feed';
import { type FeedSettings, feedSettings } from '../../../shared/settings';

await loadKinds();

export interface Rig {
  readonly runner: FeedRunner;
  readonly reports: FeedReport[];
  readonly unchanged: number[];
  readonly told: FeedHealth[];
  readonly logged: string[];
  readonly health: () => FeedHealth;
  /** Keys of the last report. */
  readonly keys: () => string[];
  /** Alert names of the last report, sorted. */
  readonly names: () => string[];
}

export function feedOf(config: Readonly<Record<string, unknown>>, more: Partial<FeedSettings> = {}): FeedSettings {
  return feedSettings.parse({ id: 'am', kind: 'alertmanager', name: 'Test', intervalSeconds: 0.2, ...more, config });
}

export function startRig(feed: FeedSettings, secrets: Readonly<Record<string, string>> = {}, options: Partial<RunnerOptions> = {}): Rig {
  const reports: FeedReport[] = [];
  const unchanged: number[] = [];
  const told: FeedHealth[] = [];
  const logged: string[] = [];
  const runner = createRunner({
    registry,
    log: (_, message) => logged.push(message),
    onSightings: (report) => void reports.push(report),
    onUnchanged: (_, polledAt) => unchanged.push(polledAt),
    onHealth: (health) => told.push(health),
    ...options,
  });
  runner.setFeeds([feed], new Map([[feed.id, secrets]]));
  const last = () => reports.at(-1)?.sightings ?? [];
  return {
    ...{ runner, reports, unchanged, told, logged },
    health: () => runner.health()[0] as FeedHealth,
    keys: () => last().map((sighting) => sighting.key),
    names: () =>
      last()
        .map((sighting) => sighting.name)
        .sort(),
  };
}

/** Feeds' memories that outlive a runner: what is left after a restart. */
export function memoryKeeper(): FeedKeeper {
  const texts = new Map<string, string>();
  return { read: (feed) => texts.get(feed) ?? null, write: (feed, text) => void texts.set(feed, text) };
}

/** A context as the runner makes it, for a connector alone. */
export function contextOf(
  config: Readonly<Record<string, unknown>>,
  more: Partial<FeedContext> = {},
): FeedContext & { readonly close: () => Promise<void> } {
  const client = createHttpClient(connectionOf(config));
  const { signal } = new AbortController();
  const files = openFileDoor();
  return {
    isAborted: () => false,
    http: (request) => client.request(request, signal),
    now: Date.now,
    lastAnswerAt: null,
    digest: (bytes) => createHash('sha256').update(bytes).digest('base64'),
    log: () => undefined,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    look: async (request) => (await import('../../../electron/feeds/look')).look(request, connectionOf(config), signal),
    keep: NO_KEEP,
    files,
    close: async () => {
      await Promise.all([client.close(), files.shut()]);
    },
    ...more,
  };
}
