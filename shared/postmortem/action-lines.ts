// Where the action items stand in a postmortem's text. Lines of the section "Actions" count, and lines that carry an id wherever
// they were moved to; what stands in a code block never does.
import { type ActionLine, parseActionLine } from './action-line';

/** `from` and `to`: offsets of the line in the text, in UTF-16 units, without its line break. */
export interface PlacedAction {
  readonly from: number;
  readonly to: number;
  readonly action: ActionLine;
}

/** A change of the text: what stands from `from` to `to` becomes `insert`. Offsets of one list all mean the text before the first of them. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const HEADING = /^(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const TITLE = /^(?:action items?|actions)$/i;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Is this the title of the section that holds the action items? */
export function isActionsTitle(title: string): boolean {
  return TITLE.test(title.trim());
}

/** Every action item of a text, in the order of the text. */
export function actionLinesOf(text: string): PlacedAction[] {
  const found: PlacedAction[] = [];
  let depth = 0;
  let fence = '';
  let from = 0;
  for (const whole of text.split('\n')) {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence !== '') {
      if (mark.startsWith(fence)) fence = '';
    } else if (mark !== '') fence = mark;
    else {
      const heading = HEADING.exec(line);
      if (heading) depth = depthAfter(depth, (heading[1] ?? '').length, heading[2] ?? '');
      const action = heading ? null : parseActionLine(line);
      if (action && (depth > 0 || action.id !== null)) found.push({ from, to: from + line.length, action });
    }
    from += whole.length + 1;
  }
  return found;
}

/** Depth of the heading that holds the actions; 0: outside. A heading further down stays inside. */
function depthAfter(depth: number, level: number, title: string): number {
  if (isActionsTitle(title)) return level;
  return depth > 0 && level > depth ? depth : 0;
}

/** The text after the edits; they must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const { from, to, insert } of [...edits].sort((a, b) => b.from - a.from)) out = out.slice(0, from) + insert + out.slice(to);
  return out;
}
