// Placeholders of a fence. In a script they become references to environment variables; in a request or a query they are encoded for
// the very place where they stand. No value ever becomes part of a script's text.
import type { RunbookParam } from '../domain/run';
import { msg } from '../words/words';
import { shellContexts } from './shell-quotes';

export const PLACEHOLDER = /\{\{\s*([A-Za-z_][A-Za-z0-9_]{0,59})\s*\}\}/g;
export const PARAM_PREFIX = 'PARAM_';
/** A system takes so much in one variable. */
const MOST_CHARS = 30_000;

export interface Filled {
  readonly text: string;
  readonly problems: readonly string[];
}

/** Parameters of one fence: those it mentions, as the front matter declares them, else as text. */
export function paramsOf(body: string, declared: readonly RunbookParam[]): RunbookParam[] {
  const names = new Set([...body.matchAll(PLACEHOLDER)].map((m) => m[1] ?? ''));
  for (const [, name] of body.matchAll(/\bPARAM_([A-Za-z_][A-Za-z0-9_]*)/g))
    if (name && declared.some((p) => p.name === name)) names.add(name);
  return [...names].map((name) => declared.find((p) => p.name === name) ?? { name, type: 'text', label: name, choices: [], default: '' });
}

/** Why a typed value does not fit its parameter, or null. */
export function paramProblem(p: RunbookParam, value: string): string | null {
  if (value === '') return msg`“${p.label}” needs a value.`;
  if (value.length > MOST_CHARS) return msg`The value of “${p.label}” is too long.`;
  if (value.includes('\0')) return msg`“${p.label}” holds a NUL character.`;
  if (p.type === 'number' && !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) return msg`“${p.label}” must be a number.`;
  if (p.type === 'choice' && !p.choices.includes(value)) return msg`“${p.label}” must be one of ${p.choices.join(', ')}.`;
  return null;
}

/** A script whose placeholders are quoted references to variables. */
export function fillShell(body: string): Filled {
  const contexts = shellContexts(body);
  const problems: string[] = [];
  const text = body.replace(PLACEHOLDER, (whole: string, name: string, at: number) => {
    const reference = `\${${PARAM_PREFIX}${name}}`;
    switch (contexts[at]) {
      case 'comment':
        return whole;
      case 'double':
        return reference;
      case 'single':
        return `'"${reference}"'`;
      case 'plain':
        return `"${reference}"`;
      default:
        problems.push(msg`${whole} stands where a shell would not keep it whole. Write "$${PARAM_PREFIX}${name}" in a plain line instead.`);
        return whole;
    }
  });
  return { text, problems };
}

/** Replaces placeholders by what `encode` makes of their values; unknown ones stay. */
export function fillText(
  body: string,
  values: ReadonlyMap<string, string>,
  encode: (value: string, at: number, name: string) => string,
): string {
  return body.replace(PLACEHOLDER, (whole: string, name: string, at: number) => {
    const value = values.get(name);
    return value === undefined ? whole : encode(value, at, name);
  });
}
