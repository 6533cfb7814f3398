// Text from alerts and people is hostile: in a Markdown document it must stay text. This puts a backslash before whatever a reader of
// CommonMark or GFM could take for markup, so that the rendered text is the text itself.
import { oneLine } from '../../domain/plain-text';
import { revealLine } from '../../domain/reveal-text';

const ALWAYS = /[\\`*[\]<>&|~$]/g;
/** Emphasis by `_` needs an edge of a word; inside of one it is only a letter. */
const EDGE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** Bare addresses that a reader would turn into links by itself. */
const SCHEME = /([a-z][a-z0-9+.-]*):(?=\/\/)/gi;
const WWW = /\b(www)\./gi;
const MAIL = /(?<=[\p{L}\p{N}._+-])@(?=[\p{L}\p{N}])/gu;
/** What makes a block when a line begins with it. */
const LINE_START = /^(?:[#+\-=>:]|\d{1,9}(?=[.)](?:\s|$)))/;

function guarded(line: string): string {
  const marked = line
    .replace(ALWAYS, '\\$&')
    .replace(EDGE_UNDERSCORE, '\\_')
    .replace(SCHEME, '$1\\:')
    .replace(WWW, '$1\\.')
    .replace(MAIL, '\\@');
  return marked.replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** One line of Markdown that renders as `revealLine(text)`, wherever in a line, a cell or a list item it is put. */
export function escapeMarkdown(text: string): string {
  return guarded(revealLine(text));
}

/** The same of at most `max` characters of text, cut with an ellipsis. */
export function escapeCut(text: string, max: number): string {
  return guarded(revealLine(oneLine(text, max)));
}
