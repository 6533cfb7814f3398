// Messages of a team as they lie in the stream: encrypted with a key of the space, signed by the desk that wrote them. Whoever runs the
// stream sees which incident (an opaque id) and which desk, and how long it is, nothing else.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { eventBatch, MOST_BYTES } from '../../shared/team/wire';
import { type DeviceKeys, isSignedBy } from './device-keys';
import type { NumberedKey } from './key-chest';
import type { Rings } from './rings';
import type { Delivered, Opened, OpenedValue, TeamSeal, ValueSeal } from './seams';
import { type SodiumLib, sodium } from './sodium';

/** `DW1`, epoch (u32), name of the desk (26), nonce (24), signature (64); then the sealed body. */
const MAGIC = Buffer.from('DW1');
const EPOCH_AT = 3;
const DESK_AT = 7;
const NONCE_AT = 33;
const SIGNATURE_AT = 57;
const BODY_AT = 121;

export interface SealKeys {
  readonly space: string;
  readonly device: DeviceKeys;
  /** The key of the space that is sealed with now. Throws in words while this desk has none. */
  current(): NumberedKey;
  /** Undefined: this desk was not given that key. */
  keyOf(epoch: number): Uint8Array | undefined;
  /** Left out: nothing is restricted here. */
  readonly rings?: RingKeys;
  /** The signing key of a desk whose messages at this position of the stream count; undefined: they do not. */
  signKeyOf(desk: string, position: number): Uint8Array | undefined;
}

/** What a message says of itself before it is opened: nothing of it is checked. Null: it is not one of this version. */
export function originOf(bytes: Uint8Array): { readonly desk: string; readonly signature: string } | null {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (message.length <= BODY_AT || !message.subarray(0, EPOCH_AT).equals(MAGIC)) return null;
  return { desk: message.toString('latin1', DESK_AT, NONCE_AT), signature: message.toString('latin1', SIGNATURE_AT, BODY_AT) };
}

export type RingKeys = Pick<Rings, 'keyFor' | 'isOthers' | 'isForAll' | 'firstKeyOf'>;

/** What is sealed with for an incident; null: others alone read it. Rejects as `Rings.keyFor`. */
export async function sealingKey({ rings, current }: Pick<SealKeys, 'rings' | 'current'>, incident: string): Promise<NumberedKey | null> {
  const key = rings ? await rings.keyFor(incident) : 'space';
  return key === 'space' ? current() : key;
}

/** Why a message waits that may never be for this desk. */
export const FOR_OTHERS = 'only some desks of the team read this incident';

/** No desk would open it. */
export class MessageTooLong extends Error {
  override readonly name = 'MessageTooLong';

  constructor(bytes: number) {
    super(`it has ${Math.ceil(bytes / 1e6)} MB, and desks of a team read at most ${MOST_BYTES / 1e6} MB in one piece`);
  }
}

export function messageSeal(keys: SealKeys): TeamSeal & ValueSeal {
  return {
    desk: keys.device.desk,
    seal: async (batch) => {
      const key = await sealingKey(keys, batch.incident);
      return key && seal(await sodium(), keys, key, batch.incident, batch);
    },
    open: async (message) => openBatch(keys, message),
    sealValue: async (place, value) => seal(await sodium(), keys, keys.current(), place, value),
    openValue: async (place, bytes) => open(await sodium(), keys, place, bytes, NOW),
  };
}

/** Later than every message of the stream: whoever was put out is no member there. */
const NOW = Number.POSITIVE_INFINITY;

function seal(lib: SodiumLib, { device, space }: SealKeys, { epoch, key }: NumberedKey, place: string, value: unknown): Uint8Array {
  const nonce = lib.randombytes_buf(lib.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const head = headOf(epoch, device.desk, nonce);
  const plain = Buffer.from(JSON.stringify(value), 'utf8');
  if (plain.length > MOST_BYTES) throw new MessageTooLong(plain.length);
  const text = deflateRawSync(plain, { level: 1 });
  const body = lib.crypto_aead_xchacha20poly1305_ietf_encrypt(text, aboutOf(space, place, head), null, nonce, key);
  const signature = device.sign(Buffer.concat([aboutOf(space, place, head), body]));
  return Buffer.concat([head, signature, body]);
}

async function openBatch(keys: SealKeys, { incident, bytes, position }: Delivered): Promise<Opened> {
  const opened = await open(await sodium(), keys, incident, bytes, position);
  if (!opened.ok) return opened;
  const checked = eventBatch.safeParse(opened.value);
  if (!checked.success)
    return refused('malformed', `${checked.error.issues[0]?.path.join('.') ?? ''}: ${checked.error.issues[0]?.message ?? ''}`);
  const said = checked.data;
  if (said.desk !== opened.desk || said.incident !== incident || said.space !== keys.space)
    return refused('forged', 'it says another origin inside');
  return { ok: true, batch: said, proof: opened.signature };
}

async function open(lib: SodiumLib, keys: SealKeys, place: string, bytes: Uint8Array, position: number): Promise<OpenedValue> {
  const message = Buffer.from(bytes);
  if (message.length <= BODY_AT || !message.subarray(0, EPOCH_AT).equals(MAGIC))
    return refused(message.subarray(0, 2).equals(MAGIC.subarray(0, 2)) ? 'too-new' : 'malformed', 'it is not a message of this version');
  const epoch = message.readUInt32BE(EPOCH_AT);
  const desk = message.toString('latin1', DESK_AT, NONCE_AT);
  const signKey = keys.signKeyOf(desk, position);
  if (!signKey) return refused('unknown-desk', 'its desk was no member then');
  const about = aboutOf(keys.space, place, message.subarray(0, SIGNATURE_AT));
  const signature = message.subarray(SIGNATURE_AT, BODY_AT);
  const body = message.subarray(BODY_AT);
  if (!(await isSignedBy(signKey, Buffer.concat([about, body]), signature)))
    return refused('forged', 'its signature is not that of its desk');
  const key = keys.keyOf(epoch);
  if (!key) return refused('not-for-us', keys.rings?.isOthers(epoch) ? FOR_OTHERS : 'this desk was not given the key');
  const value = read(lib, body, about, message.subarray(NONCE_AT, SIGNATURE_AT), key);
  if (value === null) return refused('malformed', 'it can’t be opened with the key of its time');
  return { ok: true, value, desk, signature: Buffer.from(signature) };
}

function read(lib: SodiumLib, body: Uint8Array, about: Uint8Array, nonce: Uint8Array, key: Uint8Array): unknown {
  try {
    const text = lib.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, about, nonce, key);
    return JSON.parse(inflateRawSync(text, { maxOutputLength: MOST_BYTES }).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function headOf(epoch: number, desk: string, nonce: Uint8Array): Uint8Array {
  const head = Buffer.alloc(SIGNATURE_AT);
  MAGIC.copy(head);
  head.writeUInt32BE(epoch, EPOCH_AT);
  head.write(desk, DESK_AT, 'latin1');
  head.set(nonce, NONCE_AT);
  return head;
}

/** What the body belongs to: it can't be moved to another incident, feed or space, nor be said to come from another desk. */
function aboutOf(space: string, place: string, head: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${space}\n${place}\n`, 'utf8'), head]);
}

function refused(kind: Extract<Opened, { ok: false }>['kind'], why: string): Extract<Opened, { ok: false }> {
  return { ok: false, kind, why };
}
