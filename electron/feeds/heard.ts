// What a source answered in one poll, held until the poll is recorded, so that the row of an alert that just fired can be kept as the
// source gave it. Nothing is parsed before somebody asks.
import type { HttpAnswer, MapResult } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { rawRow } from './raw-row';
import { type Redactor, redactValue } from './redact';

/** Larger answers are not held: looking for one row in them would hold up the rest. */
const MOST_BYTES = 2 * 1024 * 1024;

export type RawRow = { readonly ok: true; readonly row: unknown } | { readonly ok: false; readonly why: string };

export interface Rows {
  /** The row that the alert with this key was read from. Takes some ms for a large answer. */
  rowOf(key: string): RawRow;
}

export interface Heard extends Rows {
  note(answer: HttpAnswer): void;
}

const UNFOUND: RawRow = { ok: false, why: msg`In what the source sent no single row stands for this alert; this is what was read of it.` };

/** `map`: the kind's own. */
export function createHeard(map: (raw: unknown) => MapResult, redact: Redactor): Heard {
  let chunks: (readonly Uint8Array[])[] = [];
  let parsed: readonly unknown[] | null = null;
  let bytes = 0;
  const documents = (): readonly unknown[] => {
    parsed ??= chunks.flatMap(documentOf);
    chunks = [];
    return parsed;
  };
  return {
    note(answer) {
      bytes += answer.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      if (bytes > MOST_BYTES) chunks = [];
      else chunks.push(answer.chunks);
    },
    rowOf(key) {
      if (bytes > MOST_BYTES) {
        const size = (bytes / 1024 / 1024).toFixed(1);
        return { ok: false, why: msg`The answer had ${size} MB, too much to look for the row in it; this is what was read of it.` };
      }
      for (const answer of documents()) {
        const row = rawRow(answer, holdsIn(map, key));
        if (row !== undefined) return { ok: true, row: redactValue(redact, row) };
      }
      return UNFOUND;
    },
  };
}

/** What a source sent by itself: its part about the alert, or all of it where no part decides. */
export function saidRows(said: unknown, map: (raw: unknown) => MapResult, redact: Redactor): Rows {
  return { rowOf: (key) => ({ ok: true, row: redactValue(redact, rawRow(said, holdsIn(map, key)) ?? said) }) };
}

function holdsIn(map: (raw: unknown) => MapResult, key: string): (answer: unknown) => boolean {
  return (answer) => map(answer).sightings.some((sighting) => sighting.key === key);
}

function documentOf(chunks: readonly Uint8Array[]): unknown[] {
  try {
    return [JSON.parse(Buffer.concat(chunks).toString('utf8'))];
  } catch {
    return [];
  }
}
