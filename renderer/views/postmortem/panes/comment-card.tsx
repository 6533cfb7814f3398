// One comment with its answers.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { exactTime } from '../../../ui/time-words';
import type { CommentSeams, TextComment } from '../seams';
import { CommentField } from './comment-field';
import styles from './panes.module.css';

interface Props {
  readonly comment: TextComment;
  readonly seams: CommentSeams;
  readonly isActive: boolean;
  onGo(id: string): void;
}

export function CommentCard({ comment, seams, isActive, onGo }: Props) {
  const [isAnswering, setIsAnswering] = useState(false);
  const { id, by, at, text, quote, answers, isResolved } = comment;
  return (
    <li className={styles.card} aria-current={isActive || undefined} data-settled={isResolved || undefined}>
      <p title={exactTime(at)}>
        <b>{by}:</b> {text}
      </p>
      <button type="button" className={styles.about} title="Go to these words" onClick={() => onGo(id)}>
        on “{quote}”
      </button>
      {answers.map((answer) => (
        <p key={answer.id} className={styles.answer} title={exactTime(answer.at)}>
          <b>{answer.by}:</b> {answer.text}
        </p>
      ))}
      {isAnswering ? (
        <CommentField
          label={`Answer to ${by}`}
          send="Answer"
          hasFocus
          onSend={(words) => {
            seams.onAnswer(id, words);
            setIsAnswering(false);
          }}
          onCancel={() => setIsAnswering(false)}
        />
      ) : (
        !isResolved && (
          <span className={styles.acts}>
            <Button size="compact-xs" variant="default" aria-label={`Answer ${by}`} onClick={() => setIsAnswering(true)}>
              Answer
            </Button>
            <Button size="compact-xs" variant="default" aria-label={`Settle the comment of ${by}`} onClick={() => seams.onResolve(id)}>
              Settle
            </Button>
          </span>
        )
      )}
    </li>
  );
}
