import { describe, expect, it } from 'vitest';
import { markLookAlikes } from '../../../shared/domain/look-alikes';
import { revealLine } from '../../../shared/domain/reveal-text';

describe('[D50] letters that pass for Latin ones', () => {
  it.each([
    ['p\u0430yments', 'p‹U+0430›yments'],
    ['\u0440\u0430\u0443 is down', '‹U+0440›‹U+0430›‹U+0443› is down'],
    ['\u0430\u0440\u0435\u0445', '‹U+0430›‹U+0440›‹U+0435›‹U+0445›'],
    ['f\u03bfo', 'f‹U+03BF›o'],
    ['pay\uff4dents', 'pay‹U+FF4D›ents'],
    ['\u{1d5c9}\u{1d5ba}\u{1d5d2}', '‹U+1D5C9›‹U+1D5BA›‹U+1D5D2›'],
    ['сервер p\u0430yments', 'сервер p‹U+0430›yments'],
  ])('%s is shown with its sign', (text, shown) => {
    expect(markLookAlikes(text)).toBe(shown);
    expect(revealLine(revealLine(text))).toBe(shown);
  });

  it.each([
    'Сервер db-3 недоступен: нет места, осталось 3 %',
    'VPN-сервер',
    'IPтелефония',
    'Ο εξυπηρετητής db-3 είναι εκτός',
    'Latenz 40 µs, ΔT = 3 K, R = 5 kΩ',
    'Zürich → 東京, Straße, naïve, ısıtıcı',
    'դիսկը լցված է',
    'Node Ⅳ',
  ])('%s is honest and stays', (text) => {
    expect(markLookAlikes(text)).toBe(text);
  });
});
