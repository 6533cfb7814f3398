// Strikes secrets out of commands and outputs: every secret the vault knows, line by line, and what looks like one.
import { patternRedactor } from '../../../shared/rules/run-output';
import { createRedactor, type Redactor } from '../../feeds/redact';

/** Shorter lines of a secret of several lines are ordinary text. */
const LEAST_LINE = 8;

/** `secrets`: values; of those with several lines (keys) each line counts. */
export function createRunRedactor(patterns: readonly string[], secrets: readonly string[]): Redactor {
  const lines = secrets.flatMap((s) => (s.includes('\n') ? s.split('\n').map((l) => l.trim()) : []));
  const known = createRedactor([...secrets, ...lines.filter((l) => l.length >= LEAST_LINE && !l.startsWith('-----'))], []);
  const looksLike = patternRedactor(patterns);
  return (text) => looksLike(known(text));
}
