// Presets that a person put into the profile's folder `presets`: each file is a kind of feed beside the shipped ones. A file that is
// wrong stays a kind, so that its feeds say what is wrong with it and where; one that was right before stays in force as it was.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '../../shared/words/words';
import type { AnyFeed } from './registry';

export interface OwnPresets {
  readonly isOwn: (kind: string) => boolean;
  /** As the folder is now. */
  readonly kinds: () => readonly string[];
  /** Reads the file of a kind anew; `undefined`: there is none. The same object while the text is the same. */
  readonly load: (kind: string) => Promise<AnyFeed | undefined>;
  /** `shop.yml, line 3, column 9: ...` */
  readonly faults: () => Promise<readonly string[]>;
  /** Calls back when files of the folder, which is made, may be others; the answer ends that. */
  readonly watch: (changed: () => void) => Promise<() => void>;
}

const PREFIX = 'own-';
const FILE = /^([a-z0-9][a-z0-9-]{0,40})\.ya?ml$/;
const MOST_FILES = 200;
const MOST_BYTES = 800_000;

interface Known {
  readonly text: string;
  readonly feed: AnyFeed;
  /** The last one that was right; null: there was none. */
  readonly good: AnyFeed | null;
  readonly faults: readonly string[];
}

function namesIn(folder: string | null): readonly string[] {
  if (folder === null || !existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name));
  return names.sort().slice(0, MOST_FILES);
}

/** The text of a file, or why it can not be read. */
function textOf(file: string): { readonly text: string } | { readonly why: string } {
  try {
    if (statSync(file).size > MOST_BYTES) return { why: msg`it is too long for a preset` };
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { why: msg`it can not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` };
  }
}

/** What is read now, or what was right before with a word on what is wrong now. */
function known(
  text: string,
  { feed, faults }: { readonly feed: AnyFeed; readonly faults: readonly string[] },
  good: AnyFeed | null,
): Known {
  if (faults.length === 0) return { text, feed, good: feed, faults };
  if (good === null) return { text, feed, good, faults };
  const caution = `${faults[0]}. The preset as it was before stays in force.`;
  return { text, feed: { ...good, manifest: { ...good.manifest, caution } }, good, faults };
}

/** `folder`: null where nobody may bring presets. */
export function ownPresets(folder: string | null): OwnPresets {
  const read = new Map<string, Known>();
  const fileOf = (kind: string): string | undefined => namesIn(folder).find((name) => kindOf(name) === kind);
  const look = async (kind: string): Promise<Known | undefined> => {
    const file = fileOf(kind);
    if (folder === null || file === undefined) return undefined;
    const got = textOf(join(folder, file));
    const { brokenFeed, ownFeed } = await import('./http-json/own-feed');
    const before = read.get(kind);
    const text = 'text' in got ? got.text : `\u0000${got.why}`;
    if (before?.text === text) return before;
    const next = known(text, 'text' in got ? ownFeed(kind, file, text) : brokenFeed(kind, file, [got.why]), before?.good ?? null);
    read.set(kind, next);
    return next;
  };
  return {
    isOwn: (kind) => kind.startsWith(PREFIX),
    kinds: () =>
      namesIn(folder)
        .map(kindOf)
        .filter((kind, at, all) => kind !== null && all.indexOf(kind) === at) as string[],
    load: async (kind) => (await look(kind))?.feed,
    async faults() {
      const names = namesIn(folder);
      const odd = names.filter((name) => kindOf(name) === null).map((name) => `${name.slice(0, 80)}: ${NAME_RULE}`);
      const kinds = new Set(names.map(kindOf).filter((kind) => kind !== null));
      const found = await Promise.all([...kinds].map(look));
      return [...odd, ...found.flatMap((one) => one?.faults ?? [])];
    },
    async watch(changed) {
      if (folder === null) return () => undefined;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return (await import('./preset-watch')).watchPresets(folder, changed);
    },
  };
}

const NAME_RULE = 'the name of a preset is small letters, digits and dashes, then .yml';

function kindOf(name: string): string | null {
  const match = FILE.exec(name);
  return match ? `${PREFIX}${match[1]}` : null;
}
