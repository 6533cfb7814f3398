import { Text } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, blockAtLine, blocksOf, recut, startsOf } from '../../../renderer/views/postmortem/preview/blocks';

const docOf = (text: string): Text => Text.of(text.split('\n'));
const bare = (blocks: readonly Block[]) => blocks.map(({ id: _, ...rest }) => rest);
const texts = (text: string): string[] => blocksOf(docOf(text)).map((block) => block.text);

/** Replaces lines `from` to `to` (counted from 0, `to` excluded) and cuts anew what that touched. */
function edit(before: string[], from: number, to: number, put: string[]): { cut: Block[]; whole: Block[]; old: Block[] } {
  const after = before.toSpliced(from, to - from, ...put);
  const old = blocksOf(docOf(before.join('\n')));
  const span = { first: from + 1, lastBefore: Math.max(from + 1, to), lastAfter: Math.max(from + 1, to) + put.length - (to - from) };
  const doc = docOf(after.join('\n'));
  return { cut: recut(old, doc, { ...span, lastAfter: Math.min(Math.max(1, span.lastAfter), doc.lines) }), whole: blocksOf(doc), old };
}

describe('blocks of a document', () => {
  it('[M40] paragraphs, headings, lists and fences are blocks of their own', () => {
    expect(texts('# A\ntext\nmore\n\n- one\n\n  still one\n\n```\na\n\nb\n```\nend')).toEqual([
      '# A',
      'text\nmore',
      '- one\n\n  still one',
      '```\na\n\nb\n```\nend',
    ]);
  });

  it('[M40] a listing of any length is cut, and each part knows that it is one', () => {
    const blocks = blocksOf(docOf(`\`\`\`sh\n${'x\n'.repeat(500)}\`\`\`\n\nafter`));
    expect(blocks.map(({ fence }) => fence)).toEqual([null, '```', '```', null]);
    expect(blocks.every(({ lines }) => lines <= 202)).toBe(true);
  });

  it('words and headings are counted', () => {
    const [head, body] = blocksOf(docOf('## What went *well* ##\n\n14.2 % of requests, eu-west-1'));
    expect(head?.heading).toEqual({ depth: 2, title: 'What went *well*' });
    expect(body?.words).toBe(4);
  });

  it('a line is found in its block', () => {
    const starts = startsOf(blocksOf(docOf('a\n\nb\nb\n\nc')));
    expect([1, 2, 3, 4, 5, 6, 99].map((line) => blockAtLine(starts, line))).toEqual([0, 0, 1, 1, 1, 2, 2]);
  });

  it('[M40] cut anew is cut whole, after any edit', () => {
    const line = fc.constantFrom('', '', 'text', '# head', '- item', '  more', '```', '~~~', '| a | b |', '> said');
    const lines = fc.array(line, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lines, lines, fc.nat(40), fc.nat(10), (before, put, at, gone) => {
        const from = Math.min(at, before.length - 1);
        const to = Math.min(from + gone, before.length);
        const { cut, whole } = edit(before, from, to, put);
        expect(bare(cut)).toEqual(bare(whole));
        expect(new Set(cut.map(({ id }) => id)).size).toBe(cut.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[M40] a block that only says something else keeps its place, and its neighbours are the same', () => {
    const before = ['# Head', 'one', '', 'two', '', 'three'];
    const { cut, old } = edit(before, 3, 4, ['two and more']);
    expect(cut.map(({ id }) => id)).toEqual(old.map(({ id }) => id));
    expect(cut[2]?.text).toBe('two and more');
    for (const i of [0, 1, 3]) expect(cut[i]).toBe(old[i]);
  });

  it('[M40] an edit of one line makes few new blocks of many', () => {
    const before = Array.from({ length: 4_000 }, (_, i) => (i % 2 === 0 ? `line ${i}` : ''));
    const { cut, old } = edit(before, 2_000, 2_001, ['changed']);
    const kept = new Set(old.map(({ id }) => id));
    expect(cut.filter(({ id }) => !kept.has(id)).length).toBeLessThanOrEqual(4);
  });
});
