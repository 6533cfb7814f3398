// A global key must be one that leaves plain typing alone.
import { expect, it } from 'vitest';
import { acceleratorOf } from '../../../renderer/views/settings/accelerator';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>> = {}, code = '') =>
  acceleratorOf({ key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held });

it('names keys as Electron does, by their place where a modifier changes the letter', () => {
  expect(press('d', { ctrlKey: true, altKey: true }, 'KeyD')).toBe('Ctrl+Alt+D');
  expect(press('∂', { altKey: true }, 'KeyD')).toBe('Alt+D');
  expect(press('ArrowUp', { metaKey: true, shiftKey: true }, 'ArrowUp')).toBe('Shift+Super+Up');
  expect(press(' ', { ctrlKey: true }, 'Space')).toBe('Ctrl+Space');
  expect(press('F9')).toBe('F9');
});

it('waits while only modifiers are held, and refuses bare letters', () => {
  expect([press('Control', { ctrlKey: true }), press('d', {}, 'KeyD'), press('D', { shiftKey: true }, 'KeyD')]).toEqual([null, null, null]);
});
