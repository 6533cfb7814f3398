// A key that brings the window up from any program: pressed, not typed, and named as Electron's accelerators are.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { savePreferences } from '../../store/preferences';
import { tellDone } from '../../ui/toasts';
import { acceleratorOf } from './accelerator';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

const KEYS = {
  globalShortcut: {
    label: msg`Global key`,
    hint: msg`Brings this window up from any program.`,
    does: msg`brings the window up`,
    gone: msg`No global key any more`,
  },
  reportShortcut: {
    label: msg`Global key to report`,
    hint: msg`Opens the dialog that reports an incident, from any program.`,
    does: msg`opens the report of an incident`,
    gone: msg`No global key to report any more`,
  },
  lockShortcut: {
    label: msg`Global key to lock`,
    hint: msg`Locks the console, from any program.`,
    does: msg`locks the console`,
    gone: msg`No global key to lock any more`,
  },
} as const;

interface Props {
  readonly name: keyof typeof KEYS;
  readonly value: string;
}

export function ShortcutControl({ name: preference, value }: Props) {
  const { label, hint, does, gone } = KEYS[preference];
  const [isListening, setIsListening] = useState(false);
  const [error, setError] = useState<string>();
  const keep = async (accelerator: string): Promise<void> => {
    setIsListening(false);
    const failure = await savePreferences({ [preference]: accelerator });
    setError(failure ? `${failure.what} ${failure.remedy}` : undefined);
    if (!failure) tellDone(accelerator === '' ? gone : `${accelerator} ${does}`, () => void keep(value));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!isListening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const accelerator = acceleratorOf(event.nativeEvent);
    if (event.key === 'Escape') setIsListening(false);
    else if (accelerator !== null) void keep(accelerator);
  };
  const name = isListening ? msg`Press the keys…` : value === '' ? msg`Set a key` : value;
  return (
    <MachineRow label={label} hint={msg`${hint} Needs Ctrl, Alt or Cmd with another key.`} error={error}>
      <span className={styles.unit}>
        <Button
          {...{ size: 'xs', variant: 'default', 'aria-label': `${label}: ${name}` }}
          onClick={() => setIsListening(true)}
          onKeyDown={onKeyDown}
          onBlur={() => setIsListening(false)}
        >
          {name}
        </Button>
        {value !== '' && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={msg`${label}: Clear the key`}
            onClick={() => void keep('')}
          >{msg`Clear the key`}</Button>
        )}
      </span>
    </MachineRow>
  );
}
