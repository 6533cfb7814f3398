// An answer as text that a person reads beside its alerts: with line breaks, cut where it is long, and without characters that mislead
// an eye.

const INDENT = '  ';
const MOST_DEEP = 60;
/** Controls, line breaks of other scripts, marks of direction, and what has no width. */
const MISLEADING =
  /[\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

const escaped = (one: string): string => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`;

function scalar(value: unknown, most: number): string {
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, most) : value) ?? 'null';
  return text.replace(MISLEADING, escaped);
}

class Sheet {
  private readonly parts: string[] = [];
  private left: number;
  isCut = false;

  constructor(most: number) {
    this.left = most;
  }

  /** False: it is full. */
  write(text: string): boolean {
    if (this.isCut) return false;
    this.parts.push(text.slice(0, this.left));
    this.isCut = text.length > this.left;
    this.left -= text.length;
    return !this.isCut;
  }

  put(value: unknown, margin: string): boolean {
    if (typeof value !== 'object' || value === null) return this.write(scalar(value, this.left + 1));
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    if (margin.length > MOST_DEEP * INDENT.length) return this.write(`${open}…${close}`);
    if (!this.write(open)) return false;
    const inner = margin + INDENT;
    let isFirst = true;
    for (const name in value) {
      const label = Array.isArray(value) ? '' : `${scalar(name, this.left + 1)}: `;
      if (!this.write(`${isFirst ? '' : ','}\n${inner}${label}`)) return false;
      if (!this.put((value as Record<string, unknown>)[name], inner)) return false;
      isFirst = false;
    }
    return this.write(isFirst ? close : `\n${margin}${close}`);
  }

  get text(): string {
    return this.parts.join('');
  }
}

/** At most `most` characters; what is behind them is not even looked at. */
export function prettyJson(value: unknown, most: number): { readonly text: string; readonly isCut: boolean } {
  const sheet = new Sheet(most);
  sheet.put(value, '');
  return { text: sheet.text, isCut: sheet.isCut };
}
