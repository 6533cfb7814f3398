// "Reviewed": a person says that they read a policy again, with what they found if they want to.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PolicyView } from '../../../shared/contract/policies';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';
import styles from './policies.module.css';

interface Props {
  readonly policy: PolicyView;
  /** To review is what is to be done here. */
  readonly isWanted: boolean;
  onReviewed(): void;
}

export function ReviewForm({ policy, isWanted, onReviewed }: Props) {
  const [note, setNote] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    const reply = await callEngine('review-policy', { policy: policy.id, note: note ?? '' });
    setBusy(false);
    if (!reply.ok) return tellError(reply.error);
    setNote(null);
    tellDone(msg`Reviewed: ${revealLine(policy.name)}. Due again on ${reply.value.policy.dueDay}.`);
    onReviewed();
  };
  if (note === null)
    return (
      <Button
        size="compact-xs"
        variant={isWanted ? 'filled' : 'default'}
        aria-label={msg`Reviewed: ${policy.name}`}
        onClick={() => setNote('')}
      >{msg`Reviewed…`}</Button>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setNote(null);
      }}
    >
      <TextInput
        size="xs"
        className={styles.note}
        aria-label={msg`What you found in ${policy.name}`}
        placeholder={msg`what you found, if anything`}
        maxLength={2000}
        value={note}
        data-autofocus
        ref={(input) => {
          if (input && note === '') input.focus({ preventScroll: true });
        }}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={isBusy}>{msg`I read it, it stands`}</Button>
      <Button size="xs" variant="default" onClick={() => setNote(null)}>{msg`Cancel`}</Button>
    </form>
  );
}
