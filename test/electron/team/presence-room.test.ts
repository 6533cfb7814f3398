// Who is in a postmortem, between desks on a wire in memory with real keys: how often they speak, who is forgotten, what is not believed.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deviceKeys, newSeed } from '../../../electron/team/device-keys';
import { type ObjectSeal, objectSeal } from '../../../electron/team/object-seal';
import { TeamPresence } from '../../../electron/team/presence';
import type { PresentDesk } from '../../../shared/team/presence';

const KEY = new Uint8Array(32).fill(7);
const CURSOR = { anchor: 'AAAA', head: 'AAEC' };
const SETTLED_MS = 200;

/** The wire: everybody who listens to a topic hears what is said there, and so does who runs it. */
class Wire {
  readonly said: { readonly topic: string; readonly bytes: Uint8Array }[] = [];
  private readonly ears = new Set<{ readonly topic: string; hear(bytes: Uint8Array): void }>();
  state: 'ok' | 'away' = 'ok';

  say(topic: string, bytes: Uint8Array): void {
    this.said.push({ topic, bytes });
    for (const ear of this.ears) if (ear.topic === topic) ear.hear(bytes);
  }

  hear(topic: string, hear: (bytes: Uint8Array) => void) {
    const ear = { topic, hear };
    this.ears.add(ear);
    return { stop: async () => void this.ears.delete(ear) };
  }

  get listeners(): number {
    return this.ears.size;
  }
}

interface Member {
  readonly desk: string;
  readonly seal: ObjectSeal;
  readonly presence: TeamPresence;
  /** As the window was told last. */
  readonly told: () => readonly PresentDesk[];
}

const members = new Map<string, Uint8Array>();
let wire = new Wire();
let starts = 0;

async function member(person: string, key = KEY): Promise<Member> {
  const device = await deviceKeys(newSeed());
  if (key === KEY) members.set(device.desk, device.signKey);
  const seal = objectSeal({
    ...{ space: 'ops', device, current: () => ({ epoch: 1, key }), keyOf: () => key, first: () => KEY },
    signKeyOf: (desk) => members.get(desk),
  });
  let told: readonly PresentDesk[] = [];
  const mine = wire;
  const link = {
    say: (topic: string, bytes: Uint8Array) => mine.say(topic, bytes),
    hear: (topic: string, listener: (bytes: Uint8Array) => void) => mine.hear(topic, listener),
    get health() {
      return { state: mine.state, isConnected: mine.state === 'ok', why: '', remedy: '', lastHeardAt: null, waiting: 0 };
    },
  };
  const presence = new TeamPresence({
    ...{
      desk: device.desk,
      link,
      seal,
      person: () => person,
      nameOf: (desk: string) => (members.has(desk) ? 'a desk' : null),
      now: Date.now,
    },
    maySay: (incident) => incident !== 'a-drill',
    start: () => ++starts,
    changed: (_, others) => {
      told = others;
    },
  });
  return { desk: device.desk, seal, presence, told: () => told };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  members.clear();
  wire = new Wire();
  starts = 0;
});
afterEach(() => void vi.useRealTimers());

