// What lies in the store of a team: only its members read it, only as it was put there, and nothing in it or its name says what it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceKeys, newSeed } from '../../electron/team/device-keys';
import { type ObjectSeal, objectSeal } from '../../electron/team/object-seal';

const KEY = new Uint8Array(32).fill(7);
/** Signing keys of the members. */
const known = new Map<string, Uint8Array>();
const anyFile = fc.uint8Array({ minLength: 16, maxLength: 2_000 });

async function sealOf(space: string, key: Uint8Array, isMember = true): Promise<ObjectSeal> {
  const device = await deviceKeys(newSeed());
  if (isMember) known.set(device.desk, device.signKey);
  return objectSeal({
    ...{ space, device, current: () => ({ epoch: 1, key }), first: () => key },
    keyOf: (epoch) => (epoch === 1 ? key : undefined),
    signKeyOf: (desk) => known.get(desk),
  });
}
describe('files in the store of a team', () => {
  it('[T20] every member reads what another put there, under a name that all make alike', async () => {
    const [ana, bo] = [await sealOf('ops', KEY), await sealOf('ops', KEY)];
    await fc.assert(
      fc.asyncProperty(anyFile, fc.string({ minLength: 1 }), async (bytes, words) => {
        const name = ana.nameOf(words);
        expect(bo.nameOf(words)).toBe(name);
        const opened = await bo.open(name, (await ana.seal(name, bytes, null)) as Uint8Array);
        expect(opened.ok && Buffer.from(opened.bytes).equals(bytes)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('[T20] nothing of what is in it leaves in plain', async () => {
    const ana = await sealOf('ops', KEY);
    await fc.assert(
      fc.asyncProperty(anyFile, async (bytes) => {
        const sealed = Buffer.from((await ana.seal('n', bytes, null)) as Uint8Array);
        for (let i = 0; i + 8 <= bytes.length; i += 4) expect(sealed.includes(Buffer.from(bytes.subarray(i, i + 8)))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('[T20] what was changed, cut, moved, or comes from outside is refused', async () => {
    const [ana, bo] = [await sealOf('ops', KEY), await sealOf('ops', KEY)];
    const [elsewhere, stranger, keyless] = [await sealOf('web', KEY), await sealOf('ops', KEY, false), await sealOf('ops', newSeed())];
    await fc.assert(
      fc.asyncProperty(anyFile, fc.nat(), fc.integer({ min: 1, max: 255 }), async (bytes, at, change) => {
        const sealed = Buffer.from((await ana.seal('n', bytes, null)) as Uint8Array);
        const changed = Buffer.from(sealed);
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ change;
        expect((await bo.open('n', changed)).ok).toBe(false);
        expect((await bo.open('n', sealed.subarray(0, at % sealed.length))).ok).toBe(false);
        expect((await bo.open('m', sealed)).ok).toBe(false);
        expect((await elsewhere.open('n', sealed)).ok).toBe(false);
        expect((await keyless.open('n', sealed)).ok).toBe(false);
        expect((await bo.open('n', (await stranger.seal('n', bytes, null)) as Uint8Array)).ok).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
