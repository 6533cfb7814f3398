// The page of settings and those that it names, held against the schemas: a key that nobody wrote about fails here.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { shellCalls } from '../../shared/contract/shell';
import { settingsSchema } from '../../shared/settings';

const docs = new URL('../../docs/', import.meta.url);
const page = readFileSync(new URL('settings.md', docs), 'utf8');
const named = [...new Set([...page.matchAll(/docs\/([a-z-]+\.md)\b/g)].map(([, name]) => name ?? ''))].filter(
  (name) => name !== 'settings.md',
);
const all = [page, ...named.map((name) => readFileSync(new URL(name, docs), 'utf8'))];

interface Node {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly valueType?: z.ZodType;
}

/** Paths of all keys, however deep; of unions those of every side. */
function keysOf(schema: z.ZodType, path = '', known = new Set<string>()): Set<string> {
  const node = (schema as unknown as { readonly def: Node }).def;
  for (const [name, one] of Object.entries(node.shape ?? {})) {
    known.add(`${path}${name}`);
    keysOf(one, `${path}${name}.`, known);
  }
  const inner = [node.element, node.innerType, node.in, node.valueType, ...(node.options ?? [])];
  for (const one of inner) if (one) keysOf(one, path, known);
  return known;
}

/** As a key in YAML, or between backticks. */
function isTold(key: string, texts: readonly string[]): boolean {
  const name = key.split('.').at(-1) ?? '';
  return texts.some((text) => new RegExp(`(^|[\\s{,\`-])${name}(:|\`)`, 'm').test(text));
}

it('tells of every key of the settings, itself or on a page that it names', () => {
  const keys = keysOf(settingsSchema);
  expect(keys.size).toBeGreaterThan(150);
  expect([...keys].filter((key) => !isTold(key, all))).toEqual([]);
});

it('tells of every section itself', () => {
  expect(Object.keys(settingsSchema.shape).filter((key) => !isTold(key, [page]))).toEqual([]);
});

it('tells of every preference of the machine itself', () => {
  const keys = keysOf(shellCalls['set-preferences']);
  expect([...keys].filter((key) => !isTold(key, [page]))).toEqual([]);
});
