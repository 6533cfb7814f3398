// The acts of the toolbar on Markdown. Each takes its form away again where the text already has it.
import type { ChangeSpec, EditorState, StateCommand, TransactionSpec } from '@codemirror/state';
import { EditorSelection } from '@codemirror/state';

function run(make: (state: EditorState) => TransactionSpec | null): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const spec = make(state);
    if (spec) dispatch(state.update(spec, { scrollIntoView: true, userEvent: 'input.format' }));
    return spec !== null;
  };
}

/** Bold, italic, struck, inline code: `mark` on both sides of each selection, or of the word at the cursor. */
export function toggleMark(mark: string): StateCommand {
  const size = mark.length;
  return run((state) =>
    state.changeByRange((range) => {
      const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
      const isOutside = state.sliceDoc(from - size, from) === mark && state.sliceDoc(to, to + size) === mark;
      const isDouble = size === 1 && state.sliceDoc(from - 2, from) === mark + mark && state.sliceDoc(from - 3, from) !== mark.repeat(3);
      if (isOutside && !isDouble)
        return {
          changes: [
            { from: from - size, to: from },
            { from: to, to: to + size },
          ],
          range: EditorSelection.range(from - size, to - size),
        };
      const changes: ChangeSpec = [
        { from, insert: mark },
        { from: to, insert: mark },
      ];
      const isCursorKept = range.empty && from === to;
      return { changes, range: isCursorKept ? EditorSelection.cursor(from + size) : EditorSelection.range(from + size, to + size) };
    }),
  );
}

const ANY_HEADING = /^#{1,6}\s+/;
const ANY_ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/;

/** The lines of all selections, each once. */
function linesOf(state: EditorState) {
  const numbers = new Set<number>();
  for (const { from, to } of state.selection.ranges)
    for (let n = state.doc.lineAt(from).number; n <= state.doc.lineAt(to).number; n++) numbers.add(n);
  return [...numbers].map((n) => state.doc.line(n));
}

function prefixLines(prefix: string, old: RegExp, isSame: RegExp): StateCommand {
  return run((state) => {
    const lines = linesOf(state);
    const isOn = lines.every(({ text }) => isSame.test(text));
    const changes = lines.map(({ from, text }) => {
      const found = old.exec(text);
      const indent = found?.[1] ?? '';
      return { from, to: from + (found?.[0].length ?? 0), insert: indent + (isOn ? '' : prefix) };
    });
    const set = state.changes(changes);
    return { changes: set, selection: state.selection.map(set, 1) };
  });
}

/** `depth` 1 to 6. */
export const heading = (depth: number): StateCommand => prefixLines(`${'#'.repeat(depth)} `, ANY_HEADING, new RegExp(`^#{${depth}}\\s`));
export const bulletList = prefixLines('- ', ANY_ITEM, /^\s*[-*+]\s+(?!\[[ xX]\])/);
export const numberedList = prefixLines('1. ', ANY_ITEM, /^\s*\d+[.)]\s/);
export const checklist = prefixLines('- [ ] ', ANY_ITEM, /^\s*[-*+]\s+\[[ xX]\]\s/);
export const quote = prefixLines('> ', /^>\s?/, /^>/);

/** Inline in a line, a fence around whole lines. */
export const code: StateCommand = (target) => {
  const { state } = target;
  const { from, to } = state.selection.main;
  if (state.doc.lineAt(from).number === state.doc.lineAt(to).number) return toggleMark('`')(target);
  return run(() => {
    const start = state.doc.lineAt(from).from;
    const end = state.doc.lineAt(to).to;
    return {
      changes: [
        { from: start, insert: '```\n' },
        { from: end, insert: '\n```' },
      ],
      selection: { anchor: start + 3 },
    };
  })(target);
};

const ADDRESS = 'https://';

/** `[words](https://)` with the address selected; an address that is selected becomes the target. */
export const link: StateCommand = run((state) => {
  const { from, to } = state.selection.main;
  const words = state.sliceDoc(from, to);
  if (/^https?:\/\/\S+$/.test(words)) return { changes: { from, to, insert: `[](${words})` }, selection: { anchor: from + 1 } };
  const at = from + words.length + 3;
  return { changes: { from, to, insert: `[${words}](${ADDRESS})` }, selection: { anchor: at, head: at + ADDRESS.length } };
});

/** Puts a block at the cursor, with empty lines around it where they are missing. */
export function blockAt(state: EditorState, from: number, to: number, markdown: string): TransactionSpec {
  const before = state.sliceDoc(Math.max(0, from - 2), from);
  const after = state.sliceDoc(to, to + 2);
  const lead = from === 0 || before === '\n\n' ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const tail = after === '\n\n' || (after === '\n' && to + 1 === state.doc.length) ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  return {
    changes: { from, to, insert: lead + markdown + tail },
    selection: { anchor: from + lead.length + markdown.length },
    scrollIntoView: true,
    userEvent: 'input.insert',
  };
}
