// Restricted incidents of a team: each has keys of its own, which only the desks have that a person named. This holds what is known of
// them, carries out on the keep what was decided here, and says what this desk writes with.
import { randomBytes } from 'node:crypto';
import { isInRing, isOpenRing, MOST_IN_RING, mayRestrict, type Ring, type RingRecord, ringRecord, ringWith } from '../../shared/team/ring';
import { isMember, type MemberRecord, type Roster } from '../../shared/team/roster';
import type { DeviceKeys } from './device-keys';
import { boxName, checkOf, type KeyChest, type NumberedKey } from './key-chest';
import { believed, fromBase64, sign, toBytes } from './records';
import type { TeamKeep } from './seams';

/** What was decided on this desk about who reads an incident. `hlc`: of the event that says so. `desks`: beside this one; null: everybody again. */
export interface RingWish {
  readonly hlc: string;
  readonly desks: readonly string[] | null;
}

export interface RingsDeps {
  readonly space: string;
  readonly device: DeviceKeys;
  readonly keep: TeamKeep;
  readonly chest: KeyChest;
  readonly roster: () => Roster;
  /** What lies in the keep, by name. */
  readonly records: Map<string, Uint8Array>;
  /** Null: nobody restricted it here. */
  readonly wish: (incident: string) => RingWish | null;
  readonly remember: () => void;
  readonly now: () => number;
}

const KEY_BYTES = 32;
/** Other desks, or one that means harm, may be quicker so many times. */
const MOST_TRIES = 50;
/** As for events: a clock that is further ahead is wrong. */
const MOST_AHEAD_MS = 600_000;
/** Names of steps: `g.INCIDENT.VERSION`. */
const STEP = /^g\.(.+)\.(\d+)$/;

export class Rings {
  private readonly deps: RingsDeps;
  private readonly rings = new Map<string, Ring>();
  private readonly checked = new WeakMap<Uint8Array, Promise<RingRecord | null>>();
  private shut: ReadonlySet<string>;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(deps: RingsDeps, kept: readonly RingRecord[]) {
    this.deps = deps;
    for (const record of kept) this.rings.set(record.ring, [...this.of(record.ring), record]);
    this.shut = this.shutNow();
  }

  /** Empty: the incident was never restricted in the team. */
  of(incident: string): Ring {
    return this.rings.get(incident) ?? [];
  }

  toKeep(): readonly RingRecord[] {
    return [...this.rings.values()].flat();
  }

  /** May this desk not know what others write of it? */
  isOutside(incident: string): boolean {
    const ring = this.of(incident);
    return !isOpenRing(ring) && !isInRing(ring, this.deps.device.desk);
  }

  /** Does a number belong to a key of an incident that only others read? */
  isOthers(epoch: number): boolean {
    return [...this.rings.keys()].some(
      (ring) =>
        this.isOutside(ring) &&
        this.of(ring)
          .at(-1)
          ?.keys.some((one) => one.epoch === epoch),
    );
  }

  /** May all of the space read what is written of it now? */
  isForAll(incident: string): boolean {
    return isOpenRing(this.of(incident));
  }

  /** The first key of a restricted incident; undefined: it never was, or this desk has none of it. */
  firstKeyOf(incident: string): Uint8Array | undefined {
    const kept = this.deps.chest.get(this.of(incident).at(-1)?.keys[0]?.epoch ?? 0);
    return kept?.ring === incident ? kept.key : undefined;
  }

  mayRestrict(incident: string, desk: string, hlc: string): boolean {
    return mayRestrict(this.of(incident), desk, hlc);
  }

  /**
   * What this desk writes about an incident with: 'space': the key of the space. Null: others alone read it, or its key has not come yet;
   * what is written stays here until `opened` names it. Rejects while what was decided here can't be carried out.
   */
  async keyFor(incident: string): Promise<NumberedKey | 'space' | null> {
    if (this.isDue(incident)) await this.inTurn(() => this.carryOut(incident));
    const ring = this.of(incident);
    if (isOpenRing(ring)) return 'space';
    return isInRing(ring, this.deps.device.desk) ? this.keyOf(ring) : null;
  }

