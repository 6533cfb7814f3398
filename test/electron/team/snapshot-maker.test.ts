// Who makes the next snapshot, when, and of what: told with a stream and a shelf in memory.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Delivered } from '../../../electron/team/seams';
import { SnapshotMaker, type SnapshotMakerDeps } from '../../../electron/team/snapshot-maker';
import type { Snapshot } from '../../../electron/team/snapshot-shelf';
import type { IncidentRow } from '../../../shared/domain/incident';
import { ranked } from '../../../shared/team/rendezvous';
import type { SnapshotEntry } from '../../../shared/team/snapshot';

const DESKS = ['ana', 'bo'];
const [FIRST = '', SECOND = ''] = ranked('snapshot', DESKS);
const HOUR_MS = 3_600_000;

const message = (position: number, incident: string): Delivered => ({ position, incident, bytes: Buffer.from([position]) });
const row = (id: string, openedAt = Date.now(), status = 'open') =>
  ({ id, openedAt, status, severity: 2, feeds: ['am'] }) as unknown as IncidentRow;

class Team {
  readonly stream: Delivered[] = [];
  live: IncidentRow[] = [];
  readonly made: { readonly entry: SnapshotEntry; readonly snapshot: Snapshot }[] = [];
  readonly asked: { after: number; upTo: number; incident: string | null }[] = [];

  say(...incidents: string[]): void {
    for (const incident of incidents) this.stream.push(message(this.stream.length + 1, incident));
  }

  maker(desk: string, more: Partial<SnapshotMakerDeps> = {}): SnapshotMaker {
    return new SnapshotMaker({
      ...{ desk, every: 4, now: Date.now, journal: () => undefined, mayMake: () => true, alive: () => DESKS },
      position: () => this.stream.length,
      liveRows: () => this.live,
      link: {
        extent: async () => ({ first: 1, last: this.stream.length }),
        replay: async ({ after, upTo, incident = null }, take) => {
          this.asked.push({ after, upTo, incident });
          await take(this.stream.filter((m) => m.position > after && m.position <= upTo && (incident === null || m.incident === incident)));
        },
      },
      shelf: {
        list: async () => this.made.map(({ entry }) => entry).reverse(),
        open: async ({ name }) => this.made.find(({ entry }) => entry.name === name)?.snapshot ?? null,
        add: async (name, snapshot, madeAt) => this.made.push({ entry: { name, position: snapshot.position, madeAt }, snapshot }) > 0,
      },
      ...more,
    });
  }

  get newest() {
    const last = this.made.at(-1);
    return last && { position: last.snapshot.position, messages: last.snapshot.messages.map(({ position }) => position) };
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[T22] the desk whose turn it is makes it, and the other only when that one did not', async () => {
  const team = new Team();
  team.say('a', 'b', 'a');
  const [first, second] = [team.maker(FIRST), team.maker(SECOND)];
  team.live = [row('a')];
  for (const maker of [first, second]) maker.consider();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(team.newest).toBeUndefined();
  team.say('b');
  for (const maker of [first, second]) maker.consider();
  await vi.advanceTimersByTimeAsync(10);
  expect(team.newest).toEqual({ position: 4, messages: [1, 3] });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(team.made.length).toBe(1);
  first.stop();
  team.say('a', 'a', 'a', 'a');
  second.consider();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(team.made.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(team.newest).toEqual({ position: 8, messages: [1, 3, 5, 6, 7, 8] });
  second.stop();
});

test('[T22] takes over what is not over yet, reads only what is new, and all of what goes on again', async () => {
  const team = new Team();
  team.say('a', 'b', 'c', 'b');
  team.live = [row('a'), row('c')];
  const maker = team.maker(FIRST);
  maker.consider();
  await vi.advanceTimersByTimeAsync(10);
  expect(team.newest).toEqual({ position: 4, messages: [1, 3] });
  team.asked.length = 0;
  team.say('d', 'b', 'a', 'd');
  team.live = [row('b', Date.now(), 'resolved'), row('a'), row('d', Date.now() + HOUR_MS)];
  maker.consider();
  await vi.advanceTimersByTimeAsync(10);
  expect(team.newest).toEqual({ position: 8, messages: [5, 8, 1, 7, 2, 4, 6] });
  expect(team.asked).toEqual([
    { after: 0, upTo: 4, incident: 'b' },
    { after: 4, upTo: 8, incident: null },
  ]);
  maker.stop();
});

test('[T24] a quiet team makes one a day, and none while nothing is new', async () => {
  const team = new Team();
  team.say('a');
  team.live = [row('a')];
  const maker = team.maker(FIRST);
  maker.consider();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(team.newest?.position).toBe(1);
  await vi.advanceTimersByTimeAsync(48 * HOUR_MS);
  maker.consider();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(team.made.length).toBe(1);
  team.say('a');
  maker.consider();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(team.newest).toEqual({ position: 2, messages: [1, 2] });
  maker.stop();
});

test('[T22] a desk that has not read everything itself makes none', async () => {
  const team = new Team();
  team.say('a', 'a', 'a', 'a');
  const maker = team.maker(FIRST, { mayMake: () => false });
  maker.consider();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(team.made).toEqual([]);
  maker.stop();
});
