// Turns key presses into the commands of the key table, and leaves alone what belongs to a field, a menu or a dialog.
import { KEY_BINDINGS, type KeyBinding } from './keys';
import { useUi } from './store/ui';

/** Name of a pressed key as in `KeyBinding.keys`. */
export function pressedKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string | null {
  if (event.altKey) return null;
  const isMod = event.ctrlKey || event.metaKey;
  const isLetter = /^[a-z]$/i.test(event.key);
  if (isMod) return `Mod+${event.shiftKey ? 'Shift+' : ''}${isLetter ? event.key.toLowerCase() : event.key}`;
  if (isLetter) return event.shiftKey ? `Shift+${event.key.toUpperCase()}` : event.key.toLowerCase();
  return event.key;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}

/** Enter and Space belong to what has the focus, arrows to menus and tabs. */
function isOwnedByFocus(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key === 'Enter') return target.matches('button, a, summary, [role=tab], [role=menuitem], [role=option]');
  return (
    /^(Arrow|Home$|End$)/.test(key) &&
    target.closest('[role=tablist], [role=menu], [role=listbox], [role=slider], [role=radiogroup]') !== null
  );
}

function isModalOpen(): boolean {
  return (
    useUi.getState().isPaletteOpen || useUi.getState().dialog !== null || document.querySelector('[role=dialog][aria-modal=true]') !== null
  );
}

function isLayerOpen(): boolean {
  return isModalOpen() || document.querySelector('[role=menu], [role=listbox]') !== null;
}

/**
 * A dialog or menu may close on Escape before the press arrives here: what was open is asked on the way down, at the window, where
 * Mantine's dialogs listen too, and before any of them since this listener is there from the start.
 */
let isEscapeOfLayer = false;

/** The binding that a key press means now, or none. */
function bindingFor(event: KeyboardEvent): KeyBinding | undefined {
  const key = pressedKey(event);
  if (key === null || event.defaultPrevented || event.isComposing) return undefined;
  if (isEscapeOfLayer || isModalOpen() || isOwnedByFocus(event.target, key)) return undefined;
  const found = KEY_BINDINGS.find((binding) => binding.keys.includes(key));
  if (!found || (found.where !== 'everywhere' && useUi.getState().view !== 'queue')) return undefined;
  const isAllowedWhileTyping = found.where === 'everywhere' && (key === 'F1' || (key.startsWith('Mod+') && key !== 'Mod+z'));
  return isTyping(event.target) && !isAllowedWhileTyping ? undefined : found;
}

/** Listens for keys until the returned function is called. */
export function installKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const binding = bindingFor(event);
    if (!binding) return;
    event.preventDefault();
    binding.act();
  };
  const onEscape = (event: KeyboardEvent): void => {
    isEscapeOfLayer = event.key === 'Escape' && isLayerOpen();
  };
  window.addEventListener('keydown', onEscape, { capture: true });
  document.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', onEscape, { capture: true });
    document.removeEventListener('keydown', onKeyDown);
  };
}
