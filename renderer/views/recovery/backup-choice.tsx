// The backups to choose from, the newest first and chosen already.
import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { KeptBackup } from '../../../shared/contract/backups';
import { msg } from '../../../shared/words/words';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { exactTime } from '../../ui/time-words';
import { bytesWords } from '../timeline/bytes-words';
import styles from './recovery.module.css';
import { MADE_BECAUSE } from './recovery-words';

interface Props {
  readonly backups: readonly KeptBackup[];
  readonly isBusy: boolean;
  onRestore(name: string): void;
}

export function BackupChoice({ backups, isBusy, onRestore }: Props) {
  const [chosen, setChosen] = useState(backups[0]?.name ?? '');
  return (
    <>
      <Radio.Group label={msg`Go back to`} value={chosen} onChange={setChosen} className={styles.backups}>
        {backups.map(({ name, at, why, bytes }, place) => (
          <Radio
            key={name}
            value={name}
            size="xs"
            label={
              <span className={styles.backup}>
                <b>{exactTime(at)}</b>
                <span>
                  <Age at={at} /> {rich`ago, ${MADE_BECAUSE[why]}, ${bytesWords(bytes)}${place === 0 && msg`, the newest`}`}
                </span>
              </span>
            }
          />
        ))}
      </Radio.Group>
      <p className={styles.note}>{msg`What happened after it is not in it. The sources are asked anew, and what fires now comes back.`}</p>
      <Button size="sm" disabled={isBusy || chosen === ''} onClick={() => onRestore(chosen)}>{msg`Restore this backup`}</Button>
    </>
  );
}
