// Who holds problems back at Nagios, and with which words: its comments of acknowledgements, and its downtimes.
import { isRecord, keyOfParts, text, type Unknown } from './row';

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

/** Rows of a list of comments or downtimes inside a whole answer. */
export function listed(answer: unknown, list: 'commentlist' | 'downtimelist'): readonly (readonly [id: string, row: Unknown])[] {
  const told = isRecord(answer) && isRecord(answer.data) ? answer.data[list] : null;
  if (!isRecord(told)) return [];
  return Object.entries(told).filter((entry): entry is [string, Unknown] => isRecord(entry[1]));
}

function gather(rows: ReturnType<typeof listed>, isWanted: (row: Unknown) => boolean, said: string): ReadonlyMap<string, Reason> {
  const found = new Map<string, Reason>();
  for (const [id, row] of rows) {
    const key = keyOfParts(row.host_name, row.service_description);
    if (key === null || !isWanted(row)) continue;
    const words = text(`${typeof row.author === 'string' ? row.author : 'somebody'}: ${text(row[said], MAX_WORDS)}`, MAX_WORDS);
    const ids = [...(found.get(key)?.ids ?? []), text(id, 100)].slice(0, MAX_IDS);
    found.set(key, { ids: ids.sort(), words });
  }
  return found;
}

/** Reads what there is; answers that are missing or malformed leave the words out, never the alert. */
export function readReasons(comments: unknown, downtimes: unknown): Reasons {
  return {
    acks: gather(listed(comments, 'commentlist'), (row) => row.entry_type === 'acknowledgement', 'comment_data'),
    downtimes: gather(listed(downtimes, 'downtimelist'), (row) => row.is_in_effect !== false, 'comment'),
  };
}
