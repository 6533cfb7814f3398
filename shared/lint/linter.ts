// Lints a whole document once and an edit by its neighbourhood: blocks that an edit does not touch keep what was found in them.
import { type ActionItem, lintAction } from './action-finding';
import { type Block, type BlockContext, type BlockKind, firstContext, readBlock } from './blocks';
import { namesOf } from './find-names';
import { type Finding, type LintContext, movedFinding } from './finding';
import { lintWords } from './lint-words';
import { readAction } from './read-action';

/** What changed between two texts: `from` to `to` of the old one became `inserted` units of the new one. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly inserted: number;
}

export interface Linter {
  /** All findings of a text, in its order. */
  lint(text: string): readonly Finding[];
  /** The same for a text that differs from the last one by this change only. */
  edit(text: string, change: TextChange): readonly Finding[];
}

interface LintedBlock {
  readonly length: number;
  readonly before: BlockContext;
  readonly after: BlockContext;
  /** Offsets from the block's beginning. */
  readonly findings: readonly Finding[];
}

/** `readItem` reads the line of an action; offsets of what it returns count from `from`. */
export function createLinter(context: LintContext, readItem: (text: string, from: number) => ActionItem | null = readAction): Linter {
  const names = namesOf(context);
  let blocks: LintedBlock[] = [];

  function findingsOf(kind: BlockKind, block: string): Finding[] {
    if (kind === 'skipped') return [];
    if (kind !== 'action') return lintWords(block, names, kind === 'heading');
    const item = readItem(block, 0);
    if (!item) return lintWords(block, names, false);
    const inText = ({ rule, from, to }: Finding): boolean => rule !== 'name' || (from >= item.textRange.from && to <= item.textRange.to);
    return [...lintWords(block, names, false).filter((one) => one.rule !== 'name' && inText(one)), ...lintAction(item, context)];
  }

  function linted(text: string, at: number, before: BlockContext, block: Block): LintedBlock {
    return { length: block.end - at, before, after: block.next, findings: findingsOf(block.kind, text.slice(at, block.end)) };
  }

  /** Blocks from `at` on, until `isKnown` says that the old ones go on from there. */
  function read(text: string, at: number, before: BlockContext, isKnown: (at: number, context: BlockContext) => boolean): LintedBlock[] {
    const found: LintedBlock[] = [];
    let context = before;
    for (let from = at; from < text.length && !isKnown(from, context); ) {
      const block = readBlock(text, from, context);
      found.push(linted(text, from, context, block));
      context = block.next;
      from = block.end;
    }
    return found;
  }

  return {
    lint(text) {
      blocks = read(text, 0, firstContext, () => false);
      return placed(blocks);
    },
    edit(text, { from, to, inserted }) {
      const starts = startsOf(blocks);
      const first = Math.max(0, indexAt(starts, from) - 1);
      const shift = inserted - (to - from);
      const after = indexAt(starts, to);
      let rest = blocks.length;
      const isKnown = (at: number, context: BlockContext): boolean => {
        const index = indexAt(starts, at - shift);
        if (index <= after || starts[index] !== at - shift || !isSame(blocks[index]?.before, context)) return false;
        rest = index;
        return true;
      };
      const fresh = read(text, starts[first] ?? 0, blocks[first]?.before ?? firstContext, isKnown);
      blocks = [...blocks.slice(0, first), ...fresh, ...blocks.slice(rest)];
      return placed(blocks);
    },
  };
}

function isSame(a: BlockContext | undefined, b: BlockContext): boolean {
  return a?.isInActions === b.isInActions && a.isAfterList === b.isAfterList;
}

function startsOf(blocks: readonly LintedBlock[]): number[] {
  let at = 0;
  return blocks.map(({ length }) => {
    at += length;
    return at - length;
  });
}

/** The block that holds the offset; the last one for the end of the text. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

function placed(blocks: readonly LintedBlock[]): Finding[] {
  const all: Finding[] = [];
  let at = 0;
  for (const { length, findings } of blocks) {
    for (const finding of findings) all.push(movedFinding(finding, at));
    at += length;
  }
  return all;
}
