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

/** The same name of a rule and the same labels are the same alert, in whatever order they come. Readable; what is long ends in its digest. */
export function labelKey(rule: string, labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${rule}{${pairs.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}}`;
  if (text.length <= MAX_KEY) return text;
  const tail = SEEDS.map((seed) => digest(text, seed)).join('');
  return `${text.slice(0, MAX_KEY - tail.length - 1)}#${tail}`;
}
