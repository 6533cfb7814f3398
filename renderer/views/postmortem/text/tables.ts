// Tables by keyboard: Tab goes from cell to cell and adds a row behind the last one, two keys add a row or a column.
import type { EditorState, Line, StateCommand } from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';
import { blockAt } from './formatting';

const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;

interface Table {
  readonly lines: readonly Line[];
  /** Index of the line with the cursor. */
  readonly at: number;
}

function tableAt(state: EditorState): Table | null {
  const here = state.doc.lineAt(state.selection.main.head);
  if (!ROW.test(here.text)) return null;
  let first = here.number;
  let last = here.number;
  while (first > 1 && ROW.test(state.doc.line(first - 1).text)) first--;
  while (last < state.doc.lines && ROW.test(state.doc.line(last + 1).text)) last++;
  const lines = Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i));
  return lines.some(({ text }) => RULE.test(text)) ? { lines, at: here.number - first } : null;
}

/** Places of the words of each cell, in the document. */
function cellsOf(line: Line): { from: number; to: number }[] {
  const bars = [...line.text.matchAll(/(?<!\\)\|/g)].map((match) => match.index);
  return bars.slice(0, -1).map((bar, i) => {
    const raw = line.text.slice(bar + 1, bars[i + 1]);
    const words = raw.trim();
    const start = line.from + bar + 1 + (words === '' ? Math.min(1, raw.length) : raw.length - raw.trimStart().length);
    return { from: start, to: start + words.length };
  });
}

const emptyRow = (columns: number): string => `|${'  |'.repeat(columns)}`;

function moveCell(step: 1 | -1): StateCommand {
  return ({ state, dispatch }) => {
    const table = tableAt(state);
    if (!table || state.readOnly) return false;
    const cells = table.lines.filter(({ text }) => !RULE.test(text)).flatMap(cellsOf);
    const { head } = state.selection.main;
    const at = cells.findLastIndex(({ from }) => from <= head);
    const next = cells[Math.max(0, at) + step];
    if (next) dispatch(state.update({ selection: { anchor: next.from, head: next.to }, scrollIntoView: true }));
    else if (step === 1) addRowAfter(table, table.lines.length - 1)({ state, dispatch });
    return true;
  };
}

function addRowAfter({ lines }: Table, index: number): StateCommand {
  return ({ state, dispatch }) => {
    const head = lines[0];
    const rule = lines.findIndex(({ text }) => RULE.test(text));
    const line = lines[Math.max(index, rule)];
    if (!head || !line) return false;
    dispatch(
      state.update({
        changes: { from: line.to, insert: `\n${emptyRow(cellsOf(head).length)}` },
        selection: { anchor: line.to + 3 },
        scrollIntoView: true,
        userEvent: 'input.table',
      }),
    );
    return true;
  };
}

export const addRow: StateCommand = (target) => {
  const table = tableAt(target.state);
  return table !== null && !target.state.readOnly && addRowAfter(table, table.at)(target);
};

/** Adds a column at the right end; the cursor goes to its head. */
export const addColumn: StateCommand = ({ state, dispatch }) => {
  const table = tableAt(state);
  const head = table?.lines[0];
  if (!table || !head || state.readOnly) return false;
  const changes = table.lines.map(({ from, text }) => ({
    from: from + text.trimEnd().length,
    insert: RULE.test(text) ? ' --- |' : '  |',
  }));
  dispatch(
    state.update({
      changes,
      selection: { anchor: head.from + head.text.trimEnd().length + 1 },
      scrollIntoView: true,
      userEvent: 'input.table',
    }),
  );
  return true;
};

const TEMPLATE = '| Column | Column |\n| --- | --- |\n|  |  |';

export const insertTable: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const spec = blockAt(state, from, to, TEMPLATE);
  const end = (spec.selection as { anchor: number }).anchor;
  const start = end - TEMPLATE.length;
  dispatch(state.update({ ...spec, selection: { anchor: start + 2, head: start + 8 } }));
  return true;
};

export const tableKeys: readonly KeyBinding[] = [
  { key: 'Tab', run: moveCell(1), shift: moveCell(-1) },
  { key: 'Alt-Shift-ArrowDown', run: addRow },
  { key: 'Alt-Shift-ArrowRight', run: addColumn },
];
