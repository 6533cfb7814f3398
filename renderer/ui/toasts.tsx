// Short words about what an act did: done (with undo where there is one), refused or failed with a remedy.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CallError } from '../../shared/contract';
import { revealLine } from '../../shared/domain/reveal-text';
import { msg } from '../../shared/words/words';

const DONE_MS = 6_000;
const FAILED_MS = 12_000;
const closeButtonProps = { 'aria-label': msg`Dismiss` };

/** Says what was done. With `undo` the toast carries a button for it. */
export function tellDone(words: string, undo?: () => void): void {
  const id = notifications.show({
    autoClose: DONE_MS,
    closeButtonProps,
    withBorder: true,
    className: 'toast',
    message: (
      <span className="toast-line">
        <span>{revealLine(words)}</span>
        {undo && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >{msg`Undo`}</Button>
        )}
      </span>
    ),
  });
}

/** Offers something that follows from what was done; it goes away by itself. */
export function offer(words: string, label: string, act: () => void): void {
  const id = notifications.show({
    autoClose: FAILED_MS,
    closeButtonProps,
    withBorder: true,
    className: 'toast',
    message: (
      <span className="toast-line">
        <span>{revealLine(words)}</span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            act();
          }}
        >
          {label}
        </Button>
      </span>
    ),
  });
}

/** Says what was refused or failed, and what to do about it. */
export function tellError(error: Pick<CallError, 'what' | 'remedy'>): void {
  notifications.show({
    autoClose: FAILED_MS,
    closeButtonProps,
    withBorder: true,
    color: 'red',
    className: 'toast',
    title: error.what,
    message: error.remedy,
  });
}
