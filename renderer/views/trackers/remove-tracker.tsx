// Asks before a tracker goes: its token goes with it. One that open actions have their tickets at stays.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { TrackerSettings } from '../../../shared/settings/actions';
import { msg } from '../../../shared/words/words';
import styles from '../../ui/config-form/config-form.module.css';
import { Verdict } from '../../ui/config-form/verdict';
import { removeTracker } from './tracker-acts';

export function RemoveTracker({ tracker, onClose }: { readonly tracker: TrackerSettings; onClose(): void }) {
  const [isRemoving, setIsRemoving] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const remove = async (): Promise<void> => {
    setIsRemoving(true);
    const refused = await removeTracker(tracker);
    setIsRemoving(false);
    setError(refused);
    if (refused === null) onClose();
  };
  return (
    <Modal opened onClose={onClose} size={440} title={msg`Remove ${tracker.name}?`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      <p>{msg`Its settings and its token are deleted here. Tickets that were made stay where they are.`}</p>
      {error && <Verdict isOk={false} words={error.what} remedy={error.remedy} />}
      <div className={styles.formFoot}>
        <span className={styles.space} />
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>{msg`Keep it`}</Button>
        <Button size="xs" className={styles.danger} loading={isRemoving} onClick={() => void remove()}>{msg`Remove`}</Button>
      </div>
    </Modal>
  );
}
