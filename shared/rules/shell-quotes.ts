// In which quotes each character of a shell script stands, so that a placeholder becomes a variable that stays one word. A wrong answer
// can split a value into words, never make it a command: a shell does not read what a variable expands to as its own text.

export type ShellContext = 'plain' | 'double' | 'single' | 'comment' | 'other';

interface Frame {
  readonly context: ShellContext;
  readonly end: string;
}

const OUTER: Frame = { context: 'plain', end: '' };

/** One context a character. `other`: here-documents, arithmetic, `${...}`, backticks and `$'...'`, where no placeholder may stand. */
export function shellContexts(text: string): ShellContext[] {
  const contexts: ShellContext[] = [];
  const stack: Frame[] = [OUTER];
  let i = 0;
  const take = (n: number, context: ShellContext): void => {
    for (let k = 0; k < n && i < text.length; k++, i++) contexts.push(context);
  };
  while (i < text.length) {
    const top = stack.at(-1) ?? OUTER;
    const { context } = top;
    if (context === 'plain' && isHereDocument(text, i)) take(text.length - i, 'other');
    else if (top.end !== '' && text.startsWith(top.end, i)) {
      take(top.end.length, context === 'comment' ? 'plain' : context);
      stack.pop();
    } else if (context === 'single' || context === 'comment') take(1, context);
    else if (text[i] === '\\') take(2, context);
    else {
      const opened = openedAt(text, i, context);
      if (opened) stack.push(opened.frame);
      take(opened?.length ?? 1, context);
    }
  }
  return contexts;
}

function isHereDocument(text: string, i: number): boolean {
  return text.startsWith('<<', i) && text[i + 2] !== '<' && text[i - 1] !== '<';
}

function openedAt(text: string, i: number, context: ShellContext): { readonly frame: Frame; readonly length: number } | null {
  const inside = (frame: Frame, length: number) => ({ frame, length });
  if (text.startsWith('$((', i)) return inside({ context: 'other', end: '))' }, 3);
  if (text.startsWith('${', i)) return inside({ context: 'other', end: '}' }, 2);
  if (text.startsWith('$(', i)) return inside({ context: context === 'other' ? 'other' : 'plain', end: ')' }, 2);
  if (text[i] === '`') return inside({ context: 'other', end: '`' }, 1);
  if (context === 'double') return null;
  if (text[i] === '"') return inside({ context: context === 'other' ? 'other' : 'double', end: '"' }, 1);
  if (context === 'other') return text[i] === "'" ? inside({ context: 'other', end: "'" }, 1) : null;
  if (text.startsWith("$'", i)) return inside({ context: 'other', end: "'" }, 2);
  if (text[i] === "'") return inside({ context: 'single', end: "'" }, 1);
  if (text.startsWith('((', i)) return inside({ context: 'other', end: '))' }, 2);
  if (text[i] === '(') return inside({ context: 'plain', end: ')' }, 1);
  if (text[i] === '#' && (i === 0 || /[\s;&|(]/.test(text[i - 1] ?? ''))) return inside({ context: 'comment', end: '\n' }, 1);
  return null;
}
