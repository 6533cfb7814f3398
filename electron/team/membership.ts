// A desk's place in its space: founding it, asking to join, letting others in and out, and the keys that go with that. All of it lies in
// the keep of the space as signed records; what was believed once is remembered here, so that nobody can take it back by showing less.
import { randomBytes } from 'node:crypto';
import type { RingRecord } from '../../shared/team/ring';
import {
  isMember,
  type JoinRequest,
  joinRequest,
  type MemberRecord,
  memberRecord,
  type Roster,
  SPACE_RING,
  vouched,
  wasMember,
} from '../../shared/team/roster';
import type { DeviceKeys } from './device-keys';
import { type KeptKeys, KeyChest, type NumberedKey } from './key-chest';
import { believed, fromBase64, sign, toBase64, toBytes } from './records';
import { Rings, type RingsDeps } from './rings';
import type { Subscription, TeamKeep } from './seams';

/** What is kept on this desk, encrypted like its log. */
export interface TeamMemory {
  readonly founder: string | null;
  readonly members: readonly MemberRecord[];
  readonly keys: KeptKeys;
  /** Missing in what was kept before there were any. */
  readonly rings?: readonly RingRecord[];
}

export interface MembershipDeps {
  readonly space: string;
  readonly device: DeviceKeys;
  readonly keep: TeamKeep;
  /** How this desk is called for the others. */
  readonly name: () => string;
  readonly person: () => string;
  readonly memory: { read(): TeamMemory; write(memory: TeamMemory): void };
  readonly now: () => number;
  readonly changed: () => void;
  /** Who is to read an incident, as it was decided on this desk. */
  readonly wish: RingsDeps['wish'];
  /** What this desk wrote of these incidents can be sent now. */
  readonly opened: (incidents: readonly string[]) => void;
}

const KEY_BYTES = 32;

export class Membership {
  readonly rings: Rings;
  private readonly deps: MembershipDeps;
  private readonly chest: KeyChest;
  private roster: Roster = new Map();
  private founder: string | null;
  private readonly asking = new Map<string, JoinRequest>();
  private readonly records = new Map<string, Uint8Array>();
  private watch: Subscription | null = null;
  private turn: Promise<void> = Promise.resolve();
  private isToRead = false;

  constructor(deps: MembershipDeps) {
    this.deps = deps;
    const { founder, members, keys, rings } = deps.memory.read();
    this.founder = founder;
    this.roster = new Map(members.map((record) => [record.desk, record]));
    this.chest = new KeyChest(deps, keys);
    const { space, device, keep, wish, now } = deps;
    const [roster, remember] = [() => this.roster, () => this.remember()];
    this.rings = new Rings({ space, device, keep, wish, now, roster, remember, chest: this.chest, records: this.records }, rings ?? []);
  }

  get isIn(): boolean {
    return isMember(this.roster, this.deps.device.desk) && this.epochNow() !== null;
  }

  get members(): readonly MemberRecord[] {
    return [...this.roster.values()];
  }

  /** Desks that ask to be let in, with what they say of themselves. */
  get requests(): readonly JoinRequest[] {
    return [...this.asking.values()].filter(
      ({ desk, askedAt }) => !isMember(this.roster, desk) && askedAt >= (this.roster.get(desk)?.at ?? 0),
    );
  }

  /** When this desk was let in, Unix ms; null: it is no member. */
  get since(): number | null {
    const own = this.roster.get(this.deps.device.desk);
    return own?.until === null ? own.since : null;
  }

  get founderName(): string | null {
    return this.founder;
  }

  get keyCount(): number {
    return this.chest.size;
  }

  keyOf(epoch: number): Uint8Array | undefined {
    return this.chest.get(epoch)?.key;
  }

  /** The newest key of the space that this desk has from a member: who was put out must not choose it. Null: none. */
  current(): NumberedKey | null {
    const epoch = this.epochNow();
    return epoch === null ? null : { epoch, key: this.keyOf(epoch) as Uint8Array };
  }

  /** The first key of the space: it names what all members find. Undefined: this desk has none. */
  first(): Uint8Array | undefined {
    const epochs = this.chest.epochsOf(SPACE_RING);
    return epochs.length === 0 ? undefined : this.keyOf(Math.min(...epochs));
  }

  signKeyOf(desk: string, position: number): Uint8Array | undefined {
    return wasMember(this.roster, desk, position) ? fromBase64(this.roster.get(desk)?.signKey ?? '') : undefined;
  }

  /** Reads what the keep has, and follows it. */
  async start(): Promise<void> {
    this.watch = await this.deps.keep.watch((key, value) => {
      if (value === null) this.records.delete(key);
      else this.records.set(key, value);
      this.readSoon();
    });
    await this.settled();
  }

  /** Resolves when everything that was heard so far counts. */
  settled(): Promise<void> {
    return this.turn;
  }

  async stop(): Promise<void> {
    await this.watch?.stop();
    await this.turn;
  }

  /** Makes the space; false: somebody made it before. */
  async found(): Promise<boolean> {
    const { device, keep } = this.deps;
    const own = this.recordOf(this.selfSaid(), 1, null);
    if (!(await keep.put('founder', toBytes(own), 0))) return false;
    await keep.put(`m.${device.desk}`, toBytes(own), null);
    this.founder = device.desk;
    this.roster = vouched(this.roster, [own], device.desk);
    await this.rotate();
    return true;
  }

