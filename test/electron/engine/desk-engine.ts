// An engine in this process with a real log in a temporary folder, as the utility process would run it, for tests.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { boot, type FirstRows } from '../../../electron/engine/boot';
import type { Sender } from '../../../electron/engine/couriers';
import type { Engine } from '../../../electron/engine/engine-seams';
import type { DeskStatus, EngineCall, EngineValues, FeedHealth, IncidentDetail, Reply, Snapshot } from '../../../shared/contract';
import type { LogEvent, PageRequest } from '../../../shared/log/event';

export const KEY = '11'.repeat(32);

export interface DeskEngine {
  readonly engine: Engine;
  readonly profile: string;
  readonly events: LogEvent[];
  readonly pages: PageRequest[];
  readonly withdrawn: string[];
  readonly journal: string[];
  readonly status: () => DeskStatus | null;
  readonly feeds: () => readonly FeedHealth[];
  call<C extends EngineCall>(call: C, args: unknown): Promise<Reply<EngineValues[C]>>;
  /** The value of a call, or an error with its words. */
  must<C extends EngineCall>(call: C, args: unknown): Promise<EngineValues[C]>;
  snapshot(): Promise<Snapshot>;
  /** Detail of the incident with this title. */
  incident(title: string): Promise<IncidentDetail | null>;
  /** Stops the engine; `keep` leaves the profile for the next one. */
  stop(keep?: boolean): Promise<void>;
}

export interface DeskEngineOptions {
  readonly profile?: string;
  /** Settings as code; feeds first of all. */
  readonly config: unknown;
  /** Pages are not answered: as if the shell had died. */
  readonly isMute?: boolean;
  /** See `BootOptions`. */
  readonly firstLook?: Promise<void>;
  readonly showRows?: (rows: FirstRows) => void;
  readonly sender?: Sender;
  /** Told first what goes to the world. */
  readonly hear?: { readonly page: (page: string) => void; readonly events: (batch: readonly LogEvent[]) => void };
}

export function feed(url: string, change: Record<string, unknown> = {}) {
  return {
    id: 'am',
    kind: 'alertmanager',
    name: 'Main',
    intervalSeconds: 0.2,
    clearAfterSeconds: 0.3,
    failAfterSeconds: 1,
    config: { urls: [url], restartGraceSeconds: 0 },
    ...change,
  };
}

export async function startDeskEngine(options: DeskEngineOptions): Promise<DeskEngine> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'dogwatch-desk-'));
  const configFile = join(profile, 'config.yml');
  writeFileSync(configFile, stringify(options.config));
  const events: LogEvent[] = [];
  const pages: PageRequest[] = [];
  const withdrawn: string[] = [];
  const journal: string[] = [];
  let status: DeskStatus | null = null;
  let feeds: readonly FeedHealth[] = [];
  let bear: (engine: Engine) => void = () => undefined;
  const born = new Promise<Engine>((resolve) => {
    bear = resolve;
  });
  const result = await boot({
    profile,
    key: KEY,
    keyKeeping: 'file',
    configFile,
    demoDir: null,
    onLeaveDemo: () => undefined,
    ...(options.firstLook && { firstLook: options.firstLook }),
    ...(options.showRows && { showRows: options.showRows }),
    ...(options.sender && { sender: options.sender }),
    voice: {
      present: (request) => {
        options.hear?.page(request.page);
        pages.push(request);
        if (!options.isMute)
          void born.then((engine) => engine.onOutcome(request.page, request.incidents, { kind: 'shown', route: 'test', receiptMs: 1 }));
      },
      withdraw: (threads) => withdrawn.push(...threads),
      onStatus: (s) => {
        status = s;
      },
      onEvents: (batch) => {
        options.hear?.events(batch);
        events.push(...batch);
      },
      onFeeds: (f) => {
        feeds = f;
      },
      journal: (line) => journal.push(line),
    },
  });
  if (!result.ok) throw new Error(`${result.what} ${result.remedy}`);
  const running = result.engine;
  bear(running);
  const call = async <C extends EngineCall>(name: C, args: unknown) => (await running.call(name, args)) as Reply<EngineValues[C]>;
  const must = async <C extends EngineCall>(name: C, args: unknown) => {
    const reply = await call(name, args);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.what} ${reply.error.remedy}`);
    return reply.value;
  };
  const snapshot = () => must('subscribe', {});
  return {
    ...{ engine: running, profile, events, pages, withdrawn, journal, call, must, snapshot },
    status: () => status,
    feeds: () => feeds,
    incident: async (title) => {
      const row = (await snapshot()).rows.find((r) => r.title === title);
      return row ? must('get-incident', { id: row.id }) : null;
    },
    stop: async (keep = false) => {
      await running.stop();
      if (!keep) rmSync(profile, { recursive: true, force: true });
    },
  };
}
