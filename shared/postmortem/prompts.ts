// The questions of a template: HTML comments that stand on lines of their own. An author sees them while writing; what leaves the
// editor (preview, exports, word counts, checks) is without them.

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The document without its questions. A comment that opens inside a line, or in a code fence, is text and stays. */
export function withoutPrompts(markdown: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  let isInPrompt = false;
  for (const line of markdown.split('\n')) {
    if (isInPrompt) {
      isInPrompt = !line.includes('-->');
      continue;
    }
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark) fence = mark;
    else if (/^ {0,3}<!--/.test(line)) {
      isInPrompt = !line.includes('-->');
      continue;
    }
    kept.push(line);
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n');
}

/** Text without its HTML comments, in one pass: beginnings that nothing ends are not looked through again from each of them. */
export function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('<!--'); at >= 0; at = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', at);
    if (end < 0) break;
    parts.push(text.slice(from, at));
    from = end + 3;
  }
  return parts.join('') + text.slice(from);
}
