// docs/security.md names the test of each defence. What it names must exist, and each defence must name one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const doc = readFileSync('docs/security.md', 'utf8');
const NAMED = /`(test\/[^`]+)` “([^”]+)”/g;
const CHECKLIST_POINTS = 20;

/** Rows of all tables, without heads and rules. */
function rows(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.filter((line) => !/^\|[-|]+\|$/.test(line) && !/Shown by \|$/.test(line));
}

/** The names of a file's tests, as they stand in its text. */
function testNames(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const plain = text.matchAll(/\b(?:test|it|posix)(?:\.\w+(?:\([^)]*\))?)?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g);
  // Over a table that is made where it stands: the name comes after its closing parenthesis.
  const tabled = text.matchAll(/\btest\.each\([^\n]*\)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g);
  return [...plain, ...tabled].map(([, , name = '']) => name.replaceAll("\\'", "'"));
}

test('every test that is named exists', () => {
  const missing = [...doc.matchAll(NAMED)].flatMap(([, file = '', title = '']) => {
    if (!existsSync(file)) return [file];
    return testNames(file).some((name) => name.includes(title)) ? [] : [`${file} “${title}”`];
  });
  expect(missing).toEqual([]);
});

test('every defence names a test', () => {
  const found = rows(doc);
  expect(found.length).toBeGreaterThan(CHECKLIST_POINTS + 25);
  expect(found.filter((row) => row.match(NAMED) === null)).toEqual([]);
});

test('every point of Electron’s checklist is there, once', () => {
  const points = rows(doc).flatMap((row) => /^\| (\d+) \|/.exec(row)?.[1] ?? []);
  expect(points.map(Number)).toEqual(Array.from({ length: CHECKLIST_POINTS }, (_, i) => i + 1));
});

test('every one who is feared has a section', () => {
  for (const who of ['Hostile text', 'hostile or broken source', 'hostile runbook', 'hostile teammate', 'same user', 'lost laptop'])
    expect(doc.match(new RegExp(`^### .*${who}`, 'm'))).not.toBeNull();
});

test('no source asks for what weakens a page', () => {
  const files = ['electron', 'renderer', 'shared'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  );
  const weak =
    /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|<webview|allowpopups|webSecurity: false|nodeIntegration: true|contextIsolation: false|sandbox: false|--no-sandbox/;
  const sources = files.filter((name) => /\.(tsx?|html)$/.test(name));
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((name) => weak.test(readFileSync(name, 'utf8')))).toEqual([]);
});

test('Electron is one exact version', () => {
  expect(manifest.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
});
