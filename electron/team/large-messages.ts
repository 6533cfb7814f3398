// Messages that are longer than the servers take: the sealed message goes into the store, and a short one that names it and its hash into
// the stream. Who reads it gets the same bytes as otherwise.

import { msg } from '../../shared/words/words';
import { hashOf } from '../log/attachments';
import type { Delivered, Opened, TeamLink, TeamMessage, TeamSeal } from './seams';

/** `DWL`, id of the message (26), SHA-256 of its bytes (32). Like every message it begins with `DW`. */
const MAGIC = Buffer.from('DWL');
const ID_AT = 3;
const HASH_AT = 29;
const POINTER_BYTES = 61;
/** Subject and headers count against the limit of the servers too. */
const AROUND_BYTES = 1_024;
/** Sealed; what is opened has a limit of its own. */
const MOST_SEALED_BYTES = 64_000_000;

export type LargeLink = Pick<TeamLink, 'publish' | 'objects' | 'mostBytes' | 'health'>;

/** The same as `link.publish`, for messages of any length. */
export function publishAny(link: LargeLink): TeamLink['publish'] {
  return async (message, isAgain) => {
    if (message.bytes.length + AROUND_BYTES <= link.mostBytes) return link.publish(message, isAgain);
    await link.objects.put(nameOf(message.id), message.bytes);
    return link.publish({ ...message, bytes: pointerOf(message) }, isAgain);
  };
}

/** The same as `seal`, which also opens what lies in the store. Rejects while the store can't be reached: the message is tried again. */
export function openAny(link: LargeLink, seal: TeamSeal): TeamSeal {
  return {
    desk: seal.desk,
    seal: (batch) => seal.seal(batch),
    open: async (message) => {
      const { bytes } = message;
      if (bytes.length !== POINTER_BYTES || !MAGIC.equals(bytes.subarray(0, ID_AT))) return seal.open(message);
      return openStored(link, seal, message);
    },
  };
}

async function openStored(link: LargeLink, seal: TeamSeal, message: Delivered): Promise<Opened> {
  const pointer = Buffer.from(message.bytes);
  const hash = pointer.toString('hex', HASH_AT);
  let bytes: Uint8Array | null = null;
  try {
    bytes = await link.objects.get(nameOf(pointer.toString('latin1', ID_AT, HASH_AT)), MOST_SEALED_BYTES);
  } catch (error) {
    if (link.health.state !== 'ok') throw error;
  }
  if (bytes === null) return { ok: false, kind: 'not-for-us', why: msg`what it names is not in the store of the team` };
  if (hashOf(bytes) !== hash) return { ok: false, kind: 'not-for-us', why: msg`what it names in the store of the team is something else` };
  return seal.open({ ...message, bytes });
}

function nameOf(id: string): string {
  return `message-${id}`;
}

function pointerOf({ id, bytes }: TeamMessage): Uint8Array {
  return Buffer.concat([MAGIC, Buffer.from(id, 'latin1'), Buffer.from(hashOf(bytes), 'hex')]);
}
