// Who holds an object back, and with what words: comments of acknowledgements and downtimes by the object they are about.
import { isRecord, type Unknown } from './row';

/** Comments of this type stand for an acknowledgement. */
const ACK_ENTRY = 4;
const MAX_WORDS = 1000;
const MAX_IDS = 20;

interface Reason {
  readonly ids: readonly string[];
  readonly words: string;
}

export interface Reasons {
  readonly acks: ReadonlyMap<string, Reason>;
  readonly downtimes: ReadonlyMap<string, Reason>;
}

/** The rows of an object query's answer; null when it is none. */
export function resultsOf(answer: unknown): readonly unknown[] | null {
  return isRecord(answer) && Array.isArray(answer.results) ? answer.results : null;
}

function gather(answer: unknown, isWanted: (attrs: Unknown) => boolean, said: 'text' | 'comment'): ReadonlyMap<string, Reason> {
  const found = new Map<string, Reason>();
  for (const row of resultsOf(answer) ?? []) {
    if (!isRecord(row) || typeof row.name !== 'string' || !isRecord(row.attrs) || !isWanted(row.attrs)) continue;
    const { host_name: host, service_name: service, author } = row.attrs;
    if (typeof host !== 'string') continue;
    const key = typeof service === 'string' && service !== '' ? `${host}!${service}` : host;
    const words =
      `${typeof author === 'string' ? author : 'somebody'}: ${typeof row.attrs[said] === 'string' ? row.attrs[said] : ''}`.slice(
        0,
        MAX_WORDS,
      );
    const ids = [...(found.get(key)?.ids ?? []), row.name.slice(0, MAX_WORDS)].slice(0, MAX_IDS);
    found.set(key, { ids: ids.sort(), words });
  }
  return found;
}

/** Reads what there is; answers that are missing or malformed leave the words out, never the alert. */
export function readReasons(comments: unknown, downtimes: unknown): Reasons {
  return {
    acks: gather(comments, (attrs) => attrs.entry_type === ACK_ENTRY, 'text'),
    downtimes: gather(downtimes, () => true, 'comment'),
  };
}
