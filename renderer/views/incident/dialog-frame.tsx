// The frame of the incident dialogs: Esc closes, and the focus goes back to where it was, or to the incident when that is gone.
import { Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly title: string;
  readonly size?: number;
  readonly children: ReactNode;
  onClose(): void;
}

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

export function DialogFrame({ title, size = 460, children, onClose }: Props) {
  useFocusReturn();
  return (
    <Modal opened onClose={onClose} title={title} size={size} returnFocus={false} closeButtonProps={{ 'aria-label': 'Close' }}>
      {children}
    </Modal>
  );
}
