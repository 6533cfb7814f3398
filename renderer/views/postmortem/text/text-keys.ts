// The keys of the text and the acts of the toolbar, in one table: the toolbar's hints are made from it.
import type { StateCommand } from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';
import { bulletList, checklist, code, heading, link, numberedList, quote, toggleMark } from './formatting';
import { addColumn, addRow, insertTable } from './tables';

export type TextAct =
  | 'h1'
  | 'h2'
  | 'h3'
  | 'bold'
  | 'italic'
  | 'bullets'
  | 'numbers'
  | 'checks'
  | 'quote'
  | 'code'
  | 'link'
  | 'table'
  | 'row'
  | 'column';

export interface TextActEntry {
  readonly label: string;
  /** As CodeMirror writes it. */
  readonly key: string;
  readonly run: StateCommand;
}

export const TEXT_ACTS: Readonly<Record<TextAct, TextActEntry>> = {
  h1: { label: msg`Heading 1`, key: 'Mod-Alt-1', run: heading(1) },
  h2: { label: msg`Heading 2`, key: 'Mod-Alt-2', run: heading(2) },
  h3: { label: msg`Heading 3`, key: 'Mod-Alt-3', run: heading(3) },
  bold: { label: msg`Bold`, key: 'Mod-b', run: toggleMark('**') },
  italic: { label: msg`Italic`, key: 'Mod-i', run: toggleMark('*') },
  bullets: { label: msg`List`, key: 'Mod-Shift-8', run: bulletList },
  numbers: { label: msg`Numbered list`, key: 'Mod-Shift-7', run: numberedList },
  checks: { label: msg`Checklist`, key: 'Mod-Shift-9', run: checklist },
  quote: { label: msg`Quote`, key: 'Mod-Shift-.', run: quote },
  code: { label: 'Code', key: 'Mod-e', run: code },
  link: { label: msg`Link`, key: 'Mod-Shift-k', run: link },
  table: { label: msg`Table`, key: 'Mod-Alt-t', run: insertTable },
  row: { label: msg`Add row`, key: 'Alt-Shift-ArrowDown', run: addRow },
  column: { label: msg`Add column`, key: 'Alt-Shift-ArrowRight', run: addColumn },
};

/** 'Ctrl+Alt+1'; on a Mac the same key is Cmd. */
export function keyWords(key: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return key
    .replace('Mod', isMac ? 'Cmd' : 'Ctrl')
    .replace('ArrowDown', '↓')
    .replace('ArrowRight', '→')
    .split('-')
    .map((part) => (/^[a-z]$/.test(part) ? part.toUpperCase() : part))
    .join('+');
}

export const actKeys: readonly KeyBinding[] = Object.values(TEXT_ACTS).map(({ key, run }) => ({ key, run, preventDefault: true }));
