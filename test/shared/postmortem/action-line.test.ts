import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTION_KINDS, type ActionLine, isDay, ownerText, parseActionLine, printActionLine } from '../../../shared/postmortem/action-line';
import { actionLinesOf } from '../../../shared/postmortem/action-lines';

const id = fc.stringMatching(/^act-[0-9A-HJKMNP-TV-Z]{26}$/);
const day = fc
  .date({ min: new Date('1970-01-02'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const owner = fc
  .string({ minLength: 1, maxLength: 30 })
  .map((name) => ownerText(`@${name}`))
  .filter((name) => name !== null);
const action: fc.Arbitrary<ActionLine> = fc.record({
  lead: fc.constantFrom('- ', '* ', '  - ', '+ '),
  text: fc.string({ unit: 'grapheme', maxLength: 200 }).map((t) => t.replace(/[\r\n\u2028\u2029\u0085]+/g, ' ').trim()),
  state: fc.constantFrom('open', 'in-progress', 'done', 'dropped'),
  owner: fc.option(owner),
  due: fc.option(day),
  kind: fc.option(fc.constantFrom(...ACTION_KINDS)),
  id,
  unread: fc.constant([]),
});

describe('[J1] an action line', () => {
  test('whatever it says, it reads as it was printed', () => {
    fc.assert(
      fc.property(action, (a) => {
        expect(parseActionLine(printActionLine(a))).toEqual(a);
      }),
      { numRuns: 2000 },
    );
  });

  test('a line in the usual form is printed as it was written', () => {
    fc.assert(
      fc.property(action, (a) => {
        const line = printActionLine(a);
        const read = parseActionLine(line);
        expect(read && printActionLine(read)).toBe(line);
      }),
    );
  });

  test('all fields, some, none', () => {
    const full = '- [ ] Alert on replication lag (owner: @anna, due: 2026-12-24, kind: detect, id: act-01JABC)';
    expect(parseActionLine(full)).toEqual({
      ...{ lead: '- ', text: 'Alert on replication lag', state: 'open', owner: '@anna', due: '2026-12-24', kind: 'detect' },
      ...{ id: 'act-01JABC', unread: [] },
    });
    expect(parseActionLine('- [x] Done')).toMatchObject({ text: 'Done', state: 'done', owner: null, id: null });
    expect(parseActionLine('- [ ]')).toMatchObject({ text: '' });
  });

  test.each([
    ['- [ ] Fix it (see page 3)', 'Fix it (see page 3)'],
    ['- [ ] Call f() (owner: @a, colour: red)', 'Call f() (owner: @a, colour: red)'],
    ['- [ ] Twice (due: 2026-01-01, due: 2026-01-02)', 'Twice (due: 2026-01-01, due: 2026-01-02)'],
    ['- [ ] [x](javascript:alert(1)) <script>', '[x](javascript:alert(1)) <script>'],
    ['- [ ] Call foo ()', 'Call foo ()'],
  ])('brackets that are no fields stay text: %s', (line, text) => {
    const read = parseActionLine(line) as ActionLine;
    expect(read).toMatchObject({ text, owner: null, due: null });
    expect(printActionLine(read)).toBe(line);
  });

  test('a value that says nothing is kept as it is', () => {
    const line = '- [ ] Soon (owner: Anna, due: next week, kind: magic, id: 7)';
    const read = parseActionLine(line) as ActionLine;
    expect(read).toMatchObject({ owner: 'Anna', due: null, kind: null, id: null });
    expect(printActionLine(read)).toBe(line);
  });

  test('no action: other lists, prose, an endless line', () => {
    for (const line of ['- item', 'text', '1. [ ] numbered', `- [ ] ${'x'.repeat(5000)}`, '- [y] box'])
      expect(parseActionLine(line)).toBeNull();
  });

  test('days that do not exist are none', () => {
    expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '0000-00-00', 'tomorrow'].some(isDay)).toBe(false);
  });
});

describe('[J1] the lines of a text', () => {
  test('those of the section, those with an id elsewhere, none in code', () => {
    const text = [
      '# Title',
      '- [ ] not an action',
      '## Actions',
      '- [ ] one',
      '### Later',
      '* [x] two (id: act-2)\r',
      '```',
      '- [ ] in code (id: act-9)',
      '```',
      '## Notes',
      '- [ ] neither',
      '- [ ] moved (id: act-3)',
    ].join('\n');
    const found = actionLinesOf(text);
    expect(found.map((f) => f.action.text)).toEqual(['one', 'two', 'moved']);
    for (const { from, to, action } of found) expect(text.slice(from, to)).toBe(printActionLine(action));
  });
});