  /** Takes in what the keep has. Returns the incidents that this desk could not write about and now can. */
  async read(): Promise<readonly string[]> {
    await this.believe();
    for (const [name, bytes] of this.deps.records)
      if (name.startsWith('k.') && name.endsWith(`.${this.deps.device.desk}`)) await this.takeKey(bytes);
    await this.inTurn(() => this.complete()).catch(() => undefined);
    const before = this.shut;
    this.shut = this.shutNow();
    return [...before].filter((incident) => !this.shut.has(incident));
  }

  private async believe(): Promise<void> {
    const found = new Map<string, RingRecord[]>();
    for (const [name, bytes] of this.deps.records) {
      const incident = STEP.exec(name)?.[1];
      const record = incident === undefined ? null : await this.stepIn(name, bytes);
      if (record) found.set(record.ring, [...(found.get(record.ring) ?? []), record]);
    }
    for (const [incident, records] of found) this.rings.set(incident, ringWith(this.of(incident), records, this.deps.roster()));
    for (const [incident, ring] of this.rings) if (ring.length === 0) this.rings.delete(incident);
  }

  /** Null: it is none, is not signed by the desk that it names, or lies under another name. */
  private async stepIn(name: string, bytes: Uint8Array): Promise<RingRecord | null> {
    const keyOf = (desk: string) => this.signKeyOf(desk);
    const known = this.checked.get(bytes);
    const checked = known ?? believed(ringRecord, bytes, keyOf);
    if (!known) this.checked.set(bytes, checked);
    const record = await checked;
    if (!record) this.checked.delete(bytes);
    return record && record.space === this.deps.space && name === stepName(record) ? record : null;
  }

  /** Only the very key that a believed step names. */
  private async takeKey(bytes: Uint8Array): Promise<void> {
    const { chest } = this.deps;
    const box = await chest.unbox(bytes, (desk) => this.signKeyOf(desk));
    if (!box || chest.get(box.epoch)?.ring === box.ring) return;
    const named = this.of(box.ring)
      .at(-1)
      ?.keys.find(({ epoch }) => epoch === box.epoch);
    if (named?.check === checkOf(box.ring, box.epoch, box.key)) chest.put(box.epoch, box);
  }

  private keyOf(ring: Ring): NumberedKey | null {
    const epoch = ring.at(-1)?.keys.at(-1)?.epoch ?? 0;
    const kept = this.deps.chest.get(epoch);
    return kept && kept.ring === ring[0]?.ring ? { epoch, key: kept.key } : null;
  }

  private shutNow(): ReadonlySet<string> {
    const isShut = ([incident, ring]: readonly [string, Ring]): boolean =>
      this.isOutside(incident) || (!isOpenRing(ring) && this.keyOf(ring) === null);
    return new Set([...this.rings].filter(isShut).map(([incident]) => incident));
  }

  /** Is something decided here that the keep does not say yet, or does somebody read who was put out of the space? */
  private isDue(incident: string): boolean {
    const wish = this.deps.wish(incident);
    const last = this.of(incident).at(-1);
    return (wish !== null && this.isNews(wish, last)) || last?.desks.some((desk) => !this.isMember(desk)) === true;
  }

  /** Who says to have decided long after now decides nothing for good. */
  private isNews(wish: RingWish, last: RingRecord | undefined): boolean {
    return !last || last.hlc < wish.hlc || (last.hlc !== wish.hlc && timeOf(last.hlc) > this.deps.now() + MOST_AHEAD_MS);
  }

