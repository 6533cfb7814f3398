// Another key for the log, for when somebody may have had the one before: asked twice, because backups go and the engine is away meanwhile.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { tellDone } from '../../ui/toasts';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

export function NewKey({ isPassphraseAsked }: { readonly isPassphraseAsked: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<string>();
  const close = (): void => {
    setIsAsking(false);
    setPassphrase('');
    setError(undefined);
  };
  const renew = async (): Promise<void> => {
    setIsBusy(true);
    const reply = await callShell('renew-key', isPassphraseAsked ? { passphrase } : {});
    setIsBusy(false);
    if (!reply.ok) return setError(`${reply.error.what} ${reply.error.remedy}`);
    close();
    tellDone(msg`The log has a new key; a backup under it is made soon`);
  };
  return (
    <MachineRow
      label={msg`Another key`}
      hint={
        isAsking
          ? msg`Log and attachments are written anew under a key that was never used. The backups so far can’t be opened by it and are deleted. Nothing is watched for the seconds that it takes.`
          : msg`For when somebody may have had the one that is in use.`
      }
      error={error}
    >
      {isAsking ? (
        <div className={styles.unit}>
          {isPassphraseAsked && (
            <PasswordInput
              size="xs"
              w={180}
              aria-label={msg`Passphrase of the log`}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
          )}
          <Button size="xs" loading={isBusy} onClick={() => void renew()}>{msg`Make a new key`}</Button>
          <Button size="xs" variant="default" disabled={isBusy} onClick={close}>{msg`Cancel`}</Button>
        </div>
      ) : (
        <Button size="xs" variant="default" onClick={() => setIsAsking(true)}>{msg`Make a new key…`}</Button>
      )}
    </MachineRow>
  );
}
