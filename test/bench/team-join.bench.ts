// A desk that is let in to a team with a million events behind it: how soon it can be worked at, what it costs while it reads what is older,
// and what an event takes on the servers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFromFile } from '../../electron/log/key-file';
import { type Log, openLog } from '../../electron/log/store';
import { type DeskEngine, startDeskEngine } from '../electron/engine/desk-engine';
import { eventually } from '../harness/eventually';
import { startNats } from '../harness/nats';
import { median, quantile } from './measure/quantile';
import { EVENTS_PER_INCIDENT, oldProfile } from './parts/old-log';
import { SPACE, TeamHistory } from './parts/team-history';
import { atMost, type BenchRow, rowOf } from './row';

const JOINS = 3;
const ACKS = 20;
const READING_MS = 10_000;

function logOf(profile: string): Log {
  const key = keyFromFile(join(profile, 'log.key'));
  const opened = key.ok ? openLog({ file: join(profile, 'log.db'), key: key.key, device: 'bench', now: Date.now }) : key;
  if (!opened.ok) throw new Error(opened.what);
  return opened.log;
}

interface Joined {
  readonly usableMs: number;
  readonly desk: DeskEngine;
}

/** From being let in until the queue has all that is not over, as the window would get it. */
async function joinOnce(history: TeamHistory, url: string, live: ReadonlyMap<string, string>): Promise<Joined> {
  const sharing = { isOn: true, space: SPACE, servers: [url], deskName: 'new desk', replicas: 1 };
  const desk = await startDeskEngine({ config: { person: { name: 'Kim', id: 'kim' }, sharing } });
  const sharingNow = async () => desk.must('get-sharing', {});
  await eventually('the space answers', async () => (await sharingNow()).status.state === 'outside');
  await desk.must('join-space', { founder: history.device.desk });
  const name = (await sharingNow()).desk;
  await history.hears(name);
  const from = performance.now();
  await history.members.admit(name);
  await eventually('all that is not over is there', async () => (await desk.snapshot()).rows.length >= live.size, {
    limitMs: 60_000,
    everyMs: 20,
  });
  const usableMs = performance.now() - from;
  for (const { id, status } of (await desk.snapshot()).rows)
    if (live.get(id) !== status) throw new Error(`${id} is ${status} on the new desk and ${live.get(id)} at the others`);
  return { usableMs, desk };
}

interface Reading {
  readonly ackMs: readonly number[];
  readonly perSecond: number;
}

/** Works at the desk while it reads what is older. */
async function whileReading(desk: DeskEngine): Promise<Reading> {
  const unread = async () => (await desk.must('get-sharing', {})).status.unread;
  const open = (await desk.snapshot()).rows.filter(({ status }) => status === 'open').slice(0, ACKS);
  const [from, before] = [performance.now(), await unread()];
  const ackMs: number[] = [];
  for (const { id } of open) {
    const asked = performance.now();
    await desk.must('acknowledge-incident', { incidents: [id] });
    ackMs.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, READING_MS / ACKS));
  }
  return { ackMs, perSecond: ((before - (await unread())) * 1_000) / (performance.now() - from) };
}

export async function benchTeamJoin(isQuick: boolean): Promise<BenchRow[]> {
  const incidents = isQuick ? 10_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-bench-'));
  oldProfile(folder, incidents);
  const log = logOf(folder);
  const nats = await startNats();
  const history = await TeamHistory.found(nats, log);
  const live = new Map(log.liveRows().map(({ id, status }) => [id, status]));
  const { events, messages, sealed, singles } = await history.send();
  const bytes = await history.bytes();
  const madeMs = await history.makeSnapshot(messages);
  const usable: number[] = [];
  let reading: Reading = { ackMs: [], perSecond: 0 };
  for (let turn = 0; turn < JOINS; turn++) {
    const { usableMs, desk } = await joinOnce(history, nats.url, live);
    usable.push(usableMs);
    if (turn === 0) reading = await whileReading(desk);
    await desk.stop();
  }
  await history.stop();
  await nats.stop();
  log.close();
  rmSync(folder, { recursive: true, force: true });
  const many = events.toLocaleString('en');
  return [
    rowOf({
      what: `a new desk with ${many} events behind it: let in -> all that is not over in the queue`,
      ...{ measured: median(usable) / 1_000, unit: 's', reach: [atMost(5)] },
      note: `${JOINS} desks, slowest ${(Math.max(...usable) / 1_000).toFixed(1)} s; ${live.size} incidents in ${live.size * EVENTS_PER_INCIDENT} messages; the snapshot took ${(madeMs / 1_000).toFixed(1)} s to make from nothing`,
    }),
    rowOf({
      what: 'an acknowledgement at that desk while it reads what is older, p95',
      ...{ measured: quantile(reading.ackMs, 0.95), unit: 'ms' },
      note: `call to answer; it reads ${Math.round(reading.perSecond)} messages/s meanwhile (${EVENTS_PER_INCIDENT} events each), resting half of the time`,
    }),
    rowOf({
      what: 'an event in the stream, in a message of its own (median)',
      ...{ measured: median(singles) + (bytes - sealed) / messages, unit: 'bytes' },
      note: `sealed ${Math.round(median(singles))}, the rest is subject, headers and the server’s; ten in one message: ${Math.round(bytes / events)} an event`,
    }),
  ];
}
