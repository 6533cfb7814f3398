// A number as text: what is typed stays as typed (also "1." and nothing), and only its meaning goes on.
import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import styles from './settings.module.css';

interface NumberTextProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: unknown;
  /** NaN while the text is no number. */
  onChange(value: number): void;
}

export function NumberText({ value, onChange, ...rest }: NumberTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const known = Number.isNaN(value) ? '' : String(value ?? '');
  const isSame = typed !== null && (meaning(typed) === value || (Number.isNaN(meaning(typed)) && Number.isNaN(value)));
  return (
    <TextInput
      {...rest}
      className={styles.number}
      inputMode="decimal"
      value={typed !== null && isSame ? typed : known}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(meaning(event.currentTarget.value));
      }}
    />
  );
}

function meaning(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
}
