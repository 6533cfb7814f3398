// One feed of any kind under the real runner and a clock that the test moves, before a server whose answers the test changes.
import { readFileSync } from 'node:fs';
import { loadKinds, registry } from '../../electron/feeds/registry';
import { createRunner, type FeedReport } from '../../electron/feeds/runner';
import type { FeedHealth } from '../../shared/contract';
import type { Sighting } from '../../shared/feed';
import { feedSettings } from '../../shared/settings';
import { type ManualClock, manualClock } from '../fakes/manual-clock';
import { type RawAnswer, type RawServer, rawAnswer, startRawServer } from '../fakes/raw-server';
import { configOf, type Source, type SourceRequest, sourceOf } from '../fakes/source-answers';
import { eventually } from './eventually';

/** To these a bad answer is a finding about the server, not a failure of the feed. */
const JUDGES: ReadonlySet<string> = new Set(['probe']);
const config = (kind: string): string => readFileSync(new URL(`../fixtures/${kind}/config.json`, import.meta.url), 'utf8');
const polled = (await loadKinds())
  .map(({ manifest }) => manifest)
  .filter(({ isPushed, kind }) => !isPushed && config(kind).includes('{{url}}'))
  .map(({ kind }) => kind);

/** What a preset alone makes is asked by the code of `http-json`, which stands for all of them where only the connection matters. */
const isPreset = (kind: string): boolean => {
  const firing = JSON.parse(readFileSync(new URL(`../fixtures/${kind}/firing.json`, import.meta.url), 'utf8')) as object;
  return kind !== 'http-json' && 'pages' in firing && 'beside' in firing;
};

/** Kinds that ask over HTTP for what their source knows. */
export const asking: readonly string[] = polled.filter((kind) => !JUDGES.has(kind) && !isPreset(kind));
/** Kinds that a shipped preset makes. */
export const presets: readonly string[] = polled.filter(isPreset);
export const judging: readonly string[] = polled.filter((kind) => JUDGES.has(kind));

/** Keys of what fires. */
export const keysOf = (sightings: readonly Sighting[] = []): readonly string[] =>
  sightings
    .filter(({ state }) => state === 'firing')
    .map(({ key }) => key)
    .sort();

/** Keys that the reports since the `from`-th would clear. */
export function cleared(rig: BadInputRig, known: readonly string[], from: number): readonly string[] {
  const trusted = rig.reports.slice(from).filter(({ isComplete }) => isComplete);
  return trusted.flatMap(({ sightings }) => known.filter((key) => !keysOf(sightings).includes(key)));
}

/** Kinds that do not ask more often than so, in ms, however often they are told to. */
const LIMITS: ReadonlyMap<string, number> = new Map([['http-json', 1000], ...presets.map((kind) => [kind, 60_000] as const)]);

/** Makes an answer of what the source would have said. */
export type Spoiler = (good: string, request: SourceRequest) => RawAnswer;

export const whole: Spoiler = (good) =>
  rawAnswer(
    '200 OK',
    { 'content-type': good.startsWith('<') ? 'application/atom+xml' : 'application/json', date: new Date().toUTCString() },
    good,
  );

export interface BadInputRig {
  readonly kind: string;
  readonly server: RawServer;
  readonly clock: ManualClock;
  readonly reports: FeedReport[];
  readonly logged: string[];
  readonly health: () => FeedHealth;
  /** What the server answers from now on. */
  readonly serve: (spoiler: Spoiler, source?: Source) => void;
  /** One poll now, from request to health. */
  readonly ask: () => Promise<FeedHealth>;
  /** Moves the clock to the next planned poll and waits for its end; resolves with the pause before it, ms. */
  readonly askWhenDue: () => Promise<number>;
  /** Requests of the last poll, as paths. */
  readonly paths: () => readonly string[];
  /** Is a secret of the settings in what the feed told or logged? */
  readonly leaks: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export interface RigOptions {
  /** `{{url}}` in it is the server's. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Name under which the server is asked. */
  readonly host?: string;
  readonly intervalSeconds?: number;
}

function secretsOf(kind: string, config: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = registry.get(kind)?.manifest.fields.filter(({ type }) => type === 'secret') ?? [];
  return fields.map(({ name }) => config[name]).filter((value): value is string => typeof value === 'string' && value !== '');
}

/** Is a request of a stream that never ends, which no poll waits for? */
const isStream = (path: string): boolean => path.startsWith('/v1/events');

export async function startBadInput(kind: string, options: RigOptions = {}): Promise<BadInputRig> {
  let [source, spoil, paths]: [Source, Spoiler, string[]] = [sourceOf(kind), whole, []];
  const answer: RawAnswer = (socket, head, body = '') => {
    const request = { path: head.split(' ', 2)[1] ?? '', body };
    if (isStream(request.path)) return void socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    paths.push(request.path);
    const good = source(request);
    const refuse = rawAnswer('404 Not Found', {}, 'no such address');
    (good === null && spoil === whole ? refuse : spoil(good ?? '{}', request))(socket, head, body);
  };
  const server = await startRawServer(answer, options.tls ?? null);
  const url = options.host ? server.url.replace('127.0.0.1', options.host) : server.url;
  const more = JSON.parse(JSON.stringify(options.config ?? {}).replaceAll('{{url}}', url)) as object;
  const config: Record<string, unknown> = { ...configOf(kind, url), timeoutSeconds: 5, ...more };
  const clock = manualClock(Date.now());
  const [reports, told, logged]: [FeedReport[], FeedHealth[], string[]] = [[], [], []];
  const runner = createRunner({
    ...{ registry, clock, random: () => 0.5, log: (_, message) => logged.push(message) },
    onSightings: (report) => void reports.push(report),
    onHealth: (health) => told.push(health),
  });
  const settings = { id: 'bad', kind, name: 'Test', intervalSeconds: options.intervalSeconds ?? 15, config };
  const health = (): FeedHealth => runner.health()[0] as FeedHealth;
  const hasLanded = (): boolean => (health().nextTryAt ?? 0) > clock.now();
  /** A poll that took longer than the clock was moved meanwhile leaves the next one overdue: it is begun then. */
  const landed = (): Promise<boolean> =>
    eventually(
      'the end of a poll',
      async () => {
        if (!hasLanded()) await clock.advance(0);
        return hasLanded();
      },
      { everyMs: 2, limitMs: 30_000 },
    );
  const run = async (ms: number): Promise<void> => {
    paths = [];
    await clock.advance(ms);
    await landed();
  };
  runner.setFeeds([feedSettings.parse(settings)], new Map());
  await run(0);
  const secrets = secretsOf(kind, config);
  return {
    ...{ kind, server, clock, reports, logged, health, paths: () => paths },
    serve(spoiler, from) {
      spoil = spoiler;
      source = from ?? source;
    },
    async ask() {
      if (health().failingSince === null) await clock.advance(LIMITS.get(kind) ?? 0);
      runner.pollNow();
      await run(0);
      return health();
    },
    async askWhenDue() {
      const pause = (health().nextTryAt ?? 0) - clock.now();
      await run(pause);
      return pause;
    },
    leaks: () => secrets.filter((secret) => JSON.stringify([told, logged, reports]).includes(secret)),
    async stop() {
      await runner.stop();
      await server.close();
    },
  };
}
