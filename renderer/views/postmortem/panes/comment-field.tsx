// Where a comment or an answer is written: Ctrl+Enter sends, Escape drops it.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../../shared/words/words';
import styles from './panes.module.css';

interface Props {
  readonly label: string;
  readonly send: string;
  readonly hasFocus?: boolean;
  onSend(text: string): void;
  onCancel(): void;
}

export function CommentField({ label, send, hasFocus = false, onSend, onCancel }: Props) {
  const [text, setText] = useState('');
  const finish = (): void => {
    if (text.trim() !== '') onSend(text.trim());
  };
  return (
    <div className={styles.field}>
      <Textarea
        aria-label={label}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4_000}
        autoFocus={hasFocus}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) finish();
          else if (event.key === 'Escape') onCancel();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={styles.acts}>
        <Button size="compact-xs" disabled={text.trim() === ''} onClick={finish}>
          {send}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onCancel}>{msg`Cancel`}</Button>
      </span>
    </div>
  );
}
