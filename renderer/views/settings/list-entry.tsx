// One entry of a list in the settings: its fields, and at the right the acts that all lists have.
import { ActionIcon, CloseButton } from '@mantine/core';
import { ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { msg } from '../../../shared/words/words';
import styles from './settings-lists.module.css';

interface Props {
  readonly name: string;
  readonly isFirst: boolean;
  readonly children: ReactNode;
  onUp(): void;
  onRemove(): void;
}

export function ListEntry({ name, isFirst, children, onUp, onRemove }: Props) {
  return (
    <li className={styles.entry}>
      <div className={styles.fields}>{children}</div>
      <ActionIcon size="sm" variant="subtle" color="gray" disabled={isFirst} aria-label={msg`Move ${name} up`} onClick={onUp}>
        <ArrowUp size={14} aria-hidden />
      </ActionIcon>
      <CloseButton size="sm" aria-label={msg`Remove ${name}`} onClick={onRemove} />
    </li>
  );
}
