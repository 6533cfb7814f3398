// A due postmortem that nobody will write: said with a reason, so that whoever asks later finds it on the timeline.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellError } from '../../ui/toasts';
import styles from './postmortem-tab.module.css';

export function NotNeeded({ incident, onActed }: { readonly incident: string; onActed(): void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [why, setWhy] = useState('');
  const say = async (): Promise<void> => {
    const reply = await callEngine('schedule-postmortem', { incident, dueAt: null, why });
    if (!reply.ok) tellError(reply.error);
    else onActed();
  };
  if (!isOpen) return <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>{msg`None is needed…`}</Button>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <TextInput
        size="xs"
        className={styles.why}
        label={msg`Why none is needed`}
        value={why}
        maxLength={500}
        onChange={(e) => setWhy(e.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={why.trim() === ''}>{msg`None is needed`}</Button>
    </form>
  );
}
