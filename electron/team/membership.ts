// A desk's place in its space: founding it, asking to join, letting others in and out, and the keys that go with that. All of it lies in
// the keep of the space as signed records; what was believed once is remembered here, so that nobody can take it back by showing less.
import { randomBytes } from 'node:crypto';
import {
  isMember,
  type JoinRequest,
  joinRequest,
  type KeyRecord,
  keyRecord,
  type MemberRecord,
  memberRecord,
  type Roster,
  SPACE_RING,
  vouched,
  wasMember,
} from '../../shared/team/roster';
import { boxFor, type DeviceKeys } from './device-keys';
import { believed, fromBase64, sign, toBase64, toBytes } from './records';
import type { Subscription, TeamKeep } from './seams';

/** What is kept on this desk, encrypted like its log. */
export interface TeamMemory {
  readonly founder: string | null;
  readonly members: readonly MemberRecord[];
  /** `by`: the desk that gave it; missing in what was kept before givers were. */
  readonly keys: readonly { readonly ring: string; readonly epoch: number; readonly key: string; readonly by?: string }[];
}

interface KeptKey {
  readonly ring: string;
  readonly key: Uint8Array;
  readonly by: string | undefined;
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
}

const KEY_BYTES = 32;

export class Membership {
  private readonly deps: MembershipDeps;
  private roster: Roster = new Map();
  private founder: string | null;
  private readonly keys = new Map<number, KeptKey>();
  private readonly asking = new Map<string, JoinRequest>();
  private readonly records = new Map<string, Uint8Array>();
  private watch: Subscription | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(deps: MembershipDeps) {
    this.deps = deps;
    const { founder, members, keys } = deps.memory.read();
    this.founder = founder;
    this.roster = new Map(members.map((record) => [record.desk, record]));
    for (const { ring, epoch, key, by } of keys) this.keys.set(epoch, { ring, key: fromBase64(key), by });
  }

  get isIn(): boolean {
    return isMember(this.roster, this.deps.device.desk) && this.epochOf(SPACE_RING) !== null;
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
    return this.keys.size;
  }

  keyOf(epoch: number): Uint8Array | undefined {
    return this.keys.get(epoch)?.key;
  }

  /** The newest key of a ring that this desk has from a member: who was put out must not choose it. Null: none. */
  current(ring: string): { readonly epoch: number; readonly key: Uint8Array } | null {
    const epoch = this.epochOf(ring);
    return epoch === null ? null : { epoch, key: this.keys.get(epoch)?.key as Uint8Array };
  }

  /** The first key of a ring: it names what all members find. Undefined: this desk has none. */
  first(ring: string): Uint8Array | undefined {
    const epochs = this.epochsOf(ring);
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
      this.turn = this.turn.then(() => this.read()).catch(() => undefined);
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
    await this.rotate(SPACE_RING);
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
    for (const [epoch, { ring, key }] of this.keys) if (ring === SPACE_RING) await this.give(ring, epoch, key, record);
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
    await this.rotate(SPACE_RING);
  }

  /** A new key for a ring, given to `desks` (of the space: to every member). Returns its epoch. */
  async rotate(ring: string, desks: readonly string[] | null = null): Promise<number> {
    const key = randomBytes(KEY_BYTES);
    const epoch = await this.takeEpoch();
    const members = this.members.filter(({ desk, until }) => until === null && (desks === null || desks.includes(desk)));
    for (const member of members) await this.give(ring, epoch, key, member);
    this.keys.set(epoch, { ring, key, by: this.deps.device.desk });
    this.remember();
    this.deps.changed();
    return epoch;
  }

  /** A number that no other desk gives to another key, also not at the same moment. */
  private async takeEpoch(): Promise<number> {
    const { keep, device } = this.deps;
    const taken = Buffer.from(device.desk, 'utf8');
    for (let epoch = Math.max(0, ...this.keys.keys(), ...this.epochsTold()) + 1; ; epoch++)
      if (await keep.put(`e.${epoch}`, taken, 0)) return epoch;
  }

  private async give(ring: string, epoch: number, key: Uint8Array, to: MemberRecord): Promise<void> {
    const { space, device, keep } = this.deps;
    const box = toBase64(await boxFor(fromBase64(to.signKey), key));
    const record = sign<KeyRecord>(device, { v: 1, space, ring, epoch, desk: to.desk, box });
    await keep.put(`k.${epoch}.${to.desk}`, toBytes(record), null);
  }

  private selfSaid() {
    const { space, device, name, person } = this.deps;
    return { space, desk: device.desk, signKey: toBase64(device.signKey), name: name(), person: person() };
  }

  private recordOf(said: ReturnType<Membership['selfSaid']>, version: number, until: number | null, since = this.deps.now()): MemberRecord {
    return sign<MemberRecord>(this.deps.device, { v: 1, ...said, version, since, at: this.deps.now(), until });
  }

  private epochOf(ring: string): number | null {
    const epochs = this.epochsOf(ring);
    const given = epochs.filter((epoch) => this.isFromMember(this.keys.get(epoch)?.by));
    // With none left from a member, an older one is better than silence.
    const best = given.length > 0 ? given : epochs;
    return best.length === 0 ? null : Math.max(...best);
  }

  private isFromMember(by: string | undefined): boolean {
    return by === undefined || isMember(this.roster, by);
  }

  private epochsOf(ring: string): number[] {
    return [...this.keys].filter(([, kept]) => kept.ring === ring).map(([epoch]) => epoch);
  }

  private epochsTold(): number[] {
    return [...this.records.keys()].map((key) => Number(/^k\.(\d+)\./.exec(key)?.[1] ?? 0));
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
    this.remember();
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
    const record = await believed(keyRecord, bytes, (by) => this.knownKey(by));
    if (!record || record.space !== this.deps.space) return;
    const { ring, epoch, by } = record;
    const known = this.keys.get(epoch);
    if (known && (this.isFromMember(known.by) || !isMember(this.roster, by))) return;
    const key = this.deps.device.unbox(fromBase64(record.box));
    if (key?.length === KEY_BYTES) this.keys.set(epoch, { ring, key, by });
  }

  private knownKey(desk: string): Uint8Array | undefined {
    const known = this.roster.get(desk);
    return known && fromBase64(known.signKey);
  }

  private remember(): void {
    const keys = [...this.keys].map(([epoch, { ring, key, by }]) => ({ ring, epoch, key: toBase64(key), ...(by !== undefined && { by }) }));
    this.deps.memory.write({ founder: this.founder, members: this.members, keys });
  }
}
