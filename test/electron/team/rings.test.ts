// Restricted incidents of a team: who reads them, who can change that, and what a member that means harm can't do, with the keep of the
// space open to everybody's writing.
import { expect, test } from 'vitest';
import { boxFor } from '../../../electron/team/device-keys';
import { checkOf } from '../../../electron/team/key-chest';
import { fromBase64, sign, toBase64, toBytes } from '../../../electron/team/records';
import type { RingRecord } from '../../../shared/team/ring';
import type { KeyRecord } from '../../../shared/team/roster';
import { MemoryKeep } from './a-keep';
import { INCIDENT, letIn, read, type Seat, SPACE, seatAt, written } from './a-seat';

const hlc = (n: number): string => `${n.toString(16).padStart(12, '0')}-0000`;

interface Team {
  readonly keep: MemoryKeep;
  readonly ana: Seat;
  readonly bo: Seat;
  readonly cy: Seat;
  readonly eve: Seat;
  readonly all: readonly Seat[];
}

async function team(): Promise<Team> {
  const keep = new MemoryKeep();
  const [ana, bo, cy, eve] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo'), await seatAt(keep, 'cy'), await seatAt(keep, 'eve')];
  await ana.membership.found();
  for (const who of [bo, cy, eve]) await letIn(ana, who, ana);
  return { keep, ana, bo, cy, eve, all: [ana, bo, cy, eve] };
}

/** Decided at a desk: these read the incident from now on. Carried out with the next word that it writes, which is returned. */
async function restrict(by: Seat, n: number, readers: readonly Seat[] | null, text = 'secret'): Promise<Uint8Array> {
  by.wishes.set(INCIDENT, { hlc: hlc(n), desks: readers?.map(({ keys }) => keys.desk) ?? null });
  return written(by, text);
}

async function settle({ all }: Team): Promise<void> {
  for (let i = 0; i < 3; i++) for (const { membership } of all) await membership.settled();
}

async function standing(seat: Seat): Promise<'in' | 'outside' | 'open'> {
  await seat.membership.settled();
  if (seat.membership.rings.isForAll(INCIDENT)) return 'open';
  return seat.membership.rings.isOutside(INCIDENT) ? 'outside' : 'in';
}

test('[T30] what is written of a restricted incident is read by the desks that were named and by no other', async () => {
  const t = await team();
  const before = await written(t.ana, 'before');
  const secret = await restrict(t.ana, 1, [t.bo]);
  expect(await Promise.all(t.all.map((seat) => read(seat, before)))).toEqual(['before', 'before', 'before', 'before']);
  expect(await Promise.all(t.all.map((seat) => read(seat, secret)))).toEqual(['secret', 'secret', 'not-for-us', 'not-for-us']);
  expect(await read(t.ana, await written(t.bo, 'from bo'))).toBe('from bo');
  expect(await read(t.eve, await written(t.bo, 'from bo'))).toBe('not-for-us');
});

test('[T30] restricted to nobody else, it stays with the desk that restricted it', async () => {
  const t = await team();
  const secret = await restrict(t.ana, 1, []);
  expect(await Promise.all(t.all.map((seat) => read(seat, secret)))).toEqual(['secret', 'not-for-us', 'not-for-us', 'not-for-us']);
});

test('[T32] a desk outside writes nothing of it to the team; what it wrote is named once it is let in', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo]);
  await settle(t);
  await expect(written(t.cy)).rejects.toThrow('stays at this desk');
  expect(t.cy.opened).toEqual([]);
  const after = await restrict(t.ana, 2, [t.bo, t.cy], 'with cy');
  await settle(t);
  expect(t.cy.opened).toEqual([INCIDENT]);
  expect(await read(t.cy, after)).toBe('with cy');
  expect(await read(t.ana, await written(t.cy, 'from cy'))).toBe('from cy');
  expect(await read(t.eve, after)).toBe('not-for-us');
});

test('[T31] who is added reads it from the restriction on; who is taken out reads nothing further', async () => {
  const t = await team();
  const first = await restrict(t.ana, 1, [t.bo], 'first');
  const second = await restrict(t.bo, 2, [t.ana, t.cy], 'second');
  expect(await read(t.cy, first)).toBe('first');
  expect(await read(t.cy, second)).toBe('second');
  await settle(t);
  const third = await restrict(t.ana, 3, [t.cy], 'third');
  expect(await read(t.cy, third)).toBe('third');
  expect(await read(t.bo, third)).toBe('not-for-us');
  expect(await read(t.bo, second)).toBe('second');
  expect(await standing(t.bo)).toBe('outside');
});

