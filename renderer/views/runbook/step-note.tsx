// A line to write something down at a step, or about the runbook, without leaving the keyboard: Enter keeps it, Esc lets it go.
import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { msg } from '../../../shared/words/words';
import styles from './runbook.module.css';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  /** Resolves to true when it was kept. */
  onSend(text: string): Promise<boolean>;
  onClose(): void;
}

export function NoteLine({ label, placeholder, onSend, onClose }: Props) {
  const [text, setText] = useState('');
  const [isSending, setIsSending] = useState(false);
  const send = async (): Promise<void> => {
    if (text.trim() === '' || isSending) return;
    setIsSending(true);
    const isKept = await onSend(text.trim());
    setIsSending(false);
    if (isKept) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') void send();
    else onClose();
  };
  return (
    <div className={styles.noteLine}>
      <TextInput
        size="xs"
        className={styles.grow}
        aria-label={label}
        placeholder={placeholder}
        maxLength={20_000}
        value={text}
        data-autofocus
        ref={(input) => {
          if (input && text === '') input.focus({ preventScroll: true });
        }}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button
        size="xs"
        variant="default"
        disabled={text.trim() === ''}
        aria-busy={isSending}
        onClick={() => void send()}
      >{msg`Keep`}</Button>
    </div>
  );
}
