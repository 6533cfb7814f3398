import { describe, expect, it } from 'vitest';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';

describe('revealText', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['Disk of db-3 full', 'Zürich → 東京', 'דיסק מלא', 'क्षेत्र', '👩‍👩‍👧 ok', 'a\n\tb'])
      expect(revealText(text)).toBe(text);
  });

  it('makes direction overrides and invisible characters visible', () => {
    expect(revealText('safe\u202egpj.exe')).toBe('safe‹U+202E›gpj.exe');
    expect(revealText('\u2066a\u2069')).toBe('‹U+2066›a‹U+2069›');
    expect(revealText('pay\u200bments\ufeff')).toBe('pay‹U+200B›ments‹U+FEFF›');
    expect(revealText('\u{e0041}')).toBe('‹U+E0041›');
  });

  it('shows controls as their pictures and mends lone surrogates', () => {
    expect(revealText('a\u0000b\u001b[31mc\u007f')).toBe('a␀b␛[31mc␡');
    expect(revealText('x\ud800y')).toBe('x\ufffdy');
    expect(revealText('\u009b')).toBe('‹U+009B›');
  });

  it('keeps line ends as one kind', () => {
    expect(revealText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
  });

  it('cuts towers of combining marks', () => {
    expect(revealText(`a${'\u0301'.repeat(60)}b`)).toBe(`a${'\u0301'.repeat(8)}b`);
  });

  it('leaves nothing suspect behind, and is stable', () => {
    const all = Array.from({ length: 0x3100 }, (_, i) => String.fromCodePoint(i)).join('');
    const once = revealText(all);
    expect(revealText(once)).toBe(once);
    expect(once).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });
});

describe('revealLine', () => {
  it('is one line', () => {
    expect(revealLine('  a\r\n\n b\tc\u00a0d ')).toBe('a b c d');
    expect(revealLine('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });
});
