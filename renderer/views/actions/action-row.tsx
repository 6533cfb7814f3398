// One action in the board's list: what, from which incident, by whom and when, and how its ticket and its guard stand.
import { Checkbox } from '@mantine/core';
import type { ActionView } from '../../../shared/contract/actions';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { Tag } from '../../ui/tag';
import { dueWords, guardMark, STANDINGS, ticketMark } from './action-words';
import styles from './actions.module.css';

interface Props {
  readonly action: ActionView;
  readonly today: string;
  readonly isOpen: boolean;
  readonly isChecked: boolean;
  readonly tabIndex: 0 | -1;
  onOpen(): void;
  onCheck(): void;
}

export function ActionRow({ action, today, isOpen, isChecked, tabIndex, onOpen, onCheck }: Props) {
  const standing = STANDINGS[action.standing];
  const ticket = ticketMark(action);
  const guard = guardMark(action);
  const where = [action.incidentName, action.service, action.isRestricted ? 'restricted' : action.incidentTitle]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className={styles.row} data-open={isOpen || undefined} data-late={action.isOverdue || undefined}>
      <Checkbox
        size="xs"
        className={styles.check}
        tabIndex={tabIndex}
        aria-label={msg`Choose ${revealLine(action.text)}`}
        checked={isChecked}
        onChange={onCheck}
      />
      <button type="button" data-rove className={styles.main} tabIndex={tabIndex} aria-expanded={isOpen} onClick={onOpen}>
        <span className={styles.what}>
          <span className={styles.text}>{revealLine(action.text)}</span>
          <span className={styles.where}>{revealLine(where)}</span>
        </span>
        <span className={styles.marks}>
          {ticket && <Tag tone={ticket.tone}>{revealLine(ticket.word)}</Tag>}
          {guard && (
            <Tag tone={guard.tone} title={action.guard?.why ?? ''}>
              {guard.word}
            </Tag>
          )}
        </span>
        <span className={styles.kind}>{action.kind ?? ''}</span>
        <span className={styles.owner}>{action.owner === null ? <i>{msg`nobody yet`}</i> : revealLine(action.owner)}</span>
        <span className={styles.due} data-late={action.isOverdue || undefined}>
          {dueWords(action, today)}
        </span>
        <span className={styles.marks}>
          <Tag tone={standing.tone}>{standing.word}</Tag>
        </span>
      </button>
    </div>
  );
}
