// What a program prints, as plain lines: colours, titles and cursor moves of a terminal are taken away, secrets struck out.
import { stripHidden } from '../domain/plain-text';

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences begin with one
const OPERATING = /\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\|$)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const OTHER = /\u001b(?:\[[0-?]*[ -/]*[@-~]?|[ -/]*[0-~])/g;

/** A line that was written over (`\r`) is told as two. */
export function plainOutput(text: string): string {
  const lines = text.replace(OPERATING, '').replace(OTHER, '').replace(/\r+\n/g, '\n').replace(/\r+/g, '\n');
  return stripHidden(lines);
}

/** Strikes out what `patterns` (regular expressions, case does not matter) find, line by line. */
export function patternRedactor(patterns: readonly string[]): (text: string) => string {
  const regexes = patterns.map((p) => new RegExp(p, 'gi'));
  return (text) => regexes.reduce((t, regex) => t.replace(regex, (found) => (found === '' ? '' : '***')), text);
}
