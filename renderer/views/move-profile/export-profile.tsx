// Seals the whole profile into one file, under a passphrase given twice: nobody can open it without.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { tellDone } from '../../ui/toasts';
import { bytesWords } from '../timeline/bytes-words';
import styles from './move-profile.module.css';

const SHORTEST = 8;

export function ExportProfile({ onEnd }: { onEnd(): void }) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState<{ readonly at: 'first' | 'second'; readonly words: string }>();
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (first.length < SHORTEST) return setWrong({ at: 'first', words: msg`At least ${SHORTEST} characters.` });
    if (first !== second) return setWrong({ at: 'second', words: msg`The two are not the same.` });
    setIsBusy(true);
    const reply = await callShell('export-profile', { passphrase: first });
    setIsBusy(false);
    if (!reply.ok) return setWrong({ at: 'first', words: `${reply.error.what} ${reply.error.remedy}` });
    const { exported } = reply.value;
    if (exported === null) return;
    tellDone(msg`Exported to ${exported.path}, ${bytesWords(exported.bytes)}`);
    onEnd();
  };
  const field = (at: 'first' | 'second', label: string, value: string, onChange: (value: string) => void) => (
    <PasswordInput
      size="xs"
      label={label}
      autoComplete="new-password"
      data-autofocus={at === 'first' || undefined}
      classNames={{ error: styles.error ?? '' }}
      error={wrong?.at === at ? wrong.words : undefined}
      value={value}
      onChange={(event) => {
        setWrong(undefined);
        onChange(event.currentTarget.value);
      }}
    />
  );
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-label={msg`Export the profile`}>
      <p>{msg`Secrets are in it, and so is the log’s key. Without the passphrase nobody can open it, not even you.`}</p>
      {field('first', msg`Passphrase for the file`, first, setFirst)}
      {field('second', msg`Once more`, second, setSecond)}
      <div className={styles.acts}>
        <Button size="xs" type="submit" loading={isBusy}>{msg`Choose a place and export…`}</Button>
        <Button size="xs" variant="default" disabled={isBusy} onClick={onEnd}>{msg`Cancel`}</Button>
      </div>
    </form>
  );
}
