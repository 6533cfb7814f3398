// Every place where a console could leave a word of what it keeps: files, processes, the page's memory.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Which of `words` stand in a text; also as a URL or base64 has them. */
export function found(words: readonly string[], text: string): string[] {
  return words.filter((word) =>
    [word, encodeURIComponent(word), Buffer.from(word).toString('base64').slice(0, -4)].some((form) => text.includes(form)),
  );
}

/** All files under a folder, those that vanish meanwhile left out. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** Arguments and environment of a process and of all that it started. */
export function processTexts(pid: number): { readonly pid: number; readonly text: string }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = read(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isOurs = (one: number): boolean => one === pid || (one > 1 && isOurs(parents.get(one) ?? 0));
  return [...parents.keys()].filter(isOurs).map((one) => ({ pid: one, text: read(`/proc/${one}/cmdline`) + read(`/proc/${one}/environ`) }));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/** Everything that the page's JavaScript holds, after it was collected. */
export async function heapText(window: Page): Promise<string> {
  const devtools = await window.context().newCDPSession(window);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  return chunks.join('');
}
