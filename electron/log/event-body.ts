// How an event's data stands in the file: JSON text, alerts packed, and deflated when it is long. What is hashed is
// the text before deflating, byte for byte what reading gives back.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Draft } from '../../shared/log/event';
import { type PackedAlerts, packAlerts, unpackAlerts } from './packed-alerts';

/** Texts below stay plain, so that reading many small events is one JSON.parse; measured in docs/decisions/0001-log-store.md. */
const DEFLATE_FROM_CHARS = 4096;
const PACK_FROM_ALERTS = 4;
/** Small tables: setting them up costs more than they save on texts of some 10 KB. */
const DEFLATE = { level: 1, windowBits: 14, memLevel: 7 } as const;

/**
 * `content` is the JSON text, or its UTF-8 bytes when it is long. `packed` is the alerts' packed form where there is one: the search
 * index reads it too, to visit shared texts once.
 */
export interface Body {
  readonly content: string | Uint8Array;
  readonly packed: PackedAlerts | null;
}

export function encodeBody(draft: Draft): Body {
  if (draft.kind !== 'alert.fired' && draft.kind !== 'incident.absorbed') return bodyOf(draft.data, null);
  const alerts: readonly object[] = draft.data.alerts;
  const packed = alerts.length >= PACK_FROM_ALERTS ? packAlerts(alerts) : null;
  return bodyOf(packed ? { ...draft.data, alerts: packed } : draft.data, packed);
}

function bodyOf(data: object, packed: PackedAlerts | null): Body {
  const text = JSON.stringify(data);
  return { content: text.length < DEFLATE_FROM_CHARS ? text : Buffer.from(text, 'utf8'), packed };
}

/** What `encodeBody`'s content said, after JSON.parse. */
export function decodeBody(data: unknown): unknown {
  const { alerts } = data as { alerts?: PackedAlerts | readonly object[] };
  if (alerts === undefined || Array.isArray(alerts)) return data;
  return { ...(data as object), alerts: unpackAlerts(alerts as PackedAlerts) };
}

export function deflateBody(bytes: Uint8Array): Uint8Array {
  return deflateRawSync(bytes, DEFLATE);
}

export function inflateText(deflated: Uint8Array): string {
  return inflateRawSync(deflated).toString('utf8');
}
