// Who belongs to a space and what they can read: founded, asked, let in, put out, and what a hostile keeper of the records can't do.
import { expect, test } from 'vitest';
import { boxFor } from '../../../electron/team/device-keys';
import { sign, toBase64, toBytes } from '../../../electron/team/records';
import { type KeyRecord, type MemberRecord, SPACE_RING } from '../../../shared/team/roster';
import { MemoryKeep } from './a-keep';
import { letIn, type Seat, SPACE, seatAt, written } from './a-seat';

test('[T10] a founder lets a desk in, that one lets in a third, and all read what each wrote', async () => {
  const keep = new MemoryKeep();
  const [ana, bo, cy] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo'), await seatAt(keep, 'cy')];
  expect(await ana.membership.found()).toBe(true);
  expect(bo.membership.isIn).toBe(false);
  await letIn(ana, bo, ana);
  await letIn(bo, cy, ana);
  await ana.membership.settled();
  const bytes = await written(cy);
  for (const seat of [ana, bo, cy]) {
    const opened = await seat.seal.open({ position: 1, incident: 'inc-1', bytes });
    expect(opened).toMatchObject({ ok: true, batch: { desk: cy.keys.desk, events: [{ data: { text: 'the disk is full' } }] } });
  }
  expect(Buffer.from(bytes).includes('disk is full')).toBe(false);
});

test('[T11] who was put out reads nothing that is written after that, and what it sends does not count; what it wrote before does', async () => {
  const keep = new MemoryKeep();
  const [ana, bo] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo')];
  await ana.membership.found();
  await letIn(ana, bo, ana);
  const early = await written(bo);
  await ana.membership.remove(bo.keys.desk, 10);
  await bo.membership.settled();
  const secret = await written(ana, 'new secret');
  expect(await bo.seal.open({ position: 11, incident: 'inc-1', bytes: secret })).toMatchObject({ ok: false, kind: 'not-for-us' });
  const late = await written(bo);
  expect(await ana.seal.open({ position: 12, incident: 'inc-1', bytes: late })).toMatchObject({ ok: false, kind: 'unknown-desk' });
  expect(await ana.seal.open({ position: 9, incident: 'inc-1', bytes: early })).toMatchObject({ ok: true });
});

test('[T10] a space is founded once, whoever tries it again', async () => {
  const keep = new MemoryKeep();
  const [ana, bo] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo')];
  expect(await ana.membership.found()).toBe(true);
  expect(await bo.membership.found()).toBe(false);
  expect(bo.membership.isIn).toBe(false);
});

test('[T11] two desks that change the key at the same moment make two keys, and everybody reads what was written with either', async () => {
  const keep = new MemoryKeep();
  const [ana, bo, cy] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo'), await seatAt(keep, 'cy')];
  await ana.membership.found();
  await letIn(ana, bo, ana);
  await letIn(ana, cy, ana);
  await bo.membership.settled();
  const [one, two] = await Promise.all([ana.membership.rotate(), bo.membership.rotate()]);
  expect(one).not.toBe(two);
  for (const { membership } of [ana, bo, cy]) await membership.settled();
  for (const writer of [ana, bo]) {
    const bytes = await written(writer);
    for (const { seal } of [ana, bo, cy]) expect(await seal.open({ position: 5, incident: 'inc-1', bytes })).toMatchObject({ ok: true });
  }
});

test('[T10] a desk that was put out may ask again, and is in again when somebody lets it', async () => {
  const keep = new MemoryKeep();
  const [ana, bo] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo')];
  await ana.membership.found();
  await letIn(ana, bo, ana);
  await ana.membership.remove(bo.keys.desk, 4);
  await ana.membership.settled();
  expect(ana.membership.requests).toEqual([]);
  await letIn(ana, bo, ana);
  expect(bo.membership.isIn).toBe(true);
  const bytes = await written(ana);
  expect(await bo.seal.open({ position: 9, incident: 'inc-1', bytes })).toMatchObject({ ok: true });
});

test('[T12] a record that no member vouches for counts for nothing, nor does one that says another desk signed it', async () => {
  const keep = new MemoryKeep();
  const [ana, eve] = [await seatAt(keep, 'ana'), await seatAt(keep, 'eve')];
  await ana.membership.found();
  const said = { v: 1 as const, space: SPACE, desk: eve.keys.desk, signKey: toBase64(eve.keys.signKey), name: 'eve', person: 'eve' };
  const forged = sign<MemberRecord>(eve.keys, { ...said, version: 1, since: 0, at: 0, until: null });
  await keep.put(`m.${eve.keys.desk}`, toBytes(forged), null);
  await keep.put(`m.${eve.keys.desk}`, toBytes({ ...forged, by: ana.keys.desk }), null);
  await ana.membership.settled();
  expect(ana.membership.members.map(({ name }) => name)).toEqual(['ana']);
  const box = toBase64(await boxFor(ana.keys.signKey, Buffer.alloc(32, 7)));
  const key = sign<KeyRecord>(eve.keys, { v: 1, space: SPACE, ring: SPACE_RING, epoch: 99, desk: ana.keys.desk, box });
  await keep.put(`k.99.${ana.keys.desk}`, toBytes(key), null);
  await ana.membership.settled();
  expect(ana.membership.current()?.epoch).toBe(1);
});

