// In place of every view while the engine can't start: why, and what can be done about it. Nobody is watching meanwhile, and it says so.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RecoverAsked, Recovery } from '../../../shared/contract/backups';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { tellDone } from '../../ui/toasts';
import { ImportProfile } from '../move-profile/import-profile';
import { BackupChoice } from './backup-choice';
import styles from './recovery.module.css';
import { TITLES } from './recovery-words';
import { StartEmpty } from './start-empty';

export function RecoveryView({ recovery }: { readonly recovery: Recovery }) {
  const [busy, setBusy] = useState<RecoverAsked['how'] | null>(null);
  const [refused, setRefused] = useState('');
  const [isImporting, setIsImporting] = useState(false);
  const choose = async (asked: RecoverAsked): Promise<void> => {
    setBusy(asked.how);
    setRefused('');
    const reply = await callShell('recover', asked);
    setBusy(null);
    if (!reply.ok) return setRefused(`${reply.error.what} ${reply.error.remedy}`);
    if (reply.value.putAside !== null) tellDone(msg`The old files are in ${reply.value.putAside}`);
  };
  const { kind, what, remedy, backups, canStartEmpty } = recovery;
  return (
    <div className={styles.place}>
      <section className={styles.card} aria-labelledby="recovery-title">
        <p className={styles.kicker}>{msg`▲ Nobody is watching`}</p>
        <h2 id="recovery-title">{TITLES[kind]}</h2>
        <p role="alert">
          {revealLine(what)} {revealLine(remedy)}
        </p>
        {backups.length > 0 && (
          <BackupChoice backups={backups} isBusy={busy !== null} onRestore={(backup) => void choose({ how: 'restore', backup })} />
        )}
        <div className={styles.acts}>
          <Button
            size="sm"
            variant={backups.length > 0 ? 'default' : 'filled'}
            loading={busy === 'again'}
            disabled={busy !== null}
            onClick={() => void choose({ how: 'again' })}
          >{msg`Try again`}</Button>
          {canStartEmpty && !isImporting && (
            <Button
              size="sm"
              variant="default"
              disabled={busy !== null}
              onClick={() => setIsImporting(true)}
            >{msg`Import an exported profile…`}</Button>
          )}
          {canStartEmpty && <StartEmpty isBusy={busy !== null} onStart={() => void choose({ how: 'start-empty' })} />}
        </div>
        {isImporting && <ImportProfile onEnd={() => setIsImporting(false)} />}
        <div role="status" className={styles.outcome}>
          {busy === 'restore' ? msg`Checking the backup and putting it in place…` : refused && `▲ ${revealLine(refused)}`}
        </div>
      </section>
    </div>
  );
}
