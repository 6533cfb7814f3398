// Where an account of PagerDuty is, and the key that it is asked with: kept only while this form stands, and in the vault once it is taken over.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { EngineArgs } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
import { MachineRow } from '../settings/machine-row';
import own from './import.module.css';

export type Account = EngineArgs<'preview-pagerduty'>;

const US = 'https://api.pagerduty.com';

/** `onAsk` resolves once it is answered. */
export function PagerDutyRow({ onAsk }: { readonly onAsk: (account: Account) => Promise<void> }) {
  const [address, setAddress] = useState(US);
  const [apiKey, setApiKey] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsBusy(true);
    await onAsk({ address: address.trim(), apiKey: apiKey.trim() });
    setIsBusy(false);
  };
  return (
    <MachineRow
      label="PagerDuty"
      hint={msg`Its people, schedules, escalation policies and services, asked with a read-only key. The key goes to the vault once you import, and nowhere else.`}
    >
      <form className={own.account} aria-label="PagerDuty" onSubmit={(event) => void ask(event)}>
        <TextInput
          size="xs"
          label={msg`Address`}
          description={msg`In the EU: ${'https://api.eu.pagerduty.com'}`}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <PasswordInput size="xs" label={msg`REST API key`} value={apiKey} onChange={(event) => setApiKey(event.currentTarget.value)} />
        <Button type="submit" size="xs" variant="default" loading={isBusy} disabled={apiKey.trim() === '' || address.trim() === ''}>
          {msg`See what would be made`}
        </Button>
      </form>
    </MachineRow>
  );
}
