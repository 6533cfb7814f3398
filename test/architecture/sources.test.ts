import { expect, test } from 'vitest';
import { impureGlobals } from './limits';
import { importedNames, withoutWords } from './sources';

test('every way to import is seen', () => {
  const text = `// import x from 'comment-like' is seen too: rather too strict than blind
import a from 'one';
import type { B } from "two";
import {
  c,
  type D,
} from './three';
import './four.css';
export { e } from 'five';
export * from 'six';
const lazy = await import('seven');
const from = 'not from';
`;
  expect(importedNames(text)).toEqual(['one', 'two', './three', './four.css', 'five', 'six', 'seven']);
});

test('impure globals are found in code and nowhere else', () => {
  const isImpure = (text: string): boolean => impureGlobals.some((global) => global.test(withoutWords(text)));
  expect(['const now = Date.now();', 'new Date()', 'setTimeout(f, 1)', 'process.env.X', 'window.open()'].map(isImpure)).toEqual(
    Array(5).fill(true),
  );
  expect(
    ['// Date.now() comes in', "const word = 'new Date()';", 'new Date(at)', '/* fetch( */', 'clock.setTimeouts'].map(isImpure),
  ).toEqual(Array(5).fill(false));
});
