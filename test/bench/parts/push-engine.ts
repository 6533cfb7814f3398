// The real engine in a process of its own for alerts that come by themselves: when the page about each goes out to the desktop.
import { boot } from '../../../electron/engine/boot';
import type { Engine } from '../../../electron/engine/engine-seams';
import { answerCalls } from '../measure/child';
import type { EngineBoot } from './engine';

const THREAD = new URL('../../../out/main/prepare-thread.cjs', import.meta.url);

let engine: Engine | null = null;
let live = (): void => undefined;
const incidentOf: Record<string, string> = {};
const pagedAt: Record<string, number> = {};
let [fired, cleared, commits] = [0, 0, 0];

const calls = {
  /** Resolves when the feed's link stands. */
  async boot({ profile, key, configFile }: EngineBoot): Promise<void> {
    const isLive = new Promise<void>((resolve) => {
      live = resolve;
    });
    const result = await boot({
      ...{ profile, key, configFile, threadFile: THREAD, keyKeeping: 'file', demoDir: null, onLeaveDemo: () => undefined },
      voice: {
        ...{ withdraw: () => undefined, onStatus: () => undefined },
        present: ({ incidents }) => {
          for (const id of incidents) pagedAt[id] ??= performance.timeOrigin + performance.now();
        },
        onFeeds: (feeds) => feeds[0]?.state === 'ok' && live(),
        journal: (line) => process.stderr.write(`bench engine: ${line}\n`),
        onEvents: (batch) => {
          commits += 1;
          for (const event of batch) {
            if (event.kind === 'alert.cleared') cleared += event.data.cleared.length;
            if (event.kind !== 'alert.fired') continue;
            fired += event.data.alerts.length;
            for (const alert of event.data.alerts) incidentOf[alert.key] ??= event.incident ?? '';
          }
        },
      },
    });
    if (!result.ok) throw new Error(`${result.what} ${result.remedy}`);
    engine = result.engine;
    await isLive;
  },

  count: () => Object.keys(pagedAt).length,
  /** Unix ms by key: when the page about its alert went out to the desktop, after the commit. */
  received: () => Object.fromEntries(Object.entries(incidentOf).flatMap(([key, id]) => (pagedAt[id] ? [[key, pagedAt[id]]] : []))),
  tally: () => ({ fired, cleared, commits }),

  /** MB after a collection: heap with buffers, and of the whole process. */
  memory() {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: (heapUsed + external) / 1e6, resident: rss / 1e6 };
  },

  async stop(): Promise<void> {
    await engine?.stop();
  },
};
export type PushEngine = typeof calls;

answerCalls(calls);
