// How much each service matters: a name, which may hold stars, and its tier.
import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import type { SeveritySettings } from '../../../shared/settings/severity';
import { msg } from '../../../shared/words/words';
import { listMoves } from './list-moves';
import styles from './settings.module.css';

type Entry = SeveritySettings['serviceTiers'][number];

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly Entry[]): void;
}

const TIERS = [1, 2, 3, 4, 5].map((tier) => ({ value: String(tier), label: msg`tier ${tier}` }));

export function TiersControl({ value, labelledBy, onChange }: Props) {
  const entries = value as readonly Entry[];
  const moves = listMoves(entries, onChange);
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.rules}>
      {entries.length === 0 && <p className={styles.quiet}>{msg`No service: a label tier="1" to "5" of an alert counts.`}</p>}
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place.
        <div className={styles.unit} key={at}>
          <TextInput
            size="xs"
            aria-label={msg`Service ${at + 1}`}
            placeholder="payments-*"
            value={entry.service}
            onChange={(event) => moves.put(at, { service: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            aria-label={msg`Service ${at + 1}: tier`}
            data={TIERS}
            value={String(entry.tier)}
            onChange={(event) => moves.put(at, { tier: Number(event.currentTarget.value) })}
          />
          <CloseButton aria-label={msg`Remove service ${at + 1}`} onClick={() => moves.remove(at)} />
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange([...entries, { service: 'payments-*', tier: 1 }])}
      >{msg`Add a service`}</Button>
    </fieldset>
  );
}