  /** Asks to be let in to the space of `founder`, whose name came by another way than the network. */
  async ask(founder: string): Promise<void> {
    this.founder = founder;
    this.remember();
    const request = sign<JoinRequest>(this.deps.device, { v: 1, ...this.selfSaid(), askedAt: this.deps.now() });
    await this.deps.keep.put(`r.${this.deps.device.desk}`, toBytes(request), null);
  }

  /** Lets a desk in that asked; it gets the keys of the space from the first on, so that it can read what was. */
  async admit(desk: string): Promise<void> {
    const request = this.asking.get(desk);
    if (!request) throw new Error('This desk does not ask to join any more.');
    const { space, signKey, name, person } = request;
    const record = this.recordOf({ space, desk, signKey, name, person }, (this.roster.get(desk)?.version ?? 0) + 1, null);
    await this.deps.keep.put(`m.${desk}`, toBytes(record), null);
    this.roster = vouched(this.roster, [record], this.founder ?? '');
    for (const epoch of this.chest.epochsOf(SPACE_RING))
      await this.chest.give(SPACE_RING, { epoch, key: this.keyOf(epoch) as Uint8Array }, record);
    this.deps.changed();
  }

  /** Puts a desk out: what it sends after `position` does not count, and what is written from now on it can't read. */
  async remove(desk: string, position: number): Promise<void> {
    const known = this.roster.get(desk);
    if (!known || known.until !== null) throw new Error('This desk is no member.');
    const { space, signKey, name, person, since } = known;
    const record = { ...this.recordOf({ space, desk, signKey, name, person }, known.version + 1, position, since) };
    await this.deps.keep.put(`m.${desk}`, toBytes(record), null);
    this.roster = vouched(this.roster, [record], this.founder ?? '');
    await this.rotate();
  }

  /** A new key for the space, given to every member. Returns its number. */
  async rotate(): Promise<number> {
    const epoch = await this.chest.takeEpoch(this.records.keys());
    const key = randomBytes(KEY_BYTES);
    for (const member of this.members) if (member.until === null) await this.chest.give(SPACE_RING, { epoch, key }, member);
    this.chest.put(epoch, { ring: SPACE_RING, key, by: this.deps.device.desk });
    this.remember();
    this.deps.changed();
    return epoch;
  }

  private selfSaid() {
    const { space, device, name, person } = this.deps;
    return { space, desk: device.desk, signKey: toBase64(device.signKey), name: name(), person: person() };
  }

  private recordOf(said: ReturnType<Membership['selfSaid']>, version: number, until: number | null, since = this.deps.now()): MemberRecord {
    return sign<MemberRecord>(this.deps.device, { v: 1, ...said, version, since, at: this.deps.now(), until });
  }

  private epochNow(): number | null {
    const epochs = this.chest.epochsOf(SPACE_RING);
    const given = epochs.filter((epoch) => this.isFromMember(this.chest.get(epoch)?.by));
    // With none left from a member, an older one is better than silence.
    const best = given.length > 0 ? given : epochs;
    return best.length === 0 ? null : Math.max(...best);
  }

  private isFromMember(by: string | undefined): boolean {
    return by === undefined || isMember(this.roster, by);
  }

  /** Once for all that was heard together. */
  private readSoon(): void {
    if (this.isToRead) return;
    this.isToRead = true;
    this.turn = this.turn
      .then(() => {
        this.isToRead = false;
        return this.read();
      })
      .catch(() => undefined);
  }

  private async read(): Promise<void> {
    const { space } = this.deps;
    const selfSigned = (_: string, record: { readonly signKey: string }) => fromBase64(record.signKey);
    for (const [name, bytes] of this.records) {
      if (!name.startsWith('r.')) continue;
      const request = await believed(joinRequest, bytes, selfSigned);
      if (request && request.space === space && request.by === request.desk) this.asking.set(request.desk, request);
    }
    for (let size = -1; size !== this.roster.size; ) {
      size = this.roster.size;
      const records = await this.memberRecords();
      this.roster = vouched(this.roster, records, this.founder ?? '');
    }
    for (const [name, bytes] of this.records)
      if (name.startsWith('k.') && name.endsWith(`.${this.deps.device.desk}`)) await this.takeKey(bytes);
    const opened = await this.rings.read();
    this.remember();
    if (opened.length > 0) this.deps.opened(opened);
    this.deps.changed();
  }

  /** Those that a desk signed whose key is known so far. */
  private async memberRecords(): Promise<MemberRecord[]> {
    const keyOf = (by: string, r: MemberRecord) => (by === r.desk ? fromBase64(r.signKey) : this.knownKey(by));
    const found: MemberRecord[] = [];
    for (const [name, bytes] of this.records) {
      if (!name.startsWith('m.')) continue;
      const record = await believed(memberRecord, bytes, keyOf);
      if (record && record.space === this.deps.space && name === `m.${record.desk}`) found.push(record);
    }
    return found;
  }

  private async takeKey(bytes: Uint8Array): Promise<void> {
    const box = await this.chest.unbox(bytes, (by) => this.knownKey(by));
    if (box?.ring !== SPACE_RING) return;
    const known = this.chest.get(box.epoch);
    if (known && (known.ring !== SPACE_RING || this.isFromMember(known.by) || !isMember(this.roster, box.by ?? ''))) return;
    this.chest.put(box.epoch, box);
  }

  private knownKey(desk: string): Uint8Array | undefined {
    const known = this.roster.get(desk);
    return known && fromBase64(known.signKey);
  }

  private remember(): void {
    const { founder, members } = this;
    this.deps.memory.write({ founder, members, keys: this.chest.toKeep(), rings: this.rings.toKeep() });
  }
}
