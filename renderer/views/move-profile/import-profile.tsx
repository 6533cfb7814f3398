// Takes an exported profile in: its passphrase, then the file. What stands here is put aside, not overwritten, and that is said before.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { tellDone } from '../../ui/toasts';
import styles from './move-profile.module.css';

export function ImportProfile({ onEnd }: { onEnd(): void }) {
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (passphrase === '') return setWrong(msg`The passphrase that it was exported with.`);
    setIsBusy(true);
    const reply = await callShell('import-profile', { passphrase });
    setIsBusy(false);
    if (!reply.ok) return setWrong(`${reply.error.what} ${reply.error.remedy}`);
    const { imported } = reply.value;
    if (imported === null) return;
    tellDone(msg`Imported ${imported.events} events. What was here is in ${imported.putAside}`);
    onEnd();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-label={msg`Import a profile`}>
      <p>{msg`The profile in the file takes the place of this one: history, settings, feeds and secrets. What is here is put aside, not deleted.`}</p>
      <PasswordInput
        size="xs"
        label={msg`Passphrase of the file`}
        autoComplete="off"
        data-autofocus
        classNames={{ error: styles.error ?? '' }}
        error={wrong || undefined}
        value={passphrase}
        onChange={(event) => {
          setWrong('');
          setPassphrase(event.currentTarget.value);
        }}
      />
      <div className={styles.acts}>
        <Button size="xs" type="submit" loading={isBusy}>{msg`Choose the file and import…`}</Button>
        <Button size="xs" variant="default" disabled={isBusy} onClick={onEnd}>{msg`Cancel`}</Button>
      </div>
    </form>
  );
}
