// What an event needs before it can be written and that no other event has a part in: its words and its body as it
// stands in the file. Here or in a thread beside, the outcome is the same.
import type { LogEvent } from '../../shared/log/event';
import { type Body, deflateBody } from './event-body';
import type { PackedAlerts } from './packed-alerts';
import { searchWordsOf } from './search-texts';

/** Exactly one of `data` and `deflated` is not null. */
export interface Prepared {
  readonly data: string | null;
  readonly deflated: Uint8Array | null;
  /** The distinct words of the event, joined by spaces. */
  readonly words: string;
  readonly wordCount: number;
}

export function prepare(event: LogEvent, { content, packed }: Body): Prepared {
  const words = searchWordsOf(event, packed);
  const columns = typeof content === 'string' ? { data: content, deflated: null } : { data: null, deflated: deflateBody(content) };
  return { ...columns, words: words.join(' '), wordCount: words.length };
}

/** The same from the bytes of a long body alone. */
export function prepareBytes(kind: LogEvent['kind'], incident: string | null, content: Uint8Array): Prepared {
  const data = JSON.parse(Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8'));
  const packed = data.alerts?.packed === 1 ? (data.alerts as PackedAlerts) : null;
  return prepare({ kind, incident, data } as LogEvent, { content, packed });
}
