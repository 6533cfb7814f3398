// A key press as Electron's accelerator, e.g. `Ctrl+Alt+D` (electronjs.org/docs/latest/api/accelerator).
import { msg } from '../../../shared/words/words';

const NAMED: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: msg`Up`,
  ArrowDown: msg`Down`,
  ArrowLeft: msg`Left`,
  ArrowRight: msg`Right`,
  '+': msg`Plus`,
};
const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified', 'Process']);

/** `null` while only modifiers are held, or when none of Ctrl, Alt, Cmd is: a bare letter must stay free for typing. */
export function acceleratorOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>): string | null {
  if (MODIFIERS.has(event.key)) return null;
  const isFunctionKey = /^F([1-9]|1\d|2[0-4])$/.test(event.key);
  if (!event.ctrlKey && !event.altKey && !event.metaKey && !isFunctionKey) return null;
  const parts = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', event.metaKey && 'Super'].filter(
    (part) => part !== false,
  );
  return [...parts, keyName(event.key, event.code)].join('+');
}

/** Letters and digits by their place on the keyboard: Alt or Shift may change what `key` says. */
function keyName(key: string, code: string): string {
  const plain = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  return plain ?? NAMED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
