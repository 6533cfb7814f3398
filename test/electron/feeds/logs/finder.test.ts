// Texts are found in raw bytes where they stand, in either case where that is meant, also when the same buffer is filled anew.
import { expect, test } from 'vitest';
import { Folded, type Needs, needsOf } from '../../../../electron/feeds/logs/reading/finder';

function places(needs: Needs, bytes: Buffer, folded = new Folded()): readonly number[] {
  const find = needs.finderIn(bytes, folded);
  const found: number[] = [];
  for (let at = find(0); at !== -1; at = find(at + 1)) found.push(at);
  return found;
}

test('any of some texts, in order; only the case that was written', () => {
  expect(places(needsOf(['fail', 'Panic'], false), Buffer.from('Panic fail FAIL panic fail'))).toEqual([0, 6, 22]);
});

test('either case of ASCII letters, wherever the capitals stand; bytes beside them stay as they are', () => {
  expect(places(needsOf(['Fail'], true), Buffer.from('FAIL fail fAiL fai1'))).toEqual([0, 5, 10]);
  expect(places(needsOf(['[x]'], true), Buffer.from('{X} [X] {x}'))).toEqual([4]);
  expect(places(needsOf(['übel'], true), Buffer.from('übel ÜBEL üBEL'))).toEqual([0, Buffer.byteLength('übel ÜBEL ')]);
});

test('a buffer that was filled anew is folded anew, and a shorter stretch of it is no longer than it is', () => {
  const [needs, folded] = [needsOf(['boom'], true), new Folded()];
  const buffer = Buffer.from('BOOM calm');
  expect(places(needs, buffer, folded)).toEqual([0]);
  buffer.write('calm BOOM');
  folded.forget();
  expect(places(needs, buffer, folded)).toEqual([5]);
  folded.forget();
  expect(places(needs, buffer.subarray(0, 8), folded)).toEqual([]);
});
