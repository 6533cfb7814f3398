// Signed records of a space in its keep: written with this desk's key, believed only when the signature is that of the desk that they name.
import type { z } from 'zod';
import { type SignedRecord, signedText } from '../../shared/team/roster';
import { type DeviceKeys, deskNameOf, isSignedBy } from './device-keys';

type Unsigned<R extends SignedRecord> = Omit<R, 'by' | 'signature'>;

export function sign<R extends SignedRecord>(keys: DeviceKeys, record: Unsigned<R>): R {
  const said = { ...record, by: keys.desk, signature: '' } as R;
  return { ...said, signature: toBase64(keys.sign(Buffer.from(signedText(said), 'utf8'))) };
}

/** Null: it is no such record, or not signed by the desk that it names as its writer. `signKeyOf`: signing keys of desks that are known. */
export async function believed<R extends SignedRecord>(
  schema: z.ZodType<R>,
  bytes: Uint8Array,
  signKeyOf: (desk: string, record: R) => Uint8Array | undefined,
): Promise<R | null> {
  const record = schema.safeParse(parsed(bytes)).data;
  if (!record) return null;
  const key = signKeyOf(record.by, record);
  if (!key || deskNameOf(key) !== record.by) return null;
  const isTrue = await isSignedBy(key, Buffer.from(signedText(record), 'utf8'), fromBase64(record.signature));
  return isTrue ? record : null;
}

export function toBytes(record: SignedRecord): Uint8Array {
  return Buffer.from(JSON.stringify(record), 'utf8');
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
