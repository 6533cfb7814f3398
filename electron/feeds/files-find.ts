// Files by path: `*` and `?` for parts of a name, `**` for any folders, `{a,b}` for either. Bounded, whatever the disk holds.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileDoor, FileTrouble, FoundFile } from '../../shared/feed-files';
import { foundFile, troubleOf } from './found-file';

const MOST_FOLDERS = 2000;
const DEEPEST = 12;
const MOST_CHOICES = 100;
const SIGNS = /[*?{]/;

/** `a{b,c}` to `ab` and `ac`; what is never closed stays as it is. */
function choices(pattern: string): readonly string[] {
  let open = [pattern];
  for (let turn = 0; turn < 10 && open.some((one) => /\{[^{}]*,[^{}]*\}/.test(one)); turn++) {
    open = open.flatMap((one) => {
      const match = /^([\s\S]*?)\{([^{}]*,[^{}]*)\}([\s\S]*)$/.exec(one);
      return match ? (match[2] ?? '').split(',').map((choice) => `${match[1]}${choice}${match[3]}`) : [one];
    });
    if (open.length > MOST_CHOICES) return open.slice(0, MOST_CHOICES);
  }
  return open;
}

/** Does a name fit? In time of name times pattern, for a name is short. */
function fits(name: string, pattern: string): boolean {
  let [at, star, mark] = [0, -1, 0];
  let place = 0;
  while (at < name.length) {
    const sign = pattern[place];
    if (sign === '*') {
      star = place++;
      mark = at;
    } else if (sign === '?' || sign === name[at]) {
      place += 1;
      at += 1;
    } else if (star !== -1) {
      place = star + 1;
      at = ++mark;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}

interface Walk {
  readonly found: Set<string>;
  readonly troubles: FileTrouble[];
  folders: number;
}

async function walk(folder: string, parts: readonly string[], depth: number, state: Walk): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  if (part !== '**' && !SIGNS.test(part)) {
    const next = path.join(folder, part);
    if (rest.length > 0) return walk(next, rest, depth, state);
    state.found.add(next);
    return;
  }
  if (++state.folders > MOST_FOLDERS || depth > DEEPEST) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    state.troubles.push(troubleOf(folder, error));
    return [];
  });
  if (part === '**') {
    await walk(folder, rest, depth, state);
    for (const entry of entries) if (entry.isDirectory()) await walk(path.join(folder, entry.name), parts, depth + 1, state);
    return;
  }
  for (const entry of entries) {
    const isHidden = entry.name.startsWith('.') && !part.startsWith('.');
    if (isHidden || !fits(entry.name, part)) continue;
    if (rest.length > 0) await walk(path.join(folder, entry.name), rest, depth + 1, state);
    else if (!entry.isDirectory()) state.found.add(path.join(folder, entry.name));
  }
}

export const findFiles: FileDoor['find'] = async (pattern, most) => {
  const state: Walk = { found: new Set(), troubles: [], folders: 0 };
  for (const one of choices(pattern)) {
    const { root } = path.parse(one);
    await walk(
      root,
      one
        .slice(root.length)
        .split(/[\\/]+/)
        .filter((part) => part !== ''),
      0,
      state,
    );
  }
  const sorted = [...state.found].sort();
  const files: FoundFile[] = [];
  const troubles = state.troubles.filter(({ isMissing }) => !isMissing || !pattern.includes('**'));
  for (const file of sorted.slice(0, most)) {
    await foundFile(file).then(
      (one) => files.push(one),
      (error: unknown) => troubles.push(troubleOf(file, error)),
    );
  }
  return { files, troubles, isMore: sorted.length > most };
};