test('[T31] a desk that is put out of the space is out of every ring before anything further is written', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo, t.cy]);
  await settle(t);
  await t.ana.membership.remove(t.bo.keys.desk, 100);
  await settle(t);
  const later = await written(t.cy, 'later');
  await settle(t);
  expect(await read(t.ana, later)).toBe('later');
  expect(await read(t.bo, later)).toBe('not-for-us');
  expect(t.ana.membership.rings.of(INCIDENT).at(-1)?.desks).not.toContain(t.bo.keys.desk);
});

test('[T31] lifted, all of it is read by everybody, also by a desk that is let in afterwards', async () => {
  const t = await team();
  const secret = await restrict(t.ana, 1, [t.bo]);
  await settle(t);
  const open = await restrict(t.bo, 2, null, 'open');
  await settle(t);
  expect(await Promise.all(t.all.map((seat) => read(seat, secret)))).toEqual(['secret', 'secret', 'secret', 'secret']);
  expect(await read(t.eve, open)).toBe('open');
  expect(t.eve.opened).toEqual([INCIDENT]);
  const di = await seatAt(t.keep, 'di');
  await letIn(t.eve, di, t.ana);
  await settle(t);
  expect(await read(di, secret)).toBe('secret');
  const again = await restrict(t.cy, 3, [t.ana], 'again');
  await settle(t);
  expect(await read(t.ana, again)).toBe('again');
  expect(await read(di, again)).toBe('not-for-us');
});

test('[T30] a restriction that was decided while the servers were away is carried out before anything is sent', async () => {
  const t = await team();
  t.ana.wishes.set(INCIDENT, { hlc: hlc(1), desks: null });
  t.ana.wishes.set(INCIDENT, { hlc: hlc(2), desks: [t.bo.keys.desk] });
  const put = t.keep.put.bind(t.keep);
  t.keep.put = () => Promise.reject(new Error('away'));
  await expect(written(t.ana)).rejects.toThrow('away');
  expect(await standing(t.eve)).toBe('open');
  t.keep.put = put;
  const secret = await written(t.ana, 'secret');
  expect(await read(t.bo, secret)).toBe('secret');
  expect(await read(t.eve, secret)).toBe('not-for-us');
});

test('[T33] a desk that ends at any moment of a change leaves the ring as it was or as it is to be, and goes on after its start', async () => {
  for (let died = 0; died < 9; died++) {
    const t = await team();
    const before = await restrict(t.ana, 1, [t.bo, t.eve], 'before');
    await settle(t);
    const put = t.keep.put.bind(t.keep);
    let puts = 0;
    t.keep.put = async (...args) => {
      if (puts++ >= died) throw new Error('it ended');
      return put(...args);
    };
    await restrict(t.ana, 2, [t.cy, t.bo], 'lost').catch(() => undefined);
    t.keep.put = put;
    await t.ana.membership.stop();
    await settle(t);
    expect(['in', 'outside']).toContain(await standing(t.eve));
    const mid = await written(t.bo, 'mid');
    expect(await read(t.bo, mid), `after ${died} writes`).toBe('mid');
    expect((await read(t.eve, mid)) === 'mid').toBe((await standing(t.eve)) === 'in');
    const ana = await seatAt(t.keep, 'ana', t.ana);
    const after = await restrict(ana, 2, [t.cy, t.bo], 'after');
    await settle(t);
    expect([await read(t.bo, after), await read(t.cy, after), await read(t.eve, after)]).toEqual(['after', 'after', 'not-for-us']);
    expect(await read(t.cy, before)).toBe('before');
    expect(await read(ana, mid)).toBe('mid');
  }
});

test('[T31] two desks that change it at the same moment do so one after the other, and all agree', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo, t.cy, t.eve]);
  await settle(t);
  await Promise.all([restrict(t.ana, 2, [t.bo, t.cy]), restrict(t.bo, 3, [t.ana, t.eve])]);
  await settle(t);
  const rings = t.all.map(({ membership }) => membership.rings.of(INCIDENT));
  for (const ring of rings) expect(ring).toEqual(rings[0]);
  expect(rings[0]?.at(-1)?.desks).toEqual([t.ana, t.bo, t.eve].map(({ keys }) => keys.desk).sort());
  expect(await read(t.cy, await written(t.ana, 'now'))).toBe('not-for-us');
});

