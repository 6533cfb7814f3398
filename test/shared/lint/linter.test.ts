// However a text came about, by one reading or by edits, the same is found in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLinter } from '../../../shared/lint/linter';

const context = { people: [{ name: 'Ana Lima', role: null }], today: null };
const pieces = [
  'Obviously the team failed to check it. ',
  'Fine words here. ',
  '\n',
  '\n\n',
  '```\n',
  '## Actions\n',
  '## Impact\n',
  '### Later\n',
  '- [ ] Improve it',
  '- Ana Lima ran it\n',
  '> quoted human error\n',
  '    human error\n',
  '| a | human error |\n',
  '<!-- ',
  ' -->',
  '---\n',
  '"',
  'The root cause',
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));

test('[B6] an edit finds what a new reading finds', () => {
  const edits = fc.array(fc.record({ at: fc.nat(500), cut: fc.nat(40), insert: text }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(text, edits, (first, changes) => {
      const linter = createLinter(context);
      let current = first;
      linter.lint(current);
      for (const { at, cut, insert } of changes) {
        const from = Math.min(at, current.length);
        const to = Math.min(from + cut, current.length);
        current = current.slice(0, from) + insert + current.slice(to);
        expect(linter.edit(current, { from, to, inserted: insert.length })).toEqual(createLinter(context).lint(current));
      }
    }),
    { numRuns: 400 },
  );
});

test('[B7] the key of a finding stays with its sentence when text moves above it', () => {
  const linter = createLinter(context);
  const before = linter.lint('It was human error.')[0];
  const after = linter.edit('New words.\n\nIt was human error.', { from: 0, to: 0, inserted: 12 })[0];
  expect(after?.key).toBe(before?.key);
  expect(after?.from).toBe((before?.from ?? 0) + 12);
});
