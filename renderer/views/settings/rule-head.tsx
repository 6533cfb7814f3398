// The head of a rule in a list: on or off, its name, one place up, away.
import { ActionIcon, CloseButton, Switch, TextInput } from '@mantine/core';
import { ArrowUp } from 'lucide-react';
import { msg } from '../../../shared/words/words';
import styles from './telling/telling.module.css';

interface Named {
  readonly name: string;
  readonly isEnabled: boolean;
}

interface Props {
  readonly rule: Named;
  readonly at: number;
  onChange(patch: Partial<Named>): void;
  onUp(): void;
  onRemove(): void;
}

export function RuleHead({ rule, at, onChange, onUp, onRemove }: Props) {
  const words = msg`Rule ${at + 1}`;
  return (
    <div className={styles.head}>
      <Switch
        size="xs"
        aria-label={msg`${words} is on`}
        checked={rule.isEnabled}
        onChange={(event) => onChange({ isEnabled: event.currentTarget.checked })}
      />
      <TextInput
        size="xs"
        className={styles.grow}
        aria-label={msg`${words}: name`}
        value={rule.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={msg`Move rule ${at + 1} up`} onClick={onUp}>
        <ArrowUp size={14} aria-hidden />
      </ActionIcon>
      <CloseButton aria-label={msg`Remove rule ${at + 1}`} onClick={onRemove} />
    </div>
  );
}
