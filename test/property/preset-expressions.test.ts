// What is compiled says exactly what the JSONata library says, or fails where it fails.
import fc from 'fast-check';
import jsonata from 'jsonata';
import { expect, it } from 'vitest';
import { compile } from '../../electron/feeds/http-json/compile';

const names = ['a', 'b', 'c'] as const;
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2.5, '', 'x', 'y', '2026-11-23T03:00:00Z'),
    fc.integer({ min: -3, max: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3 }),
  value: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('object'), fc.array(tie('value'), { maxLength: 3 })),
})).value;

const expression: fc.Arbitrary<string> = fc.letrec<{ path: string; leaf: string; any: string }>((tie) => ({
  path: fc
    .tuple(
      fc.constantFrom('', '$.', '$fields.', '$answer.'),
      fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '[0]', '[-1]', '[a = "x"]', '[b > 1].c', '[0].b', '[1].b.c', '[-2]', '[a = 1][0]'),
    )
    .map(([head, parts, tail]) => `${head}${parts.join('.')}${tail}`),
  leaf: fc.oneof(tie('path'), fc.constantFrom('"x"', '1', '0', 'true', 'null', '""', '["x", "y"]', '$', '$at', '$gone')),
  any: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc
      .tuple(tie('any'), fc.constantFrom('=', '!=', '<', '>=', '&', '+', '-', '*', 'and', 'or', 'in'), tie('any'))
      .map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.tuple(tie('any'), tie('any')).map(([test, yes]) => `(${test} ? ${yes})`),
    fc
      .tuple(fc.constantFrom('string', 'number', 'boolean', 'not', 'exists', 'count', 'join', 'toMillis', 'lowercase'), tie('any'))
      .map(([name, given]) => `$${name}(${given})`),
    fc
      .tuple(fc.constantFrom('contains', 'substringBefore', 'substringAfter', 'join'), tie('any'), fc.constantFrom('"x"', '""', '"-"'))
      .map(([name, given, by]) => `$${name}(${given}, ${by})`),
    fc.tuple(tie('path'), fc.constantFrom('"a"', '"b"')).map(([given, key]) => `$lookup(${given}, ${key})`),
    fc.tuple(tie('path'), fc.constantFrom('"a"', '"b"')).map(([given, key]) => `$lookup(${given}, ${key})[-1].c`),
  ),
})).any;

/** Lists of the library carry marks; only what is in them counts. */
const plain = (found: unknown): unknown => (found === undefined ? undefined : JSON.parse(JSON.stringify(found) ?? 'null'));

it('says the same as the library, or leaves it to the library', async () => {
  let compiledCount = 0;
  await fc.assert(
    fc.asyncProperty(expression, value, fc.dictionary(fc.constantFrom(...names), value), async (source, input, fields) => {
      const bindings = { fields, answer: input, at: 1_763_866_800_000 };
      const parsed = jsonata(source);
      const run = compile(parsed.ast());
      if (!run) return;
      compiledCount += 1;
      const theirs = await parsed.evaluate(input, bindings).then(
        (found: unknown) => ({ found: plain(found) }),
        () => 'failed',
      );
      let ours: unknown;
      try {
        ours = { found: plain(run(input, bindings)) };
      } catch {
        ours = 'failed';
      }
      expect(ours, source).toEqual(theirs);
    }),
    { numRuns: 20_000, examples: [['$number("00")', {}, {}]] },
  );
  expect(compiledCount).toBeGreaterThan(15_000);
}, 120_000);
