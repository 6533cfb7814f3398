// Reads the line of an action as far as the lint asks: `- [ ] What (owner: @anna, due: 2026-12-24, kind: prevent, id: act-1)`.
import type { ActionItem } from './action-finding';

const line = /^(\s*[-*+]\s+\[([ xX])\]\s+)(.*?)(\s*\(((?:owner|due|kind|id):[^()]*)\))?\s*$/s;

/** `from` is where `text`, the block of one action, stands in the document; null: it is no action. */
export function readAction(text: string, from: number): ActionItem | null {
  const whole = text.trimEnd();
  const found = line.exec(whole);
  if (!found) return null;
  const [, lead = '', box = ' ', words = '', bracket, list = ''] = found;
  const attributes = new Map(
    list.split(',').map((pair) => [pair.slice(0, pair.indexOf(':')).trim(), pair.slice(pair.indexOf(':') + 1).trim()]),
  );
  const textFrom = from + lead.length;
  const end = from + whole.length;
  return {
    text: words,
    owner: attributes.get('owner') ?? null,
    due: attributes.get('due') ?? null,
    kind: attributes.get('kind') ?? null,
    range: { from: textFrom, to: end },
    textRange: { from: textFrom, to: textFrom + words.length },
    attributesAt:
      bracket === undefined
        ? { at: end, before: ' (', after: ')' }
        : { at: textFrom + words.length + bracket.indexOf('(') + 1, before: '', after: ', ' },
    isDone: box !== ' ',
  };
}
