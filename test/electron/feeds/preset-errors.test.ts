// Mistakes in a preset are told where they are, and no expression can run away with the engine.
import { expect, test } from 'vitest';
import { planOf } from '../../../electron/feeds/http-json/columns';
import { mapSlowly } from '../../../electron/feeds/http-json/map';
import { readPreset } from '../../../electron/feeds/http-json/read-preset';

const text = (mapping: string, more = '') => `version: 1
name: Test
docs: https://example.com
request: { url: https://example.com }
${more}rows: rows
mapping:
  key: id
${mapping}
`;
const errorsOf = (source: string) => {
  const reading = readPreset(source);
  return reading.ok ? [] : reading.errors;
};
const breath = {
  now: () => performance.now(),
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  isAborted: () => false,
};
const raw = (rows: readonly unknown[]) => ({ pages: [{ rows }], beside: {}, fields: {}, at: 0 });

test.each([
  ['  name: a +* b', 8, 'mapping.name'],
  ["  name: 'a +* b'", 8, 'mapping.name'],
  ['  name: >-\n    a &\n    c +* b', 10, 'mapping.name'],
])('an expression that does not parse is told at its place: %s', (mapping, line, path) => {
  const [error] = errorsOf(text(mapping));
  expect(error).toMatchObject({ line, path });
  const inLine = text(mapping).split('\n')[line - 1] ?? '';
  expect(inLine.slice((error?.column ?? 1) - 2, (error?.column ?? 1) + 1)).toContain('b');
});

test.each([
  ['  name: $eval("1")', 'not allowed'],
  ['  name: $now()', '$at'],
  ['  name: $match(x, /(a+)+$/)', 'regular expressions'],
  ['  name: $count([1..9999999])', 'ranges'],
  ['  name: a\n  colour: b', 'colour'],
  ['  naem: a', 'naem'],
])('%s is refused in words', (mapping, words) => {
  const told = errorsOf(text(mapping));
  expect(told.map(({ message, path }) => `${path} ${message}`).join(' ')).toContain(words);
  expect(told.every(({ line }) => line >= 6)).toBe(true);
});

test('a hole that nothing fills, and YAML that is none, are told with line and column', () => {
  expect(errorsOf(text('  name: a').replace('https://example.com }', 'https://example.com, query: { a: "{{b}}" } }'))[0]).toMatchObject({
    line: 4,
  });
  expect(errorsOf('version: 1\nname: [')[0]?.line).toBeGreaterThan(1);
});

test('an expression beyond the simple ones goes to the library, row by row, and a fault names its place', async () => {
  const reading = readPreset(text('  name: $uppercase($join($map(tags, function($t) { $t & "!" }), "-"))\n  summary: $sum(n)'));
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  const plan = planOf(reading.read);
  expect(plan.isCompiled).toBe(false);
  const rows = [
    { id: '1', tags: ['a', 'b'], n: [1, 2] },
    { id: '2', tags: ['a'], n: 'no number' },
  ];
  const mapped = await mapSlowly(reading.read, plan, raw(rows), breath);
  expect(mapped?.sightings).toMatchObject([{ key: '1', name: 'A!-B!', summary: '3' }]);
  expect(mapped?.rejected[0]).toMatchObject({ where: 'row 2', line: 9 });
});

test('recursion without end is stopped, and others have their turn meanwhile', async () => {
  const reading = readPreset(text('  name: ($f := function($n) { $f($n + 1) + $f($n + 2) }; $f(1))'));
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const rows = Array.from({ length: 90 }, (_, id) => ({ id: String(id) }));
  const mapped = await mapSlowly(reading.read, planOf(reading.read), raw(rows), breath);
  clearInterval(timer);
  expect(mapped?.sightings).toEqual([]);
  expect(mapped?.rejected).toHaveLength(90);
  expect(turns).toBeGreaterThan(0);
});