/** A step that a desk signs, whatever it says. */
function forge(by: Seat, over: Partial<RingRecord>, key = new Uint8Array(32).fill(9)): RingRecord {
  const keys = over.keys ?? [{ epoch: 77, check: checkOf(INCIDENT, 77, key) }];
  const { signature: _, by: __, ...said } = { version: 1, prev: '', hlc: hlc(9), desks: [by.keys.desk], at: 5, ...over } as RingRecord;
  return sign<RingRecord>(by.keys, { ...said, v: 1, space: SPACE, ring: INCIDENT, keys });
}

async function show({ keep }: Team, record: RingRecord, name = `g.${record.ring}.${record.version}`): Promise<void> {
  await keep.put(name, toBytes(record), null);
}

async function giveKey(t: Team, by: Seat, to: Seat, epoch: number, ring: string, key = new Uint8Array(32).fill(9)): Promise<void> {
  const box = toBase64(await boxFor(to.keys.signKey, key));
  const record = sign<KeyRecord>(by.keys, { v: 1, space: SPACE, ring, epoch, desk: to.keys.desk, box });
  await t.keep.put(`k.${epoch}.${to.keys.desk}`, toBytes(record), null);
}

test('[T31] a member that is not in a ring can neither add itself, nor take others out, nor lift it, nor choose its key', async () => {
  const t = await team();
  const secret = await restrict(t.ana, 1, [t.bo]);
  await settle(t);
  const ring = t.ana.membership.rings.of(INCIDENT);
  const last = ring.at(-1) as RingRecord;
  const [mine, theirs] = [t.eve.keys.desk, last.desks];
  const attempts: Partial<RingRecord>[] = [
    { version: 2, prev: last.signature, keys: last.keys, desks: [...theirs, mine].sort() },
    { version: 2, prev: last.signature, keys: last.keys, desks: [] },
    { version: 2, prev: last.signature, desks: [...theirs, mine].sort() },
    { version: 2, prev: '', desks: [...theirs, mine].sort() },
    { version: 1, prev: '', desks: [mine, ...theirs].sort() },
    { version: 3, prev: last.signature, keys: [...last.keys, { epoch: 77, check: checkOf(INCIDENT, 77, new Uint8Array(32).fill(9)) }] },
    { version: 9, prev: '', hlc: hlc(0), desks: [mine] },
  ];
  for (const over of attempts) {
    await show(t, forge(t.eve, over));
    for (const seat of [t.ana, t.bo]) await giveKey(t, t.eve, seat, 77, INCIDENT);
    for (const { epoch } of last.keys) for (const seat of [t.ana, t.bo]) await giveKey(t, t.eve, seat, epoch, INCIDENT);
    for (const { epoch } of last.keys) await giveKey(t, t.eve, t.bo, epoch, 'space');
    await settle(t);
    for (const seat of [t.ana, t.bo]) {
      expect(seat.membership.rings.of(INCIDENT)).toEqual(ring);
      const word = await written(seat, 'still secret');
      expect(await read(t.eve, word)).toBe('not-for-us');
      expect(await read(t.bo, word)).toBe('still secret');
    }
  }
  expect(await read(t.bo, secret)).toBe('secret');
  const restarted = await seatAt(t.keep, 'bo', t.bo);
  expect(restarted.membership.rings.of(INCIDENT)).toEqual(ring);
  expect(await read(restarted, secret)).toBe('secret');
});

test('[T31] a step that says another desk signed it, lies under another name or was changed counts for nothing', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo]);
  await settle(t);
  const ring = t.ana.membership.rings.of(INCIDENT);
  const last = ring.at(-1) as RingRecord;
  const real = forge(t.ana, { version: 2, prev: last.signature, keys: last.keys, desks: [t.ana.keys.desk] });
  const wrong: [RingRecord, string][] = [
    [{ ...real, by: t.bo.keys.desk }, 'g.inc-1.2'],
    [{ ...real, desks: [t.ana.keys.desk, t.eve.keys.desk].sort() }, 'g.inc-1.2'],
    [real, 'g.inc-1.3'],
    [real, 'g.inc-2.2'],
    [{ ...real, space: 'web' }, 'g.inc-1.2'],
  ];
  for (const [record, name] of wrong) {
    await show(t, record, name);
    await settle(t);
    expect(t.bo.membership.rings.of(INCIDENT)).toEqual(ring);
  }
  await t.keep.put('g.inc-1.2', Buffer.from('{'), null);
  await t.keep.put('g.inc-1.x', Buffer.from('[]'), null);
  await settle(t);
  expect(t.bo.membership.rings.of(INCIDENT)).toEqual(ring);
  await restrict(t.ana, 2, [t.bo, t.cy]);
  await settle(t);
  expect(await standing(t.cy)).toBe('in');
});

