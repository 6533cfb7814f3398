// The keys of one desk: it signs what it sends and opens what was sealed for it alone. All come from one seed, which stays in the vault.
import { randomBytes } from 'node:crypto';
import { sodium } from './sodium';

export interface DeviceKeys {
  /** Name of the desk in every team: made of its signing key, so nobody else can take it. */
  readonly desk: string;
  /** Ed25519, 32 bytes. */
  readonly signKey: Uint8Array;
  /** Detached Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** Opens a sealed box for this desk; null: it is for somebody else, or damaged. */
  unbox(bytes: Uint8Array): Uint8Array | null;
}

export const SEED_BYTES = 32;
const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567';
const NAME_LENGTH = 26;

export function newSeed(): Uint8Array {
  return randomBytes(SEED_BYTES);
}

/** `seed`: 32 bytes; throws for any other length. */
export async function deviceKeys(seed: Uint8Array): Promise<DeviceKeys> {
  const lib = await sodium();
  const { publicKey, privateKey } = lib.crypto_sign_seed_keypair(seed);
  const boxKey = lib.crypto_sign_ed25519_pk_to_curve25519(publicKey);
  const boxSecret = lib.crypto_sign_ed25519_sk_to_curve25519(privateKey);
  return {
    desk: deskNameOf(publicKey),
    signKey: publicKey,
    sign: (bytes) => lib.crypto_sign_detached(bytes, privateKey),
    unbox: (bytes) => {
      try {
        return lib.crypto_box_seal_open(bytes, boxKey, boxSecret);
      } catch {
        return null;
      }
    },
  };
}

/** What only the desk with this signing key can open. */
export async function boxFor(signKey: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const lib = await sodium();
  return lib.crypto_box_seal(bytes, lib.crypto_sign_ed25519_pk_to_curve25519(signKey));
}

/** False also for a key or a signature of the wrong length. */
export async function isSignedBy(signKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const lib = await sodium();
  try {
    return lib.crypto_sign_verify_detached(signature, bytes, signKey);
  } catch {
    return false;
  }
}

/** The first 130 bits of a signing key in base 32. */
export function deskNameOf(signKey: Uint8Array): string {
  let name = '';
  let bits = 0;
  let value = 0;
  for (const byte of signKey) {
    value = ((value << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5 && name.length < NAME_LENGTH; bits -= 5) name += DIGITS.charAt((value >> (bits - 5)) & 31);
  }
  return name;
}

/** The same for people who compare it aloud: `k3x7-…`, in groups of four. */
export function spokenName(desk: string): string {
  return desk.match(/.{1,4}/g)?.join('-') ?? '';
}
