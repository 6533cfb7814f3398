// What the engine's process loads before it says that it is ready: the first look at the queue waits for every kilobyte of it.
import { expect, test } from 'vitest';
import { importedNames, readSources, resolveImport } from './sources';

const sources = new Map(readSources(['shared', 'electron']).map((source) => [source.path, source]));

/** What a file brings along at once: no types, and nothing that is imported later. */
function broughtBy(path: string): string[] {
  const text = sources.get(path)?.text ?? '';
  const atOnce = text.replace(/(^|\n)(import|export) type [^;]*;/g, '\n').replace(/\bimport\(/g, 'later(');
  return importedNames(atOnce).map((name) => resolveImport(path, name));
}

function loadedFrom(...start: readonly string[]): Set<string> {
  const seen = new Set(start);
  for (const path of seen) for (const name of broughtBy(path)) seen.add(name);
  return seen;
}

/** What boot reads first, and what it reads once the first rows are shown. */
const ENGINE = ['electron/engine/host.ts', 'electron/engine/engine.ts'] as const;

test('the engine starts without the libraries that only some of its work needs', () => {
  const loaded = loadedFrom(...ENGINE);
  expect(loaded).toContain('electron/log/store.ts');
  const heavy = [
    'yaml',
    'markdown-it',
    'ical.js',
    'rrule',
    'htmlparser2',
    'chokidar',
    'nodemailer',
    'undici',
    'undici/lib/dispatcher/agent.js',
    'jsonata',
    'luxon',
    'mqtt',
  ];
  expect(heavy.filter((name) => loaded.has(name))).toEqual([]);
  expect([...loaded].filter((name) => /^electron\/feeds\/[a-z-]+\//.test(name))).toEqual([]);
});

test('the engine starts without the schemas of settings and contract, which are most of all schemas', () => {
  const loaded = loadedFrom(...ENGINE);
  expect(loaded).toContain('electron/engine/gate.ts');
  expect([...loaded].filter((name) => name === 'shared/settings.ts' || name === 'shared/contract.ts')).toEqual([]);
});

test('the first rows are shown before the code that makes the engine is read', () => {
  const loaded = loadedFrom('electron/engine/host.ts');
  expect(loaded).toContain('electron/log/rows.ts');
  const late = ['zod', 'electron/engine/engine.ts', 'electron/engine/narrate.ts'];
  expect(late.filter((name) => loaded.has(name))).toEqual([]);
});
