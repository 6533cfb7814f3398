// What a team costs and how fast it is: an acknowledgement on one desk until the page is gone on another, events that one desk sends and
// another takes in, and what sharing costs while nothing happens. Every engine in a process of its own, one real nats-server.
import { makeTeam, Station } from '../chaos/station';
import { startAlertmanager } from '../harness/alertmanager';
import { eventually } from '../harness/eventually';
import { type Nats, startNats } from '../harness/nats';
import { makeStorm } from '../harness/storm';
import { type WireCutter, wireCutter } from '../harness/wire-cutter';
import { cpuMsOf } from './measure/process-tree';
import { quantile } from './measure/quantile';
import { atLeast, atMost, type BenchRow, rowOf } from './row';

const ALERTS = 100;
const ACKS = 100;
const CHUNK = 500;
const LONG = { limitMs: 120_000, everyMs: 5 };

const sharing = (url: string, deskName: string, isOn = true) => ({ isOn, space: 'bench', servers: [url], deskName, replicas: 1 });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function idsAt(station: Station): Promise<readonly string[]> {
  const { rows } = (await station.ask('subscribe', {})) as { rows: readonly { id: string }[] };
  return rows.map(({ id }) => id).sort();
}

/** Of a page that both desks show. */
async function acks(one: Station, other: Station, id: string): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < ACKS; n++) {
    const known = await other.tell('withdrawn');
    const gone = other.tell('gone', { id, known });
    const from = Date.now();
    await one.ask('acknowledge-incident', { incidents: [id] });
    took.push((await gone) - from);
    await one.ask('unacknowledge-incident', { incidents: [id] });
    await pause(50);
  }
  return took;
}

interface Wired {
  readonly station: Station;
  readonly wire: WireCutter;
}

const stateOf = async (station: Station): Promise<string> => (await station.ask('get-sharing', {})).status.state;

async function cut({ station, wire }: Wired): Promise<void> {
  wire.cut();
  await eventually('it is away', async () => (await stateOf(station)) === 'away');
}

/** When it was connected again. */
async function mend({ station, wire }: Wired): Promise<number> {
  wire.mend();
  await eventually('it is back', async () => (await stateOf(station)) === 'ok', LONG);
  return performance.now();
}

async function note(station: Station, ids: readonly string[], from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += CHUNK) await station.tell('note', { ids, from: n, count: CHUNK });
}

/** Events a second from the moment at which `mended` is connected, until `other` has as many as `one`. */
async function rate(mended: Wired, one: Station, other: Station): Promise<number> {
  const [has, all] = [await other.tell('events'), await one.tell('events')];
  const from = await mend(mended);
  await eventually('the other has all', async () => (await other.tell('events')) >= all, LONG);
  return ((all - has) * 1_000) / (performance.now() - from);
}

/** `both`: written while the servers were away, sent and taken in at once. `read`: sent as it was written, and read later. */
async function rates(one: Wired, other: Wired, ids: readonly string[], count: number): Promise<{ both: number; read: number }> {
  await cut(one);
  await note(one.station, ids, 0, count);
  const both = await rate(one, one.station, other.station);
  await cut(other);
  await note(one.station, ids, count, count);
  await pause(3_000);
  return { both, read: await rate(other, one.station, other.station) };
}

async function idle(station: Station, forMs: number): Promise<number> {
  const before = cpuMsOf([String(station.pid)]);
  await pause(forMs);
  return ((cpuMsOf([String(station.pid)]) - before) / forMs) * 100;
}

interface Measured {
  readonly took: readonly number[];
  readonly both: number;
  readonly read: number;
  readonly incidents: number;
}

async function busy(nats: Nats, events: number): Promise<Measured> {
  const am = await startAlertmanager();
  const feeds = [{ id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 1, config: { urls: [am.url], restartGraceSeconds: 0 } }];
  const make = async (name: string): Promise<Wired> => {
    const wire = await wireCutter(nats.port);
    return { wire, station: new Station(name, { feeds, sharing: sharing(`nats://127.0.0.1:${wire.port}`, name) }) };
  };
  const [first, second] = [await make('ana'), await make('bo')];
  const [one, other] = [first.station, second.station];
  for (const station of [one, other]) await station.start();
  await makeTeam([one, other]);
  await am.post(makeStorm(ALERTS, { seed: 1 }));
  const ids = await eventually('both have all', async () => {
    const [here, there] = await Promise.all([idsAt(one), idsAt(other)]);
    return here.length > 0 && here.join() === there.join() && here;
  });
  await pause(3_000);
  const took = await acks(one, other, ids[0] as string);
  const found = await rates(first, second, ids, events);
  for (const { station, wire } of [first, second]) {
    await station.kill();
    await wire.stop();
    station.forget();
  }
  await am.stop();
  return { took, ...found, incidents: ids.length };
}

/** Percent of a core: an engine that shares with four others, and one that does not. */
async function quiet(nats: Nats, forMs: number): Promise<{ shared: number; lone: number }> {
  const team = ['q1', 'q2', 'q3', 'q4', 'q5'].map((name) => new Station(name, { sharing: { ...sharing(nats.url, name), space: 'quiet' } }));
  const alone = new Station('alone', { sharing: sharing(nats.url, 'alone', false) });
  const all = [...team, alone];
  for (const station of all) await station.start();
  await makeTeam(team);
  await pause(15_000);
  const [shared, lone] = await Promise.all([idle(team[0] as Station, forMs), idle(alone, forMs)]);
  for (const station of all) await station.kill();
  for (const station of all) station.forget();
  return { shared, lone };
}

export async function benchTeam(isQuick: boolean): Promise<BenchRow[]> {
  const nats = await startNats();
  const events = isQuick ? 5_000 : 20_000;
  const { took, both, read, incidents } = await busy(nats, events);
  const { shared, lone } = await quiet(nats, isQuick ? 20_000 : 60_000);
  await nats.stop();
  return [
    rowOf({
      what: 'ack on one desk -> page gone on another, p99',
      ...{ measured: quantile(took, 0.99), unit: 'ms', reach: [atMost(250)] },
      note: `${ACKS} acknowledgements, median ${quantile(took, 0.5)}, slowest ${Math.max(...took)} ms; call to the shell’s order to withdraw`,
    }),
    rowOf({
      what: 'events that one desk sends and another takes in at the same time',
      ...{ measured: both, unit: '/s', reach: [atLeast(10_000)] },
      note: `${events} notes on ${incidents} incidents, written before; until they are in the other’s log`,
    }),
    rowOf({
      what: 'events that a desk that was away reads from the stream',
      ...{ measured: read, unit: '/s' },
      note: `${events} notes, each sent as it was written, most in a message of its own`,
    }),
    rowOf({
      what: 'CPU of one core for sharing while nothing happens, five desks',
      ...{ measured: shared - lone, unit: '%', reach: [atMost(0.3)] },
      note: `engine of one of them ${shared.toFixed(2)} %, the same engine with sharing off ${lone.toFixed(2)} %`,
    }),
  ];
}
