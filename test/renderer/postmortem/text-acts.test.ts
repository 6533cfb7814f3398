import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { saveWords } from '../../../renderer/views/postmortem/save-words';
import { blockAt, bulletList, checklist, code, heading, link, quote, toggleMark } from '../../../renderer/views/postmortem/text/formatting';
import { addColumn, addRow } from '../../../renderer/views/postmortem/text/tables';

/** `|` marks the cursor, two of them a selection; `¦` is one in the text itself. */
function act(command: StateCommand, marked: string): string {
  const [from, to] = [marked.indexOf('|'), marked.lastIndexOf('|')];
  const doc = marked.replaceAll('|', '').replaceAll('¦', '|');
  const selection = EditorSelection.single(from, from === to ? from : to - 1);
  let state = EditorState.create({ doc, selection });
  command({ state, dispatch: (tr) => (state = tr.state) });
  const { main } = state.selection;
  const text = state.doc.toString().replaceAll('|', '¦');
  return main.empty
    ? `${text.slice(0, main.from)}|${text.slice(main.from)}`
    : `${text.slice(0, main.from)}|${text.slice(main.from, main.to)}|${text.slice(main.to)}`;
}

describe('[M48] acts on the text', () => {
  it.each<[string, StateCommand, string, string]>([
    ['bold', toggleMark('**'), 'a |bold| word', 'a **|bold|** word'],
    ['bold of the word at the cursor', toggleMark('**'), 'bo|ld', '**|bold|**'],
    ['not bold', toggleMark('**'), 'a **|bold|** word', 'a |bold| word'],
    ['italic in bold stays bold', toggleMark('*'), '**|both|**', '***|both|***'],
    ['bold where nothing is', toggleMark('**'), '|', '**|**'],
    ['heading', heading(2), '# on|e', '## on|e'],
    ['no heading', heading(2), '## on|e', 'on|e'],
    ['list', bulletList, 'a|\nb|', '- a|\n- b|'],
    ['no list', bulletList, '- a|\n- b|', 'a|\nb|'],
    ['checklist from list', checklist, '- a|', '- [ ] a|'],
    ['quote', quote, 'sa|id', '> sa|id'],
    ['code in a line', code, 'run |ls| now', 'run `|ls|` now'],
    ['code around lines', code, '|a\nb|', '```|\na\nb\n```'],
    ['link', link, 'see |this|', 'see [this](|https://|)'],
    ['link of an address', link, '|https://x.example|', '[|](https://x.example)'],
  ])('%s', (_name, command, before, after) => {
    expect(act(command, before)).toBe(after);
  });

  it('a text that may not be written stays', () => {
    const state = EditorState.create({ doc: 'a', extensions: EditorState.readOnly.of(true) });
    expect(heading(1)({ state, dispatch: () => expect.unreachable() })).toBe(false);
  });

  it('a block gets empty lines around it, and no more than it needs', () => {
    const put = (doc: string, at: number): string => {
      const state = EditorState.create({ doc });
      return state.update(blockAt(state, at, at, 'B')).state.doc.toString();
    };
    expect(put('', 0)).toBe('B\n\n');
    expect(put('a', 1)).toBe('a\n\nB\n\n');
    expect(put('a\n\nb', 3)).toBe('a\n\nB\n\nb');
  });
});

describe('[M44] tables', () => {
  const table = '¦ a ¦ b ¦\n¦ --- ¦ --- ¦\n¦ 1 ¦ 2 ¦';

  it('a row is added below the cursor, below the rule when the cursor is in the head', () => {
    expect(act(addRow, `¦| a ¦ b ¦\n${table.split('\n').slice(1).join('\n')}`)).toBe('¦ a ¦ b ¦\n¦ --- ¦ --- ¦\n¦ | ¦  ¦\n¦ 1 ¦ 2 ¦');
  });

  it('a column is added to every row', () => {
    expect(act(addColumn, `¦| a ¦ b ¦\n¦ --- ¦ --- ¦\n¦ 1 ¦ 2 ¦`)).toBe('¦ a ¦ b ¦ | ¦\n¦ --- ¦ --- ¦ --- ¦\n¦ 1 ¦ 2 ¦  ¦');
  });

  it('no table, no act', () => {
    expect(act(addRow, 'no| table')).toBe('no| table');
  });
});

describe('[M48] how safe the text is, in words', () => {
  it.each([
    [{ state: 'saved' as const, savedAt: 9_900 }, false, 'Saved just now'],
    [{ state: 'saved' as const, savedAt: 4_000 }, false, 'Saved 6s ago'],
    [{ state: 'saved' as const, savedAt: 4_000 }, true, 'Offline · everything is saved here'],
    [{ state: 'saving' as const, savedAt: 4_000 }, true, 'Saving…'],
  ])('%o offline %s', (save, isOffline, words) => {
    expect(saveWords(save, isOffline, 10_000).words).toBe(words);
  });

  it('what is not saved is never called saved', () => {
    for (const state of ['offline', 'failed', 'saving'] as const)
      expect(saveWords({ state, savedAt: 1 }, true, 2).words).not.toMatch(/^Saved|is saved/);
  });
});
