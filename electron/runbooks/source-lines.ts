// Prepares a runbook's lines for the parser: what only a site generator understands becomes plain Markdown, what only a browser
// would see goes, and a line that nobody can read is cut. The number of lines stays, so that steps keep their place.
import { stripHidden } from '../../shared/domain/plain-text';

/** A longer line is no prose; the parser would pay for it with its square. */
const MAX_LINE = 10_000;
const FENCE = /^\s*(?:[-*+>]\s+|\d+[.)]\s+)*(`{3,}|~{3,})/;
const HUGO_REF = /\{\{[<%]\s*(?:rel)?ref\s+"([^"]{1,300})"\s*[>%]\}\}/g;
const HUGO_OTHER = /\{\{[<%][^{}]{0,300}[>%]\}\}/g;
const TAGS =
  /<\/?(?:details|summary|br|hr|p|div|span|center|b|i|u|em|strong|sub|sup|kbd|small|img|a|font|table|tbody|thead|tr|td|th|ul|ol|li)\b[^<>]{0,500}>/gi;

export function readableLines(text: string): string[] {
  const lines = stripHidden(text.replace(/\r\n?/g, '\n')).split('\n');
  let fence = '';
  let isComment = false;
  return lines.map((raw) => {
    const line = raw.length > MAX_LINE ? `${raw.slice(0, MAX_LINE)} …` : raw;
    const mark = FENCE.exec(line)?.[1];
    if (fence !== '') {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = '';
      return line;
    }
    if (mark && !isComment) fence = mark;
    const shown = withoutComments(line, isComment);
    isComment = shown.isOpen;
    return mark ? line : plain(shown.text);
  });
}

function withoutComments(line: string, wasOpen: boolean): { text: string; isOpen: boolean } {
  let text = '';
  let isOpen = wasOpen;
  for (let at = 0; at < line.length; ) {
    const next = line.indexOf(isOpen ? '-->' : '<!--', at);
    if (next === -1) return { text: isOpen ? text : text + line.slice(at), isOpen };
    if (!isOpen) text += line.slice(at, next);
    at = next + (isOpen ? 3 : 4);
    isOpen = !isOpen;
  }
  return { text, isOpen };
}

/** Inside code spans everything stays as it is. */
function plain(line: string): string {
  if (!line.includes('<') && !line.includes('{{')) return line;
  return line
    .split(/(`+[^`]*`+)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(HUGO_REF, '$1').replace(HUGO_OTHER, '').replace(TAGS, '')))
    .join('');
}
