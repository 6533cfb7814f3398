// What an engine told and answered before it was killed, a line a thing, in a file: what a pipe still holds would die with the process.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** `event`, `page`: told to the world, the page with the number of the last event then. `note`, `message`, `edit`: answered to who asked. */
export type Entry = readonly ['event' | 'note' | 'message' | 'edit', string] | readonly ['page', string, number];

export function write(diary: string, entry: Entry): void {
  appendFileSync(diary, `${JSON.stringify(entry)}\n`);
}

/** Whole lines; a last one that the kill cut off was told to nobody. */
export function readDiary(diary: string): readonly Entry[] {
  if (!existsSync(diary)) return [];
  const lines = readFileSync(diary, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Entry);
}

/** The texts of all entries of one sort. */
export function told(entries: readonly Entry[], what: Entry[0]): readonly string[] {
  return entries.filter(([sort]) => sort === what).map(([, text]) => text);
}
