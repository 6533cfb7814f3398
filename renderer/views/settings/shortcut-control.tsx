// A key that brings the window up from any program: pressed, not typed, and named as Electron's accelerators are.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { savePreferences } from '../../store/preferences';
import { tellDone } from '../../ui/toasts';
import { acceleratorOf } from './accelerator';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

export function ShortcutControl({ value }: { readonly value: string }) {
  const [isListening, setIsListening] = useState(false);
  const [error, setError] = useState<string>();
  const keep = async (globalShortcut: string): Promise<void> => {
    setIsListening(false);
    const failure = await savePreferences({ globalShortcut });
    setError(failure ? `${failure.what} ${failure.remedy}` : undefined);
    if (!failure)
      tellDone(globalShortcut === '' ? 'No global key any more' : `${globalShortcut} brings the window up`, () => void keep(value));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!isListening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const accelerator = acceleratorOf(event.nativeEvent);
    if (event.key === 'Escape') setIsListening(false);
    else if (accelerator !== null) void keep(accelerator);
  };
  const name = isListening ? 'Press the keys…' : value === '' ? 'Set a key' : value;
  return (
    <MachineRow label="Global key" hint="Brings this window up from any program. Needs Ctrl, Alt or Cmd with another key." error={error}>
      <span className={styles.unit}>
        <Button size="xs" variant="default" onClick={() => setIsListening(true)} onKeyDown={onKeyDown} onBlur={() => setIsListening(false)}>
          {name}
        </Button>
        {value !== '' && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => void keep('')}>
            Clear the key
          </Button>
        )}
      </span>
    </MachineRow>
  );
}
