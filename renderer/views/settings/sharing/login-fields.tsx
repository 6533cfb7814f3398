// The login to the team's servers. What is saved is never shown again: a field says that there is something, and takes another.
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { callEngine } from '../../../bridge';
import { tellDone } from '../../../ui/toasts';
import { MachineRow } from '../machine-row';
import styles from '../settings.module.css';
import type { SpaceState } from './use-space';

const FIELDS = [
  { name: 'password', label: 'Password' },
  { name: 'token', label: 'Token' },
  { name: 'creds', label: 'Credentials file (JWT and seed)' },
  { name: 'nkeySeed', label: 'NKey seed' },
  { name: 'keyPem', label: 'Key of the certificate (PEM)' },
] as const;

export function LoginFields({ saved, act }: { readonly saved: readonly string[]; readonly act: SpaceState['act'] }) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const save = async (): Promise<void> => {
    if (!(await act(() => callEngine('save-sharing-secrets', { secrets: typed })))) return;
    setTyped({});
    tellDone('Login saved');
  };
  return (
    <section className={styles.group} aria-label="Login">
      <h3>Login</h3>
      {FIELDS.map(({ name, label }) => (
        <MachineRow key={name} label={label} hint={saved.includes(name) ? 'Saved' : ''}>
          <PasswordInput
            size="xs"
            aria-label={label}
            placeholder={saved.includes(name) ? 'Saved' : ''}
            value={typed[name] ?? ''}
            onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
          />
        </MachineRow>
      ))}
      <div className={styles.row}>
        <p className={styles.hint}>Kept in the vault of this desk, in no file.</p>
        <div className={styles.control}>
          <Button size="xs" variant="default" disabled={Object.keys(typed).length === 0} onClick={() => void save()}>
            Save the login
          </Button>
        </div>
      </div>
    </section>
  );
}
