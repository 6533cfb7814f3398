// One comment with its answers.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
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
      <button type="button" className={styles.about} title={msg`Go to these words`} onClick={() => onGo(id)}>{rich`on “${quote}”`}</button>
      {answers.map((answer) => (
        <p key={answer.id} className={styles.answer} title={exactTime(answer.at)}>
          <b>{answer.by}:</b> {answer.text}
        </p>
      ))}
      {isAnswering ? (
        <CommentField
          label={msg`Answer to ${by}`}
          send={msg`Answer`}
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
            <Button
              size="compact-xs"
              variant="default"
              aria-label={msg`Answer ${by}`}
              onClick={() => setIsAnswering(true)}
            >{msg`Answer`}</Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={msg`Settle the comment of ${by}`}
              onClick={() => seams.onResolve(id)}
            >{msg`Settle`}</Button>
          </span>
        )
      )}
    </li>
  );
}