  private async carryOut(incident: string): Promise<void> {
    for (let tried = 0; this.isDue(incident); tried++) {
      if (tried === MOST_TRIES) throw new Error('who reads this incident could not be written down');
      const ring = this.of(incident);
      const last = ring.at(-1);
      if (!isOpenRing(ring) && !isInRing(ring, this.deps.device.desk)) return;
      const wish = this.deps.wish(incident);
      const wanted =
        wish && this.isNews(wish, last) ? wish : { hlc: last?.hlc ?? '', desks: isOpenRing(ring) ? null : (last?.desks ?? []) };
      if (!last && wanted.desks === null) return;
      await this.step(incident, ring, wanted);
    }
  }

  /** Boxes first, then the step that names them: whoever ends between the two has changed nothing. */
  private async step(incident: string, ring: Ring, { hlc, desks }: RingWish): Promise<void> {
    const { device, space, keep, chest, records, now, roster } = this.deps;
    const last = ring.at(-1);
    const readers =
      desks === null ? [] : [...new Set([device.desk, ...desks])].filter((desk) => this.isMember(desk)).slice(0, MOST_IN_RING);
    const keys = [...(last?.keys ?? [])];
    const isNewKey = readers.length > 0 && (isOpenRing(ring) || last?.desks.some((desk) => !readers.includes(desk)));
    if (isNewKey) {
      const key = randomBytes(KEY_BYTES);
      const epoch = await chest.takeEpoch(records.keys());
      chest.put(epoch, { ring: incident, key, by: device.desk });
      keys.push({ epoch, check: checkOf(incident, epoch, key) });
    }
    const members = [...roster().values()].filter(({ desk, until }) => until === null && (readers.length === 0 || readers.includes(desk)));
    for (const { epoch } of keys)
      for (const member of members) if (isNewKey || last?.desks.includes(member.desk) !== true) await this.give(incident, epoch, member);
    const version = this.lastVersion(incident) + 1;
    const said = {
      v: 1,
      space,
      ring: incident,
      version,
      prev: last?.signature ?? '',
      hlc,
      desks: readers.sort(),
      keys,
      at: now(),
    } as const;
    const record = sign<RingRecord>(device, { ...said, desks: [...said.desks], keys });
    const name = stepName(record);
    const isFirst = await keep.put(name, toBytes(record), 0);
    const there = isFirst ? toBytes(record) : (await keep.get(name))?.value;
    if (there) records.set(name, there);
    await this.believe();
    this.deps.remember();
  }

  /** Gives what is missing: to who came into the space after it was opened to all, and where a desk ended in the middle of giving. */
  private async complete(): Promise<void> {
    const { device, roster } = this.deps;
    for (const [incident, ring] of this.rings) {
      const last = ring.at(-1);
      if (!last || (last.by !== device.desk && this.isMember(last.by))) continue;
      const readers = [...roster().values()].filter(({ desk, until }) => until === null && (isOpenRing(ring) || last.desks.includes(desk)));
      for (const { epoch } of last.keys)
        for (const member of readers) if (!this.deps.records.has(boxName(epoch, member.desk))) await this.give(incident, epoch, member);
    }
  }

  private async give(incident: string, epoch: number, to: MemberRecord): Promise<void> {
    const kept = this.deps.chest.get(epoch);
    if (kept?.ring === incident) await this.deps.chest.give(incident, { epoch, key: kept.key }, to);
  }

  /** Numbers that others took for nothing are passed by. */
  private lastVersion(incident: string): number {
    const versions = [...this.deps.records.keys()].map((name) => STEP.exec(name)).filter((found) => found?.[1] === incident);
    return Math.max(this.of(incident).at(-1)?.version ?? 0, ...versions.map((found) => Number(found?.[2])));
  }

  private isMember(desk: string): boolean {
    return isMember(this.deps.roster(), desk);
  }

  private signKeyOf(desk: string): Uint8Array | undefined {
    const known = this.deps.roster().get(desk);
    return known && fromBase64(known.signKey);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function timeOf(hlc: string): number {
  return Number.parseInt(hlc.slice(0, 12), 16);
}

function stepName({ ring, version }: RingRecord): string {
  return `g.${ring}.${version}`;
}
