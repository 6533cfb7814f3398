// The catalogue is whole: every text that the console says stands in it, with the same places for what is put in, and nothing else does.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Catalogue } from '../../../shared/words/words';
import { saidTexts } from '../../harness/said-texts';

const GERMAN = JSON.parse(readFileSync(new URL('../../../assets/words/de.json', import.meta.url), 'utf8')) as Catalogue;
const { tagged, untagged } = saidTexts();

/** Places to be filled, in any order. */
function placesIn(text: string): string {
  return [...text.matchAll(/\{\d+\}/g)]
    .map(([place]) => place)
    .sort()
    .join();
}

const edges = (text: string): readonly boolean[] => [/^\s/.test(text), /\s$/.test(text)];

test('[L20] every text has its German, and the catalogue holds nothing that nobody says', () => {
  const said = new Set(tagged.map(({ text }) => text));
  expect(said.size).toBeGreaterThan(2_500);
  expect(tagged.filter(({ text }) => GERMAN[text] === undefined || GERMAN[text] === '')).toEqual([]);
  expect(Object.keys(GERMAN).filter((text) => !said.has(text))).toEqual([]);
});

test('[L20] what is put into a text is put into its German, and spaces at its ends stay', () => {
  const odd = Object.entries(GERMAN).filter(
    ([text, german]) => placesIn(text) !== placesIn(german) || edges(text).join() !== edges(german).join(),
  );
  expect(odd).toEqual([]);
});

test('[L20] no text of a page, no remedy and no field of a form goes round the catalogue', () => {
  expect(untagged).toEqual([]);
});
