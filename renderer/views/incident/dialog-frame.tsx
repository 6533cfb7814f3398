// The frame of the incident dialogs: Esc closes, and the focus goes back to where it was, or to the incident when that is gone.
import { Modal } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { msg } from '../../../shared/words/words';
import { styleNonce } from '../../ui/style-nonce';

interface Props {
  readonly title: string;
  readonly size?: number;
  readonly children: ReactNode;
  onClose(): void;
}

/** What a dialog loads locks the page's scrolling by a style element; it looks for the nonce under this name (the package get-nonce). */
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

function useFocusReturn(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () =>
      void setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        const to =
          before instanceof HTMLElement && before.isConnected && before !== document.body
            ? before
            : document.querySelector<HTMLElement>('[data-focus="incident"]');
        to?.focus();
      });
  }, []);
}

/** A button that goes away under its own press leaves the focus nowhere: Esc must close all the same. */
function useEscapeFromNowhere(onClose: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.target !== document.body) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
}

export function DialogFrame({ title, size = 460, children, onClose }: Props) {
  useFocusReturn();
  useEscapeFromNowhere(onClose);
  // Esc is one step back: the window's key table must not take the same press for the next step.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      returnFocus={false}
      closeOnEscape={false}
      onKeyDown={onKeyDown}
      closeButtonProps={{ 'aria-label': msg`Close` }}
    >
      {children}
    </Modal>
  );
}
