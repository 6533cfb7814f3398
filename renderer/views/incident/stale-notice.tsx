// One line over content that could not be brought up to date: what is shown is what was known before.
import { Button } from '@mantine/core';
import type { CallError } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import styles from './stale-notice.module.css';

export function StaleNotice({ error, onRetry }: { readonly error: CallError; onRetry(): void }) {
  return (
    <div className={styles.stale} role="alert">
      <span>{rich`Not up to date. ${error.what} ${error.remedy}`}</span>
      <Button variant="default" size="compact-xs" onClick={onRetry}>{msg`Try again`}</Button>
    </div>
  );
}
