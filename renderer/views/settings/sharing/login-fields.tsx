// The login to the team's servers. What is saved is never shown again: a field says that there is something, and takes another.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import { tellDone } from '../../../ui/toasts';
import { MachineRow } from '../machine-row';
import styles from '../settings.module.css';
import type { SpaceState } from './use-space';

const FIELDS = [
  { name: 'password', label: msg`Password` },
  { name: 'token', label: msg`Token` },
  { name: 'creds', label: msg`Credentials file (JWT and seed)` },
  { name: 'nkeySeed', label: msg`NKey seed` },
  { name: 'keyPem', label: msg`Key of the certificate (PEM)` },
] as const;

export function LoginFields({ saved, act }: { readonly saved: readonly string[]; readonly act: SpaceState['act'] }) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const save = async (): Promise<void> => {
    if (!(await act(() => callEngine('save-sharing-secrets', { secrets: typed })))) return;
    setTyped({});
    tellDone(msg`Login saved`);
  };
  return (
    <section className={styles.group} aria-label={msg`Login`}>
      <h3>{msg`Login`}</h3>
      {FIELDS.map(({ name, label }) => (
        <MachineRow key={name} label={label} hint={saved.includes(name) ? msg`Saved` : ''}>
          <PasswordInput
            size="xs"
            aria-label={label}
            placeholder={saved.includes(name) ? msg`Saved` : ''}
            value={typed[name] ?? ''}
            onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        </MachineRow>
      ))}
      <div className={styles.row}>
        <p className={styles.hint}>{msg`Kept in the vault of this desk, in no file.`}</p>
        <div className={styles.control}>
          <Button
            size="xs"
            variant="default"
            disabled={Object.keys(typed).length === 0}
            onClick={() => void save()}
          >{msg`Save the login`}</Button>
        </div>
      </div>
    </section>
  );
}
