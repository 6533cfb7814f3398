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

/** The same name of a rule and the same labels are the same alert, in whatever order they come. Readable; what is long ends in its digest. */
export function labelKey(rule: string, labels: Labels): string {
  let pairs = '';
  for (const name of Object.keys(labels).sort()) pairs += `${pairs === '' ? '' : ','}${name}=${quoted(labels[name] ?? '')}`;
  const text = `${rule}{${pairs}}`;
  if (text.length <= MAX_KEY) return text;
  const tail = SEEDS.map((seed) => digest(text, seed)).join('');
  return `${text.slice(0, MAX_KEY - tail.length - 1)}#${tail}`;
}
