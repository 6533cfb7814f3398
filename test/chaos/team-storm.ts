// Five desks on a cluster of three servers write as fast as they can while servers and engines are killed and cut off at random; in the end
// all of them must have the same. The dice are seeded, so that a storm can be had again, as far as processes do the same twice.
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { eventually } from '../harness/eventually';
import { type DeskWires, type NatsCluster, startNatsCluster } from '../harness/nats-cluster';
import { makeStorm, randomFrom } from '../harness/storm';
import { type Outcome, outcomeOf } from './outcome';
import { makeTeam, Station } from './station';

export interface StormOptions {
  readonly desks: number;
  readonly alerts: number;
  /** Things that persons do, on all desks together. */
  readonly acts: number;
  /** Rest of a desk after each twenty of them. */
  readonly restMs: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface StormReport extends Outcome {
  readonly faults: Readonly<Record<FaultKind, number>>;
  readonly seconds: number;
  /** From the last act until all desks had all events and the same queue. */
  readonly equalAfterMs: number;
}

const KINDS = ['server killed', 'two servers killed', 'server cut off', 'engine killed', 'desk cut off'] as const;
export type FaultKind = (typeof KINDS)[number];

const CHUNK = 20;
/** The storm goes on and the faults end when so much of the acts is done. */
const CALM_FROM = 0.95;
const LONG = { limitMs: 120_000, everyMs: 250 };

interface Scene {
  readonly nats: NatsCluster;
  readonly am: Alertmanager;
  readonly stations: readonly Station[];
  readonly wires: readonly DeskWires[];
}

export async function teamStorm(options: StormOptions): Promise<StormReport> {
  const scene = await setUp(options);
  try {
    return await storm(scene, options);
  } finally {
    await Promise.all(scene.stations.map((station) => station.kill()));
    await Promise.all([scene.nats.stop(), scene.am.stop()]);
    for (const station of scene.stations) station.forget();
  }
}

async function setUp({ desks, alerts }: StormOptions): Promise<Scene> {
  const [nats, am] = await Promise.all([startNatsCluster(), startAlertmanager()]);
  const wires = await Promise.all(Array.from({ length: desks }, () => nats.wires()));
  const feed = { id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 2, config: { urls: [am.url], restartGraceSeconds: 0 } };
  const stations = wires.map(
    ({ servers }, n) => new Station(`desk${n}`, { feeds: [feed], sharing: { isOn: true, space: 'ops', servers, deskName: `desk ${n}` } }),
  );
  for (const station of stations) await station.start();
  await makeTeam(stations);
  await am.post(makeStorm(alerts, { seed: 1 }));
  return { nats, am, stations, wires };
}

async function storm(scene: Scene, options: StormOptions): Promise<StormReport> {
  const { stations } = scene;
  const first = stations[0] as Station;
  const ids = await eventually('there are incidents', async () => {
    const { rows } = (await first.ask('subscribe', {})) as { rows: readonly { id: string }[] };
    return rows.length > 0 && rows.map(({ id }) => id);
  });
  for (const station of stations)
    await eventually('all have them', async () => {
      const { rows } = (await station.ask('subscribe', {})) as { rows: readonly { id: string }[] };
      return ids.every((id) => rows.some((row) => row.id === id));
    });
  const from = performance.now();
  const progress = { done: 0, lastAt: from };
  const faults = faultsUntil(scene, options, () => progress.done >= options.acts * CALM_FROM);
  await Promise.all(stations.map((station) => work(station, ids, options, progress)));
  const counts = await faults;
  const isEqual = await eventually('all desks stand alike', () => isAlike(stations, options.say), LONG).catch(() => false);
  const equalAfterMs = isEqual ? performance.now() - progress.lastAt : Number.POSITIVE_INFINITY;
  await Promise.all(stations.map((station) => station.stop()));
  const outcome = outcomeOf(stations.map(({ profile }) => profile));
  return { ...outcome, faults: counts, seconds: (performance.now() - from) / 1_000, equalAfterMs };
}

/** Desks share what is to be done: one that is gone for a while does less. */
async function work(
  station: Station,
  ids: readonly string[],
  { acts, restMs }: StormOptions,
  progress: { done: number; lastAt: number },
): Promise<void> {
  while (progress.done < acts) {
    const from = progress.done;
    progress.done += CHUNK;
    try {
      await station.tell('act', { ids, from, count: CHUNK });
      progress.lastAt = performance.now();
      await pause(restMs);
    } catch {
      progress.done -= CHUNK;
      await pause(100);
    }
  }
}

async function isAlike(stations: readonly Station[], say: StormOptions['say']): Promise<boolean> {
  const found = await Promise.all(stations.map((station) => station.tell('standing')));
  const standings = found.map(({ events, queue }) => `${events} ${queue.slice(0, 8)}`);
  say(standings.join(', '));
  return new Set(standings).size === 1;
}

async function faultsUntil(scene: Scene, { seed, say }: StormOptions, isOver: () => boolean): Promise<Record<FaultKind, number>> {
  const random = randomFrom(seed);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  for (let n = 0; !isOver(); n++) {
    const kind = KINDS[n % KINDS.length] as FaultKind;
    await pause(200 + random() * 800);
    if (isOver()) break;
    say(`${kind}`);
    await fault(scene, kind, random);
    counts[kind]++;
  }
  return counts;
}

/** Does it, waits, and mends it. */
async function fault({ nats, stations, wires }: Scene, kind: FaultKind, random: () => number): Promise<void> {
  const node = Math.floor(random() * nats.size);
  const at = Math.floor(random() * stations.length);
  const lasts = 500 + random() * 2_500;
  if (kind === 'server cut off') nats.isolate(node);
  if (kind === 'desk cut off') wires[at]?.cut();
  if (kind === 'engine killed') await stations[at]?.kill();
  const down = kind === 'two servers killed' ? [node, (node + 1) % nats.size] : kind === 'server killed' ? [node] : [];
  await Promise.all(down.map((one) => nats.kill(one)));
  await pause(lasts);
  nats.mend();
  wires[at]?.mend();
  await Promise.all(down.map((one) => nats.start(one)));
  if (kind === 'engine killed') await stations[at]?.start();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
