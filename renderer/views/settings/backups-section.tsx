// The backups of the log: which there are, one more now, and back to one of them.
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Backups, KeptBackup } from '../../../shared/contract/backups';
import { msg } from '../../../shared/words/words';
import { callEngine, callShell } from '../../bridge';
import { exactTime } from '../../ui/time-words';
import { tellDone, tellError } from '../../ui/toasts';
import { MADE_BECAUSE } from '../recovery/recovery-words';
import { bytesWords } from '../timeline/bytes-words';
import { MachineRow } from './machine-row';
import styles from './settings.module.css';

export function BackupsSection() {
  const [told, setTold] = useState<Backups>();
  const [words, setWords] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const look = useCallback(async (): Promise<void> => {
    const reply = await callEngine('list-backups', {});
    if (reply.ok) setTold(reply.value);
    setWords(reply.ok ? '' : `${reply.error.what} ${reply.error.remedy}`);
  }, []);
  useEffect(() => void look(), [look]);
  const backUp = async (): Promise<void> => {
    setIsBusy(true);
    const reply = await callEngine('back-up-now', {});
    setIsBusy(false);
    if (reply.ok) {
      setTold(reply.value);
      tellDone(msg`Backed up and checked`);
    } else tellError(reply.error);
  };
  return (
    <>
      <p
        className={styles.about}
      >{msg`The log is backed up every day and before a new version changes its format: encrypted with the same key, opened and checked before it counts. The newest of five days and of three weeks are kept.`}</p>
      <section className={styles.group} aria-label={msg`Backups`}>
        <MachineRow label={msg`Now`} hint={told ? msg`They are in ${told.folder}` : words}>
          <Button size="xs" variant="default" loading={isBusy} disabled={!told} onClick={() => void backUp()}>{msg`Back up now`}</Button>
        </MachineRow>
        {told?.trouble && (
          <p role="alert" className={styles.error}>
            ▲ {told.trouble.what} {told.trouble.remedy}
          </p>
        )}
        {told?.backups.length === 0 && <p className={styles.hint}>{msg`None yet: the first one is made some minutes after the start.`}</p>}
        {told?.backups.map((backup) => (
          <BackupRow key={backup.name} backup={backup} />
        ))}
      </section>
    </>
  );
}

function BackupRow({ backup: { name, at, why, bytes } }: { readonly backup: KeptBackup }) {
  const [isAsking, setIsAsking] = useState(false);
  const restore = async (): Promise<void> => {
    const reply = await callShell('recover', { how: 'restore', backup: name });
    setIsAsking(false);
    if (!reply.ok) tellError(reply.error);
    else tellDone(msg`Went back to ${exactTime(at)}. The log as it was is in ${reply.value.putAside}`);
  };
  return (
    <MachineRow
      label={exactTime(at)}
      hint={
        isAsking
          ? msg`What happened since then leaves the desk; the log as it is now is put aside, not deleted.`
          : `${MADE_BECAUSE[why]}, ${bytesWords(bytes)}`
      }
    >
      {isAsking ? (
        <div className={styles.unit}>
          <Button size="xs" color="var(--s1)" variant="outline" onClick={() => void restore()}>{msg`Go back to it`}</Button>
          <Button size="xs" variant="default" onClick={() => setIsAsking(false)}>{msg`Cancel`}</Button>
        </div>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={msg`Restore ${exactTime(at)}`}
          onClick={() => setIsAsking(true)}
        >{msg`Restore…`}</Button>
      )}
    </MachineRow>
  );
}
