// Asks for a new secret twice, since nobody can read what was typed.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import styles from './settings.module.css';

interface TwiceFormProps {
  /** What is asked for, as in “New passphrase”. */
  readonly word: string;
  readonly min: number;
  readonly hint: string;
  /** Why it could not be kept, or null. */
  keep(secret: string): Promise<string | null>;
  onEnd(): void;
}

export function TwiceForm({ word, min, hint, keep, onEnd }: TwiceFormProps) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [error, setError] = useState<{ readonly at: 'first' | 'second'; readonly words: string }>();
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (first.length < min) return setError({ at: 'first', words: msg`At least ${min} characters.` });
    if (first !== second) return setError({ at: 'second', words: msg`The two are not the same.` });
    const wrong = await keep(first);
    if (wrong === null) onEnd();
    else setError({ at: 'first', words: wrong });
  };
  const input = (at: 'first' | 'second', label: string, value: string, onChange: (value: string) => void) => (
    <PasswordInput
      size="xs"
      classNames={{ error: styles.error ?? '' }}
      label={label}
      autoComplete="new-password"
      data-autofocus={at === 'first' || undefined}
      error={error?.at === at ? error.words : undefined}
      value={value}
      onChange={(event) => {
        setError(undefined);
        onChange(event.currentTarget.value);
      }}
    />
  );
  return (
    <form className={styles.passphrase} onSubmit={(event) => void submit(event)} aria-label={`${word[0]?.toUpperCase()}${word.slice(1)}`}>
      {input('first', msg`New ${word}`, first, setFirst)}
      {input('second', msg`Once more`, second, setSecond)}
      <p className={styles.hint}>{hint}</p>
      <div className={styles.unit}>
        <Button size="xs" type="submit">
          {rich`Use this ${word}`}
        </Button>
        <Button size="xs" variant="default" onClick={onEnd}>{msg`Cancel`}</Button>
      </div>
    </form>
  );
}
