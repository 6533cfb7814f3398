// Who belongs to a space, as signed records tell it: the founder vouches for others, and each of these for more. A record counts when the
// desk that signed it was a member when it was first seen here.
import { z } from 'zod';
import { canonical } from './fingerprint';
import type { RingRecord } from './ring';
import { deskName, spaceName } from './wire';

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(400);
const epoch = z
  .number()
  .int()
  .min(1)
  .max(2 ** 32 - 1);
const signed = { by: deskName, signature: base64 };

/** A desk as its person named it. */
const desk = { space: spaceName, desk: deskName, signKey: base64, name: z.string().min(1).max(80), person: z.string().max(120) };

/** A desk that asks to join; signed by itself. */
export const joinRequest = z.strictObject({ v: z.literal(1), ...desk, askedAt: z.number().int().min(0), ...signed });
/** `version` rises with every change of the same desk, which was made at `at` (Unix ms). `until`: position in the stream of the last message that counts; null: it is a member. */
export const memberRecord = z.strictObject({
  v: z.literal(1),
  ...desk,
  version: z.number().int().min(1),
  since: z.number().int().min(0),
  at: z.number().int().min(0),
  until: z.number().int().min(0).nullable(),
  ...signed,
});
/** A key, for one desk. `ring`: `space`, or the incident that only some desks read. */
export const keyRecord = z.strictObject({
  v: z.literal(1),
  space: spaceName,
  ring: z.string().min(1).max(80),
  epoch,
  desk: deskName,
  box: base64,
  ...signed,
});

export type JoinRequest = z.infer<typeof joinRequest>;
export type MemberRecord = z.infer<typeof memberRecord>;
export type KeyRecord = z.infer<typeof keyRecord>;
export type SignedRecord = JoinRequest | MemberRecord | KeyRecord | RingRecord;

/** The ring that every member has a key of. */
export const SPACE_RING = 'space';

/** What a signature is made over. */
export function signedText({ signature: _, ...record }: SignedRecord): string {
  return canonical(record);
}

/** Members and those who were, by desk. Who was removed stays known: what came before that counts. */
export type Roster = ReadonlyMap<string, MemberRecord>;

export function isMember(roster: Roster, desk: string): boolean {
  return roster.get(desk)?.until === null;
}

/** Did a message at this position of the stream come from somebody who was a member then? */
export function wasMember(roster: Roster, desk: string, position: number): boolean {
  const record = roster.get(desk);
  return record !== undefined && (record.until === null || position <= record.until);
}

/**
 * The roster with records whose signatures hold already. `founder`: the desk that everything hangs on; its own record needs nobody
 * else. Records that nobody vouches for, and older versions of what is known, are left out.
 */
export function vouched(known: Roster, records: Iterable<MemberRecord>, founder: string): Roster {
  const roster = new Map(known);
  const all = [...records];
  for (const version of [...new Set(all.map((record) => record.version))].sort((a, b) => a - b)) {
    let waiting = all.filter((record) => record.version === version);
    for (let before = -1; before !== waiting.length; ) {
      before = waiting.length;
      waiting = waiting.filter((record) => !take(roster, record, founder));
    }
  }
  return roster;
}

/** Who was removed later than this desk could still remove it. */
function hadTheRight(roster: Roster, { by, until }: MemberRecord): boolean {
  return until !== null && wasMember(roster, by, until);
}

function take(roster: Map<string, MemberRecord>, record: MemberRecord, founder: string): boolean {
  const known = roster.get(record.desk);
  if (known && record.version <= known.version) return true;
  if (known && known.signKey !== record.signKey) return true;
  const isOwn = record.desk === founder && record.by === founder && !known;
  if (!isOwn && !isMember(roster, record.by) && !hadTheRight(roster, record)) return false;
  roster.set(record.desk, record);
  return true;
}
