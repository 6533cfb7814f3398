// The keys that a desk has of its space and of the incidents that only some read, by their number, and the boxes in which it gives them to
// others.
import { createHash } from 'node:crypto';
import { type KeyRecord, keyRecord, type MemberRecord } from '../../shared/team/roster';
import { boxFor, type DeviceKeys } from './device-keys';
import { believed, fromBase64, sign, toBase64, toBytes } from './records';
import type { TeamKeep } from './seams';

/** `by`: the desk that gave it; missing in what was kept before givers were. */
export interface KeptKey {
  readonly ring: string;
  readonly key: Uint8Array;
  readonly by: string | undefined;
}

/** As they are kept on this desk. */
export type KeptKeys = readonly { readonly ring: string; readonly epoch: number; readonly key: string; readonly by?: string }[];

export interface NumberedKey {
  readonly epoch: number;
  readonly key: Uint8Array;
}

export interface KeyChestDeps {
  readonly space: string;
  readonly device: DeviceKeys;
  readonly keep: TeamKeep;
}

const KEY_BYTES = 32;

export class KeyChest {
  private readonly deps: KeyChestDeps;
  private readonly keys = new Map<number, KeptKey>();

  constructor(deps: KeyChestDeps, kept: KeptKeys) {
    this.deps = deps;
    for (const { ring, epoch, key, by } of kept) this.keys.set(epoch, { ring, key: fromBase64(key), by });
  }

  get size(): number {
    return this.keys.size;
  }

  /** Numbers of the keys of a ring that are here. */
  epochsOf(ring: string): number[] {
    return [...this.keys].filter(([, kept]) => kept.ring === ring).map(([epoch]) => epoch);
  }

  get(epoch: number): KeptKey | undefined {
    return this.keys.get(epoch);
  }

  put(epoch: number, kept: KeptKey): void {
    this.keys.set(epoch, kept);
  }

  toKeep(): KeptKeys {
    return [...this.keys].map(([epoch, { ring, key, by }]) => ({ ring, epoch, key: toBase64(key), ...(by !== undefined && { by }) }));
  }

  /** A number that no other desk gives to another key, also not at the same moment. `told`: names of what lies in the keep. */
  async takeEpoch(told: Iterable<string>): Promise<number> {
    const { keep, device } = this.deps;
    const taken = Buffer.from(device.desk, 'utf8');
    const numbers = [...told].map((name) => Number(/^k\.(\d+)\./.exec(name)?.[1] ?? 0));
    for (let epoch = Math.max(0, ...this.keys.keys(), ...numbers) + 1; ; epoch++) if (await keep.put(`e.${epoch}`, taken, 0)) return epoch;
  }

  async give(ring: string, { epoch, key }: NumberedKey, to: MemberRecord): Promise<void> {
    const { space, device, keep } = this.deps;
    const box = toBase64(await boxFor(fromBase64(to.signKey), key));
    const record = sign<KeyRecord>(device, { v: 1, space, ring, epoch, desk: to.desk, box });
    await keep.put(boxName(epoch, to.desk), toBytes(record), null);
  }

  /** What is in a box for this desk; null: nothing that counts. `signKeyOf`: signing keys of desks that are known. */
  async unbox(bytes: Uint8Array, signKeyOf: (desk: string) => Uint8Array | undefined): Promise<(NumberedKey & KeptKey) | null> {
    const record = await believed(keyRecord, bytes, signKeyOf);
    if (!record || record.space !== this.deps.space) return null;
    const { ring, epoch, by } = record;
    const key = this.deps.device.unbox(fromBase64(record.box));
    return key?.length === KEY_BYTES ? { ring, epoch, key, by } : null;
  }
}

/** Where the key of that number lies for a desk. */
export function boxName(epoch: number, desk: string): string {
  return `k.${epoch}.${desk}`;
}

/** Says which key it is without telling it. */
export function checkOf(ring: string, epoch: number, key: Uint8Array): string {
  return createHash('sha256').update(`dogwatch ring ${epoch} ${ring}\n`).update(key).digest('base64');
}
