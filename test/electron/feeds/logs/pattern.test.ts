// Patterns of log rules: they say what JavaScript's own say, and no line can make one of them run away.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linePattern } from '../../../../electron/feeds/logs/pattern';

function compiled(text: string) {
  const result = linePattern(text);
  if (!result.ok) throw new Error(`${text}: ${result.why} at ${result.column}`);
  return result.pattern;
}

describe('what a pattern says', () => {
  const LINES = [
    '',
    'error',
    'ERROR: disk /dev/sda1 full',
    'terror',
    'an error in line 12',
    'a.b',
    'aaab',
    'Müller fehlt',
    '{"level":"error"}',
    'x\ty',
  ];
  test.each([
    ...[
      'error',
      '^error$',
      '\\berror\\b',
      '\\Berror',
      'err(or|ata)?',
      'line \\d+$',
      '[A-Z]{3,}',
      '[^a-z]',
      'a\\.b',
      'a{2,3}b',
      '(?:ab|aa)+b',
    ],
    ...[
      'M[üu]ller',
      '"level":"(?:error|fatal)"',
      '{"',
      '\\t',
      'e.*r',
      '(?:a*)*b',
      '|x',
      '^$',
      '\\x41|\\u00fc',
      '[]x]',
      '[a\\-z]',
      'a{,2}',
      '\\W\\w+\\W',
    ],
  ])('%s', (text) => {
    const own = compiled(text);
    const theirs = new RegExp(text.replace('[]x]', '[\\]x]'));
    expect(LINES.map((line) => own.test(line))).toEqual(LINES.map((line) => theirs.test(line)));
  });

  test('(?i) takes both cases', () => {
    expect(['ERROR', 'Error', 'ERR'].map((line) => compiled('(?i)error').test(line))).toEqual([true, true, false]);
    expect(compiled('(?i)grün[a-f]').test('GRÜNE')).toBe(true);
    expect(compiled('(?i)[^a]').test('A')).toBe(false);
  });

  test('only a part of a text is looked at, as a line of its own', () => {
    expect(compiled('^b$').test('a\nb\nc', 2, 3)).toBe(true);
    expect(compiled('a').test('a\nb\nc', 2, 3)).toBe(false);
  });

  test('groups are those that JavaScript finds', () => {
    for (const [text, line] of [
      ['user=(?<user>\\w+) from (?<host>[\\d.]+)', 'login user=ada from 10.0.0.7 port 22'],
      ['(?P<first>a+?)(?<rest>a*)', 'xaaay'],
      ['(?<a>x)|(?<b>y)', 'zy'],
      ['(?<key>[a-z]+)=(?<value>.*?)(?:,|$)', 'k=v=1,z'],
    ] as const) {
      const found = new RegExp(text.replace('?P<', '?<')).exec(line)?.groups ?? {};
      expect(compiled(text).groups(line)).toEqual(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)));
    }
  });
});

test.each([
  ['(?=x)', 'looking ahead', 1],
  ['a(?<!b)', 'looking ahead or behind', 2],
  ['(a)\\1', 'references to a group', 4],
  ['a**', '', 0],
  ['*a', 'nothing before', 1],
  ['(ab', 'never closed', 1],
  ['ab)', 'closes nothing', 3],
  ['[ab', 'never closed', 1],
  ['a\\', 'escapes nothing', 2],
  ['[z-a]', 'backwards', 2],
  ['a++', 'possessive', 3],
  ['\\p{L}', '"\\p" is not known', 1],
  ['[[:alpha:]]', 'classes such as', 1],
  ['a{5000}', 'repeats', 2],
  ['((((a{900}){900}){9}){9}){9}', 'too long', 1],
  ['(?s)a', 'only (?i)', 1],
  ['(?<a>x)(?<a>y)', 'twice', 8],
] as const)('%s is refused with words and place', (text, why, column) => {
  const result = linePattern(text);
  if (why === '') return expect(result.ok).toBe(true);
  expect(result.ok ? '' : result.why).toContain(why);
  expect(result.ok ? 0 : result.column).toBe(column);
});

test.each(['(a+)+$', '(a|aa)+$', '(a|a?)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){20}', '\\s+$', '(x+x+)+y', '(?:.*.*.*.*=.*)'])(
  '%s costs the length of the line and no more, where a backtracking one hangs',
  (text) => {
    const pattern = compiled(text);
    const line = `${'a'.repeat(30_000)}${' '.repeat(30_000)}!`;
    const started = performance.now();
    pattern.test(line);
    pattern.groups(line);
    expect(performance.now() - started).toBeLessThan(1500);
  },
);

describe('what a line must hold', () => {
  test.each([
    ['payment failed', ['payment failed']],
    ['level=error.*(timeout|refused)', ['level=error']],
    ['(timeout|refused) by', ['timeout by', 'refused by']],
    ['(?:timeout.+|refused)', ['timeout', 'refused']],
    ['(abc)?def+', null],
    ['x*', null],
    ['(?i)Error \\d', ['error ']],
    ['(?i)(e|f)rr', ['err', 'frr']],
    ['(?i)ü.{3}', null],
    ['error|\\d+', null],
    ['\\bOutOfMemory\\w*Error\\b', ['OutOfMemory']],
    ['M[üu]ller', ['ller']],
    ['status=5\\d\\d', ['status=5']],
  ] as const)('%s', (text, needs) => {
    const found = compiled(text).needs;
    expect(found === null ? null : [...found]).toEqual(needs === null ? null : [...needs]);
  });
});

const piece = fc.constantFrom('a', 'b', 'ab', '.', '\\b', '^', '$', '[ab]', '[^a]', '\\w', '\\s', 'c');
const pattern: fc.Arbitrary<string> = fc
  .array(fc.tuple(piece, fc.constantFrom('', '', '*', '+', '?', '{1,2}')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.map(([text, times]) => (/^(?:\\b|\^|\$)$/.test(text) ? text : text + times)).join(''));
const nested = fc
  .tuple(pattern, pattern, pattern, fc.constantFrom('', '*', '+', '?'))
  .map(([a, b, c, times]) => `${a}(?:${b}|${c})${times}`);

test('10,000 patterns say of a line what JavaScript says, and what they need is in what they match', () => {
  fc.assert(
    fc.property(fc.oneof(pattern, nested), fc.stringMatching(/^[abcAB ]{0,12}$/), fc.boolean(), (text, line, isCaseless) => {
      const own = compiled(isCaseless ? `(?i)${text}` : text);
      const isMatch = new RegExp(text, isCaseless ? 'i' : '').test(line);
      expect(own.test(line)).toBe(isMatch);
      if (isMatch && own.needs) expect(own.needs.some((need) => (isCaseless ? line.toLowerCase() : line).includes(need))).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});
