// How the key of the encrypted log is kept on this machine, said plainly, with the passphrase as the choice.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DeskStatus } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { useDesk } from '../../store/desk';
import { loadPreferences } from '../../store/preferences';
import { tellDone } from '../../ui/toasts';
import { MachineRow } from './machine-row';
import { NewKey } from './new-key';
import styles from './settings.module.css';
import { TwiceForm } from './twice-form';

type Keeping = DeskStatus['keyKeeping'];

const WORDS: Readonly<Record<Keeping, { readonly label: string; readonly hint: string }>> = {
  keychain: { label: msg`In the system’s keychain`, hint: msg`The log and the vault are encrypted; the key is guarded by your login.` },
  file: {
    label: msg`In a file beside the log`,
    hint: msg`This system offers no keychain. The log is encrypted, but its key lies in a file that only your user can read: who has your account or your disk has both. A passphrase closes that gap.`,
  },
  passphrase: {
    label: msg`By your passphrase`,
    hint: msg`It is asked for at every start. Nobody can recover it: without it the log cannot be read.`,
  },
};

export function KeyKeeping() {
  const keeping = useDesk((state) => state.status?.keyKeeping);
  const [isAsking, setIsAsking] = useState(false);
  if (keeping === undefined) return <p className={styles.hint}>{msg`Known as soon as the engine runs.`}</p>;
  const { label, hint } = WORDS[keeping];
  return (
    <>
      <MachineRow label={label} hint={keeping === 'file' ? <span className={styles.unsure}>▲ {hint}</span> : hint}>
        {!isAsking && (
          <Button size="xs" variant="default" onClick={() => setIsAsking(true)}>
            {keeping === 'passphrase' ? msg`Change the passphrase` : msg`Use a passphrase`}
          </Button>
        )}
      </MachineRow>
      {isAsking && (
        <TwiceForm
          word={msg`passphrase`}
          min={8}
          hint={msg`Write it down where you keep such things. Nobody can recover it.`}
          keep={keepPassphrase}
          onEnd={() => setIsAsking(false)}
        />
      )}
      <NewKey isPassphraseAsked={keeping === 'passphrase'} />
    </>
  );
}

async function keepPassphrase(passphrase: string): Promise<string | null> {
  const reply = await callShell('set-passphrase', { passphrase });
  if (!reply.ok) return `${reply.error.what} ${reply.error.remedy}`;
  await loadPreferences();
  tellDone(msg`The passphrase guards the key from now on`);
  return null;
}
