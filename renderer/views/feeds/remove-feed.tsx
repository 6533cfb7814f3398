// Asks before a feed goes: its secrets go with it, so this cannot be undone.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import styles from '../../ui/config-form/config-form.module.css';
import { removeFeed } from './feed-actions';

interface RemoveFeedProps {
  readonly feed: string;
  readonly name: string;
  readonly isOpen: boolean;
  onClose(): void;
}

export function RemoveFeed({ feed, name, isOpen, onClose }: RemoveFeedProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  const remove = async (): Promise<void> => {
    setIsRemoving(true);
    const isGone = await removeFeed(feed, name);
    setIsRemoving(false);
    if (isGone) onClose();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} size={440} title={msg`Remove ${name}?`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      <p>{msg`Its alerts are no longer watched, and its settings and secrets are deleted here. Nothing changes at the source. Incidents and their history stay.`}</p>
      <p className={styles.quiet}>{msg`To pause it only, turn it off instead.`}</p>
      <div className={styles.formFoot}>
        <span className={styles.space} />
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>{msg`Keep it`}</Button>
        <Button size="xs" className={styles.danger} loading={isRemoving} onClick={() => void remove()}>{msg`Remove`}</Button>
      </div>
    </Modal>
  );
}
