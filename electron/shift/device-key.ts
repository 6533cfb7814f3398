// This desk's signing key: Ed25519, made at the first use, kept in the vault of the encrypted log and nowhere else.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Log } from '../log/store';

export interface DeviceKey {
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

const OWNER = 'desk';
const NAME = 'signing-key';
const RAW_BYTES = 32;

/** Throws `LogWriteFailure` when a new key can't be kept. */
export function deviceKey(log: Pick<Log, 'getSecret' | 'putSettings'>): DeviceKey {
  const kept = log.getSecret(OWNER, NAME);
  if (kept !== undefined) return fromPrivate(createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' }));
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  log.putSettings({ settings: {}, secrets: [{ feed: OWNER, name: NAME, text }] });
  return fromPrivate(privateKey);
}

function fromPrivate(privateKey: KeyObject): DeviceKey {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: Buffer.from(spki.subarray(-RAW_BYTES)) };
}