test('[T11] who was put out can choose no key of the space, neither a later one nor in place of one that was given', async () => {
  const keep = new MemoryKeep();
  const [ana, bo, cy] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo'), await seatAt(keep, 'cy')];
  await ana.membership.found();
  await letIn(ana, bo, ana);
  await letIn(ana, cy, ana);
  await ana.membership.remove(bo.keys.desk, 3);
  await cy.membership.settled();
  const chosen = Buffer.alloc(32, 7);
  const give = async (epoch: number, to: Seat): Promise<void> => {
    const box = toBase64(await boxFor(to.keys.signKey, chosen));
    const record = sign<KeyRecord>(bo.keys, { v: 1, space: SPACE, ring: SPACE_RING, epoch, desk: to.keys.desk, box });
    await keep.put(`k.${epoch}.${to.keys.desk}`, toBytes(record), null);
  };
  for (const seat of [ana, cy]) for (const epoch of [2, 3, 99]) await give(epoch, seat);
  for (const seat of [ana, cy]) {
    await seat.membership.settled();
    expect(seat.membership.current()?.epoch).toBe(2);
    expect(Buffer.from(seat.membership.current()?.key ?? []).equals(chosen)).toBe(false);
  }
  await ana.membership.rotate();
  await cy.membership.settled();
  const bytes = await written(ana, 'not for bo');
  expect(await cy.seal.open({ position: 9, incident: 'inc-1', bytes })).toMatchObject({ ok: true });
});

test('[T11] a key that was taken from who is put out later gives way to a member’s of the same number', async () => {
  const keep = new MemoryKeep();
  const [ana, bo, cy] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo'), await seatAt(keep, 'cy')];
  await ana.membership.found();
  await letIn(ana, bo, ana);
  await letIn(ana, cy, ana);
  const give = async (by: Seat, epoch: number, key: Buffer): Promise<void> => {
    const box = toBase64(await boxFor(cy.keys.signKey, key));
    const record = sign<KeyRecord>(by.keys, { v: 1, space: SPACE, ring: SPACE_RING, epoch, desk: cy.keys.desk, box });
    await keep.put(`k.${epoch}.${cy.keys.desk}`, toBytes(record), null);
    await cy.membership.settled();
  };
  await give(bo, 7, Buffer.alloc(32, 7));
  expect(cy.membership.current()?.epoch).toBe(7);
  await ana.membership.remove(bo.keys.desk, 3);
  await cy.membership.settled();
  expect(cy.membership.current()?.epoch).not.toBe(7);
  await give(ana, 7, Buffer.alloc(32, 9));
  expect(Buffer.from(cy.membership.keyOf(7) ?? []).equals(Buffer.alloc(32, 9))).toBe(true);
});

test('[T12] a removal that was seen once is not undone by showing the older record again', async () => {
  const keep = new MemoryKeep();
  const [ana, bo] = [await seatAt(keep, 'ana'), await seatAt(keep, 'bo')];
  await ana.membership.found();
  await letIn(ana, bo, ana);
  const before = keep.values.get(`m.${bo.keys.desk}`)?.value as Uint8Array;
  await ana.membership.remove(bo.keys.desk, 3);
  await keep.put(`m.${bo.keys.desk}`, before, null);
  await ana.membership.settled();
  expect(ana.membership.signKeyOf(bo.keys.desk, 4)).toBeUndefined();
});

test('[T13] a message that was changed, moved to another incident or cut is refused', async () => {
  const keep = new MemoryKeep();
  const ana = await seatAt(keep, 'ana');
  await ana.membership.found();
  const bytes = Buffer.from(await written(ana));
  const open = (changed: Uint8Array, incident = 'inc-1') => ana.seal.open({ position: 1, incident, bytes: changed });
  expect(await open(bytes)).toMatchObject({ ok: true });
  expect(await open(bytes, 'inc-2')).toMatchObject({ ok: false, kind: 'forged' });
  for (let at = 0; at < bytes.length; at += 3) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x41;
    expect((await open(changed)).ok, `byte ${at}`).toBe(false);
  }
  for (const length of [0, 2, 50, 120, 121, bytes.length - 1]) expect((await open(bytes.subarray(0, length))).ok).toBe(false);
});
