// The JSON tree's rows: only what is unfolded, whatever the size, and nothing that is said is hidden or lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aboveOf, copyOf, matchesOf, openAtFirst, parsedTree, rowsOf, valueWords } from '../../../renderer/ui/json-tree/json-rows';

/** What a JSON pointer leads to. */
function at(root: unknown, id: string): unknown {
  const names = id.split('/').slice(1);
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name.replaceAll('~1', '/').replaceAll('~0', '~')], root);
}

/** Unfolds everything, level by level. */
function everything(root: object): ReadonlySet<string> {
  let open = new Set<string>();
  for (;;) {
    const next = new Set(rowsOf(root, open).flatMap(({ id, size }) => (size ? [id] : [])));
    if (next.size === open.size) return open;
    open = next;
  }
}

test('[S7] every place has one row and a pointer that leads to it; what is above it is what must be unfolded', () => {
  const holding = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.array(fc.jsonValue(), { minLength: 1 }));
  fc.assert(
    fc.property(holding, (value) => {
      const root = parsedTree(JSON.stringify(value)) as object;
      const rows = rowsOf(root, everything(root));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const { id, value: said } of rows) {
        expect(at(root, id)).toBe(said);
        expect(rowsOf(root, new Set(aboveOf(id))).some((row) => row.id === id)).toBe(true);
      }
    }),
  );
});

test('[S7] a search finds names and values in any case, in the order of the tree', () => {
  const root = { labels: { Job: 'api', note: 'a JOB' }, list: [1, 'x', { job: null }], 'a/b~c': 'job' };
  expect(matchesOf(root, ' job ').ids).toEqual(['/labels/Job', '/labels/note', '/list/2/job', '/a~1b~0c']);
  expect(matchesOf(root, '1').ids).toEqual(['/list/0', '/list/1']);
  expect(matchesOf(root, 'null').ids).toEqual(['/list/2/job']);
  expect(matchesOf(root, ' ').ids).toEqual([]);
});

test('[S7] 5 MB: what is not unfolded makes no rows, and a search stops at a thousand places', () => {
  const root = {
    alerts: Array.from({ length: 50_000 }, (_, n) => ({ fingerprint: `f${n}`, labels: { alertname: 'DiskFull', n: `${n}` } })),
  };
  expect(JSON.stringify(root).length).toBeGreaterThan(3_500_000);
  expect(rowsOf(root, openAtFirst(root))).toHaveLength(1);
  expect(rowsOf(root, new Set(['/alerts']))).toHaveLength(50_001);
  expect(matchesOf(root, 'diskfull')).toMatchObject({ ids: { length: 1000 }, isMore: true });
  expect(matchesOf(root, 'f49999').ids).toEqual(['/alerts/49999/fingerprint']);
});

describe('hostile values', () => {
  test('[S7] are text in one line in which nothing hides, and are copied as they came', () => {
    expect(valueWords('<img src=x>\n\u202egnp.exe')).toBe('"<img src=x>\\n‹U+202E›gnp.exe"');
    expect(valueWords('x'.repeat(1_000_000)).length).toBeLessThan(500);
    expect([null, true, 1e308, [], {}, [1], { a: 1 }].map(valueWords)).toEqual(['null', 'true', '1e+308', '[]', '{}', '[…]', '{…}']);
    expect(copyOf('<b>\u202e')).toBe('<b>\u202e');
    expect(copyOf({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  test('[S7] a name such as __proto__ is a name, and brackets without end are folded', () => {
    const root = parsedTree('{"__proto__":{"a":1},"constructor":2}') as object;
    expect(rowsOf(root, new Set()).map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    const deep = parsedTree(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`) as object;
    expect(openAtFirst(deep).size).toBeLessThan(101);
    expect(matchesOf(deep, '1').ids).toHaveLength(1);
  });

  test.each(['', 'text', '7', '"text"', 'null', '{"cut":', '<html>'])('[S7] %j is no tree', (text) => {
    expect(parsedTree(text)).toBeUndefined();
  });
});
