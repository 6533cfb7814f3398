// Files and snapshots as they lie in the store of the team: encrypted with a key of the space and signed by the desk that put them there.
// Whoever runs the store sees how long they are, and no name that says what is in them.
import { createHmac } from 'node:crypto';
import { isSignedBy } from './device-keys';
import { type SealKeys, sealingKey } from './message-seal';
import { sodium } from './sodium';

/** `DF1`, epoch (u32), name of the desk (26), nonce (24), signature (64); then the sealed body. */
const MAGIC = Buffer.from('DF1');
const EPOCH_AT = 3;
const DESK_AT = 7;
const NONCE_AT = 33;
const SIGNATURE_AT = 57;
const BODY_AT = 121;
const CIPHER_BYTES = 16;

/** So much longer is a sealed object than what is in it. */
export const SEAL_BYTES = BODY_AT + CIPHER_BYTES;

export interface ObjectKeys extends Omit<SealKeys, 'signKeyOf'> {
  /** The signing key of a desk that is or was a member; undefined: it never was. */
  signKeyOf(desk: string): Uint8Array | undefined;
  /** The first key of the space: every member has it. Throws in words while this desk has none. */
  first(): Uint8Array;
}

export type OpenedObject =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly desk: string }
  | { readonly ok: false; readonly why: string };

export interface ObjectSeal {
  /** A name that every member makes of the same words, and that tells nobody else anything. */
  nameOf(words: string): string;
  /** The same for what belongs to an incident: made by those only who may read it now. Null as for `seal`. */
  nameFor(words: string, incident: string): Promise<string | null>;
  /** All names that it may lie under: it may have been put there before the incident was restricted, or while it was. */
  namesFor(words: string, incident: string): string[];
  /** `incident`: what it belongs to; null: to the space. Null: others alone read that incident. */
  seal(name: string, bytes: Uint8Array, incident: string | null): Promise<Uint8Array | null>;
  /** Refuses what lay under another name, in another space, was changed, or comes from no member. */
  open(name: string, sealed: Uint8Array): Promise<OpenedObject>;
}

export function objectSeal(keys: ObjectKeys): ObjectSeal {
  const named = (words: string, key: Uint8Array): string => createHmac('sha256', key).update(words).digest('base64url');
  return {
    nameOf: (words) => named(words, keys.first()),
    async nameFor(words, incident) {
      if ((await sealingKey(keys, incident)) === null) return null;
      const isForAll = keys.rings?.isForAll(incident) ?? true;
      return named(words, (isForAll ? undefined : keys.rings?.firstKeyOf(incident)) ?? keys.first());
    },
    namesFor: (words, incident) => [keys.rings?.firstKeyOf(incident), keys.first()].flatMap((key) => (key ? [named(words, key)] : [])),
    async seal(name, bytes, incident) {
      const lib = await sodium();
      const sealing = incident === null ? keys.current() : await sealingKey(keys, incident);
      if (!sealing) return null;
      const { epoch, key } = sealing;
      const nonce = lib.randombytes_buf(lib.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
      const head = headOf(epoch, keys.device.desk, nonce);
      const about = aboutOf(keys.space, name, head);
      const body = lib.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes, about, null, nonce, key);
      return Buffer.concat([head, keys.device.sign(Buffer.concat([about, body])), body]);
    },
    open: (name, sealed) => open(keys, name, Buffer.from(sealed)),
  };
}

async function open(keys: ObjectKeys, name: string, sealed: Buffer): Promise<OpenedObject> {
  if (sealed.length < BODY_AT || !sealed.subarray(0, EPOCH_AT).equals(MAGIC)) return refused('it is not of this version');
  const desk = sealed.toString('latin1', DESK_AT, NONCE_AT);
  const signKey = keys.signKeyOf(desk);
  if (!signKey) return refused('no member put it there');
  const about = aboutOf(keys.space, name, sealed.subarray(0, SIGNATURE_AT));
  const body = sealed.subarray(BODY_AT);
  if (!(await isSignedBy(signKey, Buffer.concat([about, body]), sealed.subarray(SIGNATURE_AT, BODY_AT))))
    return refused('its signature is not that of its desk');
  const key = keys.keyOf(sealed.readUInt32BE(EPOCH_AT));
  if (!key) return refused('this desk was not given its key');
  const lib = await sodium();
  try {
    const nonce = sealed.subarray(NONCE_AT, SIGNATURE_AT);
    return { ok: true, desk, bytes: lib.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, about, nonce, key) };
  } catch {
    return refused('it can’t be opened with the key of its time');
  }
}

function headOf(epoch: number, desk: string, nonce: Uint8Array): Buffer {
  const head = Buffer.alloc(SIGNATURE_AT);
  MAGIC.copy(head);
  head.writeUInt32BE(epoch, EPOCH_AT);
  head.write(desk, DESK_AT, 'latin1');
  head.set(nonce, NONCE_AT);
  return head;
}

function aboutOf(space: string, name: string, head: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${space}\n${name}\n`, 'utf8'), head]);
}

function refused(why: string): OpenedObject {
  return { ok: false, why };
}
