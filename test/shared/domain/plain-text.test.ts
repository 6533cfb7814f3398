import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markLookAlikes } from '../../../shared/domain/look-alikes';
import { oneLine, stripHidden } from '../../../shared/domain/plain-text';
import { revealText } from '../../../shared/domain/reveal-text';

describe('plain text', () => {
  it('[N11] takes out whatever the window would have shown as a hidden sign', () => {
    for (const hidden of ['\u061c', '\u180e', '\u2065', '\u3164', '\u{e0041}', '\u202e', '\u0007', '\u001b[31m'])
      expect(stripHidden(`a${hidden}b`)).toBe('ab');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const plain = stripHidden(text).replace(/[\r\u2028\u2029\u0085]/g, '');
        expect(revealText(plain)).toBe(markLookAlikes(plain));
      }),
      { numRuns: 1000 },
    );
  });

  it('[N11] is one line of at most so many characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (text, max) => {
        const line = oneLine(text, max);
        expect(line.length).toBeLessThanOrEqual(max);
        expect(line).not.toMatch(/[\n\r\t]/);
      }),
      { numRuns: 1000 },
    );
  });
});
