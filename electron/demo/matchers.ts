// Alertmanager's matchers as the demo's server side understands them: parsed from filter parameters and from silences.
import type { Labels } from '../../shared/domain/alert';
import type { Matcher } from '../../shared/feed';

export type ParsedMatchers = { readonly ok: true; readonly matchers: readonly Matcher[] } | { readonly ok: false; readonly why: string };

const SHAPE = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!=|!~|=)\s*([\s\S]*?)\s*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Is it a name that a label may have? */
export function isLabelName(name: string): boolean {
  return LABEL_NAME.test(name);
}

/** The expression anchored at both ends, or null where it is not a valid one. */
export function anchored(expression: string): RegExp | null {
  try {
    return new RegExp(`^(?:${expression})$`, 's');
  } catch {
    return null;
  }
}

/** Does a label set satisfy one matcher? A missing label counts as empty. */
export function isMatch(matcher: Matcher, labels: Labels): boolean {
  const value = labels[matcher.name] ?? '';
  const isHit = matcher.isRegex ? (anchored(matcher.value)?.test(value) ?? false) : value === matcher.value;
  return isHit === matcher.isEqual;
}

export function areAllMatched(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => isMatch(matcher, labels));
}

function unquoted(text: string): string | null {
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  const inner = isQuoted ? text.slice(1, -1) : text;
  if (/(^|[^\\])(\\\\)*"/.test(inner)) return null;
  return inner.replace(/\\([n"\\])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

function parseOne(text: string): Matcher | string {
  const parts = SHAPE.exec(text);
  if (!parts) return `bad matcher format: ${text}`;
  const [, name = '', operator = '=', raw = ''] = parts;
  const value = unquoted(raw);
  if (value === null) return `matcher value contains unescaped double quote: ${raw}`;
  const isRegex = operator.endsWith('~');
  if (isRegex && !anchored(value)) return `error parsing regexp: \`^(?:${value})$\``;
  return { name, value, isRegex, isEqual: operator.startsWith('=') };
}

/** Matchers in their written form, e.g. `team=~"pay.*"`; `why` uses Alertmanager's words. */
export function parseMatchers(texts: readonly string[]): ParsedMatchers {
  const matchers: Matcher[] = [];
  for (const text of texts) {
    const one = parseOne(text);
    if (typeof one === 'string') return { ok: false, why: one };
    matchers.push(one);
  }
  return { ok: true, matchers };
}
