import { describe, expect, it } from 'vitest';
import { pressedKey } from '../../renderer/key-handler';
import { hintOf, KEY_BINDINGS, shownKey } from '../../renderer/keys';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the key table', () => {
  it('gives no key to two commands and no id twice', () => {
    const keys = KEY_BINDINGS.flatMap((binding) => binding.keys);
    const ids = KEY_BINDINGS.map((binding) => binding.id);
    expect(keys).toHaveLength(new Set(keys).size);
    expect(ids).toHaveLength(new Set(ids).size);
  });
  it('shows keys as they stand on the keyboard', () => {
    expect(hintOf('acknowledge')).toBe('A');
    expect(hintOf('palette')).toBe('Ctrl K');
    expect(hintOf('pause-15')).toBe('');
    expect(shownKey('Shift+A')).toBe('Shift A');
  });
});

describe('pressedKey', () => {
  it('names letters without regard to caps lock, with Shift as a part of the name', () => {
    expect(pressedKey({ ...plain, key: 'A' })).toBe('a');
    expect(pressedKey({ ...plain, key: 'A', shiftKey: true })).toBe('Shift+A');
    expect(pressedKey({ ...plain, key: 'K', ctrlKey: true })).toBe('Mod+k');
    expect(pressedKey({ ...plain, key: '?', shiftKey: true })).toBe('?');
  });
  it('leaves Alt to the system', () => {
    expect(pressedKey({ ...plain, key: 'a', altKey: true })).toBeNull();
  });
});
