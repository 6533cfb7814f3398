// Keeps the text as it stands under a name; the versions themselves stand beside the text.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';
import styles from './postmortem-tab.module.css';

export function KeepVersion({ incident, onClose }: { readonly incident: string; onClose(): void }) {
  const [name, setName] = useState('');
  const keep = async (): Promise<void> => {
    const reply = await callEngine('save-postmortem-version', { incident, name });
    if (!reply.ok) return tellError(reply.error);
    tellDone(msg`Version “${reply.value.name}” kept`);
    onClose();
  };
  return (
    <form
      className={styles.keep}
      aria-label={msg`Save a version`}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextInput
        size="xs"
        className={styles.keepName}
        autoFocus
        aria-label={msg`Name of the version`}
        placeholder={msg`Name, such as “before the meeting”`}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" disabled={name.trim() === ''}>{msg`Save`}</Button>
      <Button size="xs" variant="default" onClick={onClose}>{msg`Cancel`}</Button>
    </form>
  );
}