/** Lets time pass, and the seals, which take their own, come through. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    await vi.advanceTimersByTimeAsync(Math.min(50, left));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('[T41] two in the same text see each other at once, with the cursor; who comes second need not wait for the next word', async () => {
  const [ana, bo] = [await member('Ana'), await member('Bo')];
  ana.presence.be('inc', CURSOR);
  await pass(SETTLED_MS);
  expect(bo.presence.be('inc', null)).toEqual([]);
  await pass(SETTLED_MS);
  expect(bo.told()).toMatchObject([{ desk: ana.desk, person: 'Ana', cursor: CURSOR }]);
  expect(ana.told()).toMatchObject([{ desk: bo.desk, person: 'Bo', cursor: null }]);
  expect(ana.presence.be('other', null)).toEqual([]);
});

test('[T42] who goes is gone at once, and who falls silent after ten seconds', async () => {
  const [ana, bo, cy] = [await member('Ana'), await member('Bo'), await member('Cy')];
  for (const { presence } of [ana, bo, cy]) presence.be('inc', null);
  await pass(SETTLED_MS);
  expect(
    ana
      .told()
      .map(({ person }) => person)
      .sort(),
  ).toEqual(['Bo', 'Cy']);
  bo.presence.leave('inc');
  await pass(SETTLED_MS);
  expect(ana.told().map(({ person }) => person)).toEqual(['Cy']);
  for (let s = 0; s < 9; s += 3) {
    ana.presence.be('inc', null);
    await pass(3_000);
  }
  expect(ana.told().map(({ person }) => person)).toEqual(['Cy']);
  ana.presence.be('inc', null);
  await pass(2_000);
  expect(ana.told()).toEqual([]);
});

test('[T42] a window that is gone without a word is not spoken for, and its desk listens no longer', async () => {
  const ana = await member('Ana');
  ana.presence.be('inc', null);
  await pass(SETTLED_MS);
  expect(wire.listeners).toBe(1);
  await pass(12_000);
  expect(wire.listeners).toBe(0);
  const said = wire.said.length;
  await pass(60_000);
  expect(wire.said).toHaveLength(said);
});

test('[T43] a cursor that runs is told at most ten times a second, and where it stopped always', async () => {
  const [ana, bo] = [await member('Ana'), await member('Bo')];
  bo.presence.be('inc', null);
  ana.presence.be('inc', null);
  await pass(SETTLED_MS);
  const from = wire.said.length;
  for (let i = 0; i < 100; i++) {
    ana.presence.be('inc', { anchor: 'AAAA', head: i === 99 ? 'ABCD' : 'AAEC' });
    await pass(10);
  }
  await pass(SETTLED_MS);
  expect(wire.said.length - from).toBeGreaterThan(4);
  expect(wire.said.length - from).toBeLessThanOrEqual(12);
  expect(bo.told()[0]?.cursor?.head).toBe('ABCD');
});

test('[T44] nobody but a member reads who is there, and no plain word or name of the incident leaves', async () => {
  const [ana, eve] = [await member('Ana the first'), await member('Eve', new Uint8Array(32).fill(8))];
  ana.presence.be('inc-of-the-vault', CURSOR);
  eve.presence.be('inc-of-the-vault', null);
  await pass(SETTLED_MS);
  expect(wire.said.length).toBeGreaterThan(1);
  for (const { topic, bytes } of wire.said)
    expect(`${topic} ${Buffer.from(bytes).toString('latin1')}`).not.toMatch(/Ana|vault|AAEC|cursor/);
  expect([ana.told(), eve.told()]).toEqual([[], []]);
});

test('[T44] who is put out is not shown any longer', async () => {
  const [ana, bo] = [await member('Ana'), await member('Bo')];
  for (const { presence } of [ana, bo]) presence.be('inc', null);
  await pass(SETTLED_MS);
  expect(ana.told()).toHaveLength(1);
  members.delete(bo.desk);
  await pass(1_100);
  expect(ana.told()).toEqual([]);
});

test('[T44] a word that is old, changed, moved from another text or too long is not believed', async () => {
  const [ana, bo] = [await member('Ana'), await member('Bo')];
  ana.presence.be('inc', null);
  bo.presence.be('inc', CURSOR);
  await pass(SETTLED_MS);
  const { topic, bytes } = wire.said.find((word) => word.bytes.length > 0 && Buffer.from(word.bytes).includes(bo.desk)) ?? {
    topic: '',
    bytes: KEY,
  };
  bo.presence.leave('inc');
  await pass(SETTLED_MS);
  expect(ana.told()).toEqual([]);
  const changed = Buffer.from(bytes);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  const moved = await bo.seal.seal(
    'elsewhere',
    Buffer.from(JSON.stringify({ v: 1, start: 9, n: 9, person: 'Bo', isHere: true, cursor: null })),
    null,
  );
  const newer = await bo.seal.seal(topic, Buffer.from(JSON.stringify({ v: 2, start: 9, n: 9, person: 'Bo', isHere: true })), null);
  const hostile = await bo.seal.seal(
    topic,
    Buffer.from('{"v":1,"start":9,"n":9,"person":"Bo","isHere":true,"cursor":{"anchor":"<b>","head":"x"}}'),
    null,
  );
  const long = await bo.seal.seal(topic, Buffer.alloc(4_000, 'a'), null);
  for (const word of [bytes, changed, moved, newer, hostile, long, Buffer.from('no word'), Buffer.alloc(0)])
    wire.say(topic, word ?? Buffer.alloc(0));
  await pass(SETTLED_MS);
  expect(ana.told()).toEqual([]);
});

test('[T45] nothing is said of what the team may not hear of, nor while its servers are away', async () => {
  const ana = await member('Ana');
  ana.presence.be('a-drill', CURSOR);
  await pass(SETTLED_MS);
  expect([wire.listeners, wire.said.length]).toEqual([0, 0]);
  wire.state = 'away';
  ana.presence.be('inc', CURSOR);
  await pass(SETTLED_MS);
  expect(wire.said).toEqual([]);
  wire.state = 'ok';
  ana.presence.be('inc', CURSOR);
  await pass(SETTLED_MS);
  expect(wire.said).toHaveLength(1);
});
