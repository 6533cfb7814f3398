// The comments beside the text: what they are about, what was answered, and what is settled.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import type { CommentSeams } from '../seams';
import { CommentCard } from './comment-card';
import { CommentField } from './comment-field';
import styles from './panes.module.css';

/** Words that are to be commented on. */
export interface Pending {
  readonly quote: string;
  readonly anchor: CommentSeams['comments'][number]['anchor'];
}

interface Props {
  readonly seams: CommentSeams;
  readonly activeId: string | null;
  readonly pending: Pending | null;
  /** The comment is written, or it is not going to be. */
  onPendingDone(): void;
  onGo(id: string): void;
}

export function CommentsPane({ seams, activeId, pending, onPendingDone, onGo }: Props) {
  const [showsResolved, setShowsResolved] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const open = seams.comments.filter((comment) => !comment.isResolved);
  const settled = seams.comments.length - open.length;
  const shown = showsResolved ? seams.comments : open;
  useEffect(() => {
    if (activeId !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <section aria-label={msg`Comments`} className={styles.pane}>
      <h3 className={styles.paneTitle}>{rich`Comments · ${open.length}`}</h3>
      {pending && (
        <div className={styles.card}>
          <q className={styles.about}>{pending.quote}</q>
          <CommentField
            label={msg`New comment`}
            send={msg`Comment`}
            hasFocus
            onSend={(text) => {
              seams.onAdd({ ...pending, text });
              onPendingDone();
            }}
            onCancel={onPendingDone}
          />
        </div>
      )}
      {shown.length === 0 && !pending && <p className={styles.quiet}>{msg`Select words and press Ctrl+Alt+M to comment on them.`}</p>}
      <ul className={styles.list} ref={list}>
        {shown.map((comment) => (
          <CommentCard key={comment.id} comment={comment} seams={seams} isActive={comment.id === activeId} onGo={onGo} />
        ))}
      </ul>
      {settled > 0 && (
        <Button size="compact-xs" variant="subtle" aria-expanded={showsResolved} onClick={() => setShowsResolved(!showsResolved)}>
          {rich`${showsResolved ? msg`Hide` : msg`Show`} ${settled} settled`}
        </Button>
      )}
    </section>
  );
}
