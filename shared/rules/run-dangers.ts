// What makes a command ask twice: a person's own list, and values that could become more than data.
import { oneLine } from '../domain/plain-text';
import { msg } from '../words/words';
import { shellContexts } from './shell-quotes';

/** Programs that read their arguments as code again, or arithmetic that does. */
const READS_AGAIN =
  /\b(eval|ssh|source|xargs|su|sudo\s+-\w*[is]|let|watch|awk|perl|python3?|ruby|node|parallel)\b|\b(ba|da|z|k)?sh\s+(-\w+\s+)*-\w*c|\(\(|\[\[|(^|[\n;&|])\s*\.\s/;
const REFERENCE = /\$\{?((?:ALERT_LABEL|PARAM)_[A-Za-z0-9_]+)/g;
const MATCH_CHARS = 60;
const MOST_CHARS = 200_000;

/** Names of variables of ours that a script mentions. */
export function mentioned(command: string): Set<string> {
  return new Set([...command.matchAll(REFERENCE)].map((m) => m[1] ?? ''));
}

/** Matches of `patterns` (regular expressions, case does not matter) in the text, and in the text with its variables filled in. */
export function patternDangers(text: string, values: ReadonlyMap<string, string>, patterns: readonly string[]): string[] {
  const filled = text.replace(/\$\{?((?:ALERT_LABEL|PARAM)_[A-Za-z0-9_]+)\}?/g, (whole, name: string) => values.get(name) ?? whole);
  return patterns.flatMap((pattern) => {
    const regex = new RegExp(pattern, 'i');
    const found = regex.exec(text.slice(0, MOST_CHARS)) ?? regex.exec(filled.slice(0, MOST_CHARS));
    return found ? [msg`“${oneLine(found[0], MATCH_CHARS)}” is on your list of dangerous commands.`] : [];
  });
}

/** Uses of variables by which a hostile value could do more than be read. */
export function valueDangers(script: string, values: ReadonlyMap<string, string>): string[] {
  const used = mentioned(script);
  if (used.size === 0) return [];
  const dangers: string[] = [];
  const again = READS_AGAIN.exec(script);
  if (again)
    dangers.push(msg`Values are in use and “${oneLine(again[0], MATCH_CHARS)}” may read its arguments as commands: look at each value.`);
  const contexts = shellContexts(script);
  const bare = new Set([...script.matchAll(REFERENCE)].flatMap((m) => (contexts[m.index] === 'plain' ? [m[1] ?? ''] : [])));
  for (const name of used) {
    const value = values.get(name) ?? '';
    if (value.startsWith('-')) dangers.push(msg`$${name} begins with a dash: a program may take it for an option.`);
    if (bare.has(name) && /[\s*?[\]~]/.test(value))
      dangers.push(msg`$${name} stands without quotes, and its value would fall into several words.`);
  }
  return dangers;
}
