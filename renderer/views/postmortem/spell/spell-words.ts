// Which parts of a text are words that a dictionary can judge: no code, no addresses, no names of machines.
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

export interface Word {
  readonly from: number;
  readonly to: number;
  readonly word: string;
}

const WORD = /(?<![\p{L}\p{N}_@#/\\.:=-])\p{L}[\p{L}’']*\p{L}(?![\p{L}\p{N}_@/\\=]|[.:’'-][\p{L}\p{N}])/gu;
const NOT_PROSE = /^(InlineCode|FencedCode|CodeBlock|CodeText|CodeMark|URL|LinkReference|HTMLTag|HTMLBlock|Autolink)$/;

/** ACRONYMS and namesLikeThis are nobody's spelling. */
const isPlain = (word: string): boolean => !/^\p{L}.*\p{Lu}/u.test(word);

/** The words between two places. Places in code and addresses are found in the tree as far as it is parsed. */
export function wordsIn(state: EditorState, from: number, to: number): Word[] {
  const tree = syntaxTree(state);
  const words: Word[] = [];
  for (const match of state.sliceDoc(from, to).matchAll(WORD)) {
    const at = from + match.index;
    if (!isPlain(match[0]) || NOT_PROSE.test(tree.resolveInner(at, 1).name)) continue;
    words.push({ from: at, to: at + match[0].length, word: match[0] });
  }
  return words;
}
