// Label matchers in Alertmanager's spelling: parsed once, asked often.
import type { Labels } from '../domain/alert';
import type { Matcher } from '../feed';

const SPELLING = /^([a-zA-Z_][\w.]*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"$/;

/** Parses `name="value"`, `!=`, `=~`, `!~`; undefined when it is not one. */
export function parseMatcher(text: string): Matcher | undefined {
  const found = SPELLING.exec(text.trim());
  if (!found) return undefined;
  const [, name = '', operator = '=', quoted = ''] = found;
  return {
    name,
    value: quoted.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)),
    isRegex: operator.endsWith('~'),
    isEqual: operator.startsWith('='),
  };
}

/** Spells a matcher the way Alertmanager does. */
export function spellMatcher(m: Matcher): string {
  const operator = m.isRegex ? (m.isEqual ? '=~' : '!~') : m.isEqual ? '=' : '!=';
  return `${m.name}${operator}"${m.value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** A test over labels; a missing label counts as ''. A broken regular expression is an error value with words. */
export function compileMatchers(
  matchers: readonly Matcher[],
): { readonly ok: true; readonly test: (labels: Labels) => boolean } | { readonly ok: false; readonly why: string } {
  const tests: ((labels: Labels) => boolean)[] = [];
  for (const m of matchers) {
    if (!m.isRegex) {
      tests.push((labels) => ((labels[m.name] ?? '') === m.value) === m.isEqual);
      continue;
    }
    try {
      const regex = new RegExp(`^(?:${m.value})$`);
      const isMissingFine = regex.test('') === m.isEqual;
      tests.push((labels) => {
        const value = labels[m.name];
        return value === undefined ? isMissingFine : regex.test(value) === m.isEqual;
      });
    } catch {
      return { ok: false, why: `${spellMatcher(m)} is not a regular expression.` };
    }
  }
  return { ok: true, test: (labels) => tests.every((t) => t(labels)) };
}

/** Compiles texts that the settings schema let through; what does not compile never matches. */
export function matchesAll(texts: readonly string[]): (labels: Labels) => boolean {
  const parsed = texts.map(parseMatcher);
  if (parsed.some((m) => m === undefined)) return () => false;
  const compiled = compileMatchers(parsed as Matcher[]);
  return compiled.ok ? compiled.test : () => false;
}