test('[T31] who was taken out can fork nothing: a desk that sees all of it for the first time believes the others', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo, t.eve]);
  await settle(t);
  const first = t.ana.membership.rings.of(INCIDENT).at(-1) as RingRecord;
  const after = await restrict(t.ana, 2, [t.bo], 'without eve');
  await settle(t);
  await show(t, forge(t.eve, { version: 5, prev: first.signature, keys: first.keys, desks: [t.eve.keys.desk, t.bo.keys.desk].sort() }));
  const di = await seatAt(t.keep, 'di');
  await letIn(t.ana, di, t.ana);
  await settle(t);
  expect(di.membership.rings.of(INCIDENT).at(-1)).toEqual(t.ana.membership.rings.of(INCIDENT).at(-1));
  expect(await read(t.eve, after)).toBe('not-for-us');
});

test('[T31] who claims to have decided far in the future can be taken out all the same', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo, t.eve]);
  await settle(t);
  const last = t.ana.membership.rings.of(INCIDENT).at(-1) as RingRecord;
  await show(t, forge(t.eve, { version: 2, prev: last.signature, keys: last.keys, desks: last.desks, hlc: 'ffffffffffff-ffff' }));
  await settle(t);
  const word = await restrict(t.ana, 2, [t.bo], 'without eve');
  await settle(t);
  expect([await read(t.bo, word), await read(t.eve, word)]).toEqual(['without eve', 'not-for-us']);
});

test('[T31] a step of a desk that was put out of the space counts where a member went on from it, and else not', async () => {
  const t = await team();
  await restrict(t.bo, 1, [t.ana, t.cy]);
  await settle(t);
  const ring = t.ana.membership.rings.of(INCIDENT);
  await t.ana.membership.remove(t.bo.keys.desk, 100);
  await settle(t);
  const last = ring.at(-1) as RingRecord;
  await show(
    t,
    forge(t.bo, { version: 2, prev: last.signature, keys: last.keys, hlc: hlc(50), desks: [t.bo.keys.desk, t.ana.keys.desk].sort() }),
  );
  await settle(t);
  expect(t.ana.membership.rings.of(INCIDENT)).toEqual(ring);
  const word = await written(t.ana, 'on');
  await settle(t);
  expect(await read(t.cy, word)).toBe('on');
  expect(await read(t.bo, word)).toBe('not-for-us');
  const di = await seatAt(t.keep, 'di');
  await letIn(t.cy, di, t.ana);
  expect(di.membership.rings.of(INCIDENT)).toEqual(t.cy.membership.rings.of(INCIDENT));
});

test('[T31] what is said about who is to know counts from those only who did know then', async () => {
  const t = await team();
  await restrict(t.ana, 10, [t.bo, t.cy]);
  await restrict(t.ana, 20, [t.bo]);
  await settle(t);
  const may = (by: Seat, at: number): boolean => t.bo.membership.rings.mayRestrict(INCIDENT, by.keys.desk, hlc(at));
  expect([may(t.eve, 5), may(t.ana, 10), may(t.eve, 11), may(t.cy, 15), may(t.cy, 20), may(t.cy, 21), may(t.bo, 21)]).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
});

test('[T30] nothing in the keep tells a key', async () => {
  const t = await team();
  await restrict(t.ana, 1, [t.bo]);
  const epoch = t.ana.membership.rings.of(INCIDENT).at(-1)?.keys.at(-1)?.epoch ?? 0;
  const key = Buffer.from(t.ana.membership.keyOf(epoch) ?? []);
  expect(key.length).toBe(32);
  for (const [name, { value }] of t.keep.values) {
    expect(Buffer.from(value).includes(key), name).toBe(false);
    expect(Buffer.from(value).toString('utf8').includes(key.toString('base64')), name).toBe(false);
  }
  expect(t.eve.memory.kept.keys.some((kept) => fromBase64(kept.key).every((byte, i) => byte === key[i]))).toBe(false);
});
