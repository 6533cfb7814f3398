// How the key of the encrypted log is kept on this machine, said plainly, with the passphrase as the choice.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { DeskStatus } from '../../../shared/contract';
import { callShell } from '../../bridge';
import { useDesk } from '../../store/desk';
import { tellDone } from '../../ui/toasts';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

type Keeping = DeskStatus['keyKeeping'];

const WORDS: Readonly<Record<Keeping, { readonly label: string; readonly hint: string }>> = {
  keychain: { label: 'In the system’s keychain', hint: 'The log and the vault are encrypted; the key is guarded by your login.' },
  file: {
    label: 'In a file beside the log',
    hint: 'This system offers no keychain. The log is encrypted, but its key lies in a file that only your user can read: who has your account or your disk has both. A passphrase closes that gap.',
  },
  passphrase: {
    label: 'By your passphrase',
    hint: 'It is asked for at every start. Nobody can recover it: without it the log cannot be read.',
  },
};

export function KeyKeeping() {
  const keeping = useDesk((state) => state.status?.keyKeeping);
  const [isAsking, setIsAsking] = useState(false);
  if (keeping === undefined) return <p className={styles.hint}>Known as soon as the engine runs.</p>;
  const { label, hint } = WORDS[keeping];
  return (
    <>
      <MachineRow label={label} hint={keeping === 'file' ? <span className={styles.unsure}>▲ {hint}</span> : hint}>
        {!isAsking && (
          <Button size="xs" variant="default" onClick={() => setIsAsking(true)}>
            {keeping === 'passphrase' ? 'Change the passphrase' : 'Use a passphrase'}
          </Button>
        )}
      </MachineRow>
      {isAsking && <PassphraseForm onEnd={() => setIsAsking(false)} />}
    </>
  );
}

function PassphraseForm({ onEnd }: { onEnd(): void }) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [error, setError] = useState<{ readonly at: 'first' | 'second'; readonly words: string }>();
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (first.length < 8) return setError({ at: 'first', words: 'At least 8 characters.' });
    if (first !== second) return setError({ at: 'second', words: 'The two are not the same.' });
    const reply = await callShell('set-passphrase', { passphrase: first });
    if (!reply.ok) return setError({ at: 'first', words: `${reply.error.what} ${reply.error.remedy}` });
    tellDone('The passphrase guards the key from now on');
    onEnd();
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
    <form className={styles.passphrase} onSubmit={(event) => void submit(event)} aria-label="Passphrase">
      {input('first', 'New passphrase', first, setFirst)}
      {input('second', 'Once more', second, setSecond)}
      <p className={styles.hint}>Write it down where you keep such things. Nobody can recover it.</p>
      <div className={styles.unit}>
        <Button size="xs" type="submit">
          Use this passphrase
        </Button>
        <Button size="xs" variant="default" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
