// The events of one incident are chained by hashes, and the head of each chain is kept apart: a changed, missing or
// cut-off event shows. Incident `null` is the desk's own chain.
import { createHash, hash } from 'node:crypto';
import type Database from 'libsql';
import { inflateText } from './event-body';

/** `prev` in the file of an event without predecessor; `''` in the envelope. */
export const NO_PREV = '0'.repeat(64);
/** Name of the desk's chain in the table of heads. */
export const DESK_CHAIN = '';

export interface Envelope {
  readonly seq: number;
  readonly id: string;
  readonly hlc: string;
  readonly device: string;
  readonly actor: string;
  readonly incident: string | null;
  readonly kind: string;
  readonly v: number;
  readonly prev: string;
}

/** SHA-256 (hex) over the envelope and the data's text (or its UTF-8 bytes) exactly as stored. The order of the fields is part of the format. */
export function hashEvent(e: Envelope, text: string | Uint8Array): string {
  const envelope = JSON.stringify([e.prev, e.seq, e.id, e.hlc, e.device, e.actor, e.incident, e.kind, e.v]);
  if (typeof text === 'string') return hash('sha256', `${envelope}\n${text}`, 'hex');
  return createHash('sha256').update(`${envelope}\n`).update(text).digest('hex');
}

/** `firstBroken` is the seq of the first event that no longer fits what the rest of the chain says about it. */
export interface ChainCheck {
  readonly isWhole: boolean;
  readonly events: number;
  readonly firstBroken?: number;
}

export type StoredRow = Envelope & { readonly data: string | null; readonly deflated: Uint8Array | null };

/** As bytes: libsql ends the whole process over a text that is not UTF-8, as a damaged file may have it. */
export interface RawRow {
  readonly seq: number;
  readonly id: Uint8Array;
  readonly hlc: Uint8Array;
  readonly device: Uint8Array | null;
  readonly actor: Uint8Array | null;
  readonly incident: Uint8Array | null;
  readonly kind: Uint8Array | null;
  readonly v: number;
  readonly prev: string;
  readonly data: Uint8Array | null;
  readonly deflated: Uint8Array | null;
}

/** Events between two pauses. */
const STRIDE = 250;
/** Events as they are hashed, and nothing else of them. */
export const STORED_SQL = `SELECT e.seq, CAST(e.id AS BLOB) AS id, CAST(e.hlc AS BLOB) AS hlc, CAST(d.name AS BLOB) AS device, CAST(a.name AS BLOB) AS actor,
  CAST(e.incident AS BLOB) AS incident, CAST(k.name AS BLOB) AS kind, e.v, lower(hex(e.prev)) AS prev, CAST(e.data AS BLOB) AS data, e.deflated
  FROM events e LEFT JOIN names d ON d.n = e.device LEFT JOIN names a ON a.n = e.actor LEFT JOIN names k ON k.n = e.kind`;
const CHAIN_SQL = `${STORED_SQL} WHERE e.incident IS ? AND e.seq > ? ORDER BY e.seq LIMIT ${STRIDE}`;

/**
 * Recomputes one chain against its head, with pauses in which events may be appended. An incident that is not in the log is
 * whole with 0 events.
 */
export function* verifyChain(db: Database.Database, incident: string | null): Generator<void, ChainCheck, void> {
  const page = db.prepare(CHAIN_SQL);
  let events = 0;
  let last = { seq: 0, hash: '' };
  for (;;) {
    const rows = (page.all([incident, last.seq]) as RawRow[]).map(storedRow);
    for (const row of rows) {
      const prev = row.prev === NO_PREV ? '' : row.prev;
      if (prev !== last.hash)
        return { isWhole: false, events: headOfChain(db, incident)?.events ?? events, firstBroken: last.seq || row.seq };
      last = { seq: row.seq, hash: hashEvent({ ...row, prev }, storedText(row)) };
      events++;
    }
    if (rows.length < STRIDE) break;
    yield;
  }
  // No pause since the last page: the head is that of the very events that were read.
  const head = headOfChain(db, incident);
  if ((head?.hash ?? '') === last.hash && (head?.events ?? 0) === events) return { isWhole: true, events };
  return { isWhole: false, events: head?.events ?? events, firstBroken: last.seq || (head?.seq ?? 0) };
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
  readonly events: number;
}

export function headOfChain(db: Database.Database, incident: string | null): ChainHead | undefined {
  const head = db.prepare('SELECT seq, lower(hex(hash)) AS hash, events FROM heads WHERE incident = ?');
  return head.get(incident ?? DESK_CHAIN) as ChainHead | undefined;
}

const decoder = new TextDecoder();

/** Bytes that are no UTF-8 become other letters, so that the hash shows them. */
export function storedRow(raw: RawRow): StoredRow {
  const text = (bytes: Uint8Array | null): string => (bytes === null ? '' : decoder.decode(bytes));
  const names = { device: text(raw.device), actor: text(raw.actor), kind: text(raw.kind) };
  const incident = raw.incident && text(raw.incident);
  return { ...raw, ...names, id: text(raw.id), hlc: text(raw.hlc), incident, data: raw.data && text(raw.data) };
}

/** The data's text; '' where the file is too damaged to give one. */
export function storedText({ data, deflated }: Pick<StoredRow, 'data' | 'deflated'>): string {
  try {
    return deflated ? inflateText(deflated) : (data ?? '');
  } catch {
    return '';
  }
}

/** The heads of all chains; the desk's own is named ''. */
export function headsOf(db: Database.Database): (ChainHead & { readonly incident: string })[] {
  const heads = db.prepare('SELECT CAST(incident AS BLOB) AS incident, seq, lower(hex(hash)) AS hash, events FROM heads').all();
  return (heads as (ChainHead & { readonly incident: Uint8Array })[]).map((head) => ({ ...head, incident: decoder.decode(head.incident) }));
}
