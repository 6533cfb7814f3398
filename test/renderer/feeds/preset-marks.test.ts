// Marks in the text of a preset: they stand where the faults are, and the pieces are the whole text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetOf, piecesOf } from '../../../renderer/views/feeds/trial/marks';

const fault = (line: number, column: number) => ({ line, column, why: '', where: '', rows: 0 });

test('the word at the place is marked; at the end of a line the character before it', () => {
  expect(piecesOf('a: 1\nkey: $sum(x)\n', [fault(2, 6)]).filter(({ isMarked }) => isMarked)).toEqual([
    { at: 10, text: '$sum', isMarked: true },
  ]);
  expect(piecesOf('a: (\nb', [fault(1, 5)]).filter(({ isMarked }) => isMarked)).toEqual([{ at: 3, text: '(', isMarked: true }]);
  expect(offsetOf('ab\ncd', 9, 9)).toBe(5);
});

test('whatever is faulty, the pieces follow each other and are the text', () => {
  const place = fc.record({ line: fc.integer({ min: 1, max: 9 }), column: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '(', '$') }), fc.array(place), (text, places) => {
      const pieces = piecesOf(
        text,
        places.map(({ line, column }) => fault(line, column)),
      );
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(pieces.every(({ at, text: piece }) => text.startsWith(piece, at))).toBe(true);
    }),
  );
});
