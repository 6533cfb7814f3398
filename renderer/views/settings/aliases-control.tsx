// Labels that mean the same in different tools: a name for all of them, the labels in order, and what is left out of their values.
import { Button, CloseButton, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { CorrelationSettings } from '../../../shared/settings/correlation';
import { msg } from '../../../shared/words/words';
import { listMoves } from './list-moves';
import styles from './settings.module.css';

type Alias = CorrelationSettings['aliases'][number];

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly Alias[]): void;
}

const WITHOUT = [
  { value: 'nothing', label: msg`whole values` },
  { value: 'port', label: msg`without port` },
  { value: 'port and domain', label: msg`without port and domain` },
];

export function AliasesControl({ value, labelledBy, onChange }: Props) {
  const aliases = value as readonly Alias[];
  const moves = listMoves(aliases, onChange);
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.rules}>
      {aliases.map((alias, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place.
        <div className={styles.runbookSource} key={at}>
          <TextInput
            size="xs"
            aria-label={msg`Name ${at + 1}`}
            value={alias.name}
            onChange={(event) => moves.put(at, { name: event.currentTarget.value })}
          />
          <TagsInput
            size="xs"
            className={styles.grow}
            aria-label={msg`Name ${at + 1}: labels`}
            value={[...alias.labels]}
            acceptValueOnBlur
            onChange={(labels) => moves.put(at, { labels })}
          />
          <NativeSelect
            size="xs"
            aria-label={msg`Name ${at + 1}: values`}
            data={WITHOUT}
            value={alias.without}
            onChange={(event) => moves.put(at, { without: event.currentTarget.value as Alias['without'] })}
          />
          <CloseButton aria-label={msg`Remove name ${at + 1}`} onClick={() => moves.remove(at)} />
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange([...aliases, { name: 'team', labels: ['team', 'squad'], without: 'nothing' }])}
      >{msg`Add a name`}</Button>
    </fieldset>
  );
}
