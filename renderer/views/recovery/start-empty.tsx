// The last way out: a log without a past. It asks once more, for settings and feeds are in the log too.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import styles from './recovery.module.css';

export function StartEmpty({ isBusy, onStart }: { readonly isBusy: boolean; onStart(): void }) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking)
    return (
      <Button
        size="sm"
        variant="subtle"
        color="gray"
        disabled={isBusy}
        onClick={() => setIsAsking(true)}
      >{msg`Start with an empty log…`}</Button>
    );
  return (
    <div className={styles.sure}>
      <p>{msg`History, settings and feeds are in the log: all begin anew. The old files are put aside, not deleted.`}</p>
      <Button
        size="sm"
        color="var(--s1)"
        variant="outline"
        disabled={isBusy}
        onClick={onStart}
      >{msg`Put the log aside and start empty`}</Button>
      <Button size="sm" variant="default" onClick={() => setIsAsking(false)}>{msg`Keep it`}</Button>
    </div>
  );
}
