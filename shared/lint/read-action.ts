// Reads the line of an action for the lint by the one grammar of actions, and finds where its words and its fields stand.
import { parseActionLine } from '../postmortem/action-line';
import type { ActionItem } from './action-finding';

/** `from` is where `text`, the block of one action, stands in the document; null: it is no action. */
export function readAction(text: string, from: number): ActionItem | null {
  const [line = ''] = text.split('\n');
  const whole = line.trimEnd();
  const action = parseActionLine(whole);
  if (!action) return null;
  const { text: words, owner, due, kind, id, state, unread } = action;
  const unreadable = (name: string): string | null => unread.find((one) => one.name === name)?.value ?? null;
  const textFrom = from + whole.indexOf(words, action.lead.length + '[ ]'.length);
  const hasFields =
    [owner, due, kind, id].some((value) => value !== null) || unread.length > 0 || state === 'in-progress' || state === 'dropped';
  const end = from + whole.length;
  return {
    ...{ text: words, owner, due: due ?? unreadable('due'), kind },
    range: { from: textFrom, to: end },
    textRange: { from: textFrom, to: textFrom + words.length },
    attributesAt: hasFields ? { at: from + whole.lastIndexOf('(') + 1, before: '', after: ', ' } : { at: end, before: ' (', after: ')' },
    isDone: state === 'done' || state === 'dropped',
  };
}
