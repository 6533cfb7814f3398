// The identity of an alert where its source gives it none: the rule and all labels.
import type { Labels } from '../../shared/domain/alert';

const MAX_KEY = 400;
const SEEDS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];

/** A 32-bit digest of a text (FNV-1a over UTF-16), begun at `seed`. */
function digest(text: string, seed: number): string {
  let hash = seed >>> 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** What JSON writes otherwise than as it stands. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

const quoted = (value: string): string => (ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`);

/** The labels of a key in their order, each with what stands before its value; `names` as they came. */
interface Layout {
  readonly names: readonly string[];
  readonly parts: readonly { readonly name: string; readonly head: string }[];
}

function layoutOf(names: readonly string[]): Layout {
  return { names, parts: names.toSorted().map((name, at) => ({ name, head: `${at === 0 ? '' : ','}${name}=` })) };
}

function isLaidOut({ names }: Layout, given: readonly string[]): boolean {
  if (names.length !== given.length) return false;
  for (let at = 0; at < given.length; at++) if (names[at] !== given[at]) return false;
  return true;
}

function shortened(text: string): string {
  if (text.length <= MAX_KEY) return text;
  const tail = SEEDS.map((seed) => digest(text, seed)).join('');
  return `${text.slice(0, MAX_KEY - tail.length - 1)}#${tail}`;
}

/** So many orders of labels are known at a time. */
const MOST_LAYOUTS = 8;

/**
 * Makes keys of rules and labels. The same name of a rule and the same labels are the same alert, in whatever order they come. Readable;
 * what is long ends in its digest. Rows of one answer mostly have the same names, whose order is found once.
 */
export function labelKeys(): (rule: string, labels: Labels) => string {
  const layouts: Layout[] = [];
  const laidOut = (names: readonly string[]): Layout => {
    for (const layout of layouts) if (isLaidOut(layout, names)) return layout;
    if (layouts.length === MOST_LAYOUTS) layouts.length = 0;
    const layout = layoutOf(names);
    layouts.push(layout);
    return layout;
  };
  return (rule, labels) => {
    let text = `${rule}{`;
    for (const { name, head } of laidOut(Object.keys(labels)).parts) text += head + quoted(labels[name] ?? '');
    return shortened(`${text}}`);
  };
}

/** One key as `labelKeys` makes it. */
export function labelKey(rule: string, labels: Labels): string {
  return labelKeys()(rule, labels);
}
