// When the audiences are to hear more: how long yet, put off, or no more.
import { Button } from '@mantine/core';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { setNextUpdate } from '../../store/acts';
import { useTimeWords } from '../../ui/clock';
import { rich } from '../../ui/rich';
import { wallTime } from '../../ui/time-words';
import styles from './response.module.css';
import { isUpdateLate, updateWords } from './update-words';

const LATER_MINUTES = [15, 30, 60];

export function NextUpdate({ row }: { readonly row: IncidentRow }) {
  const words = useTimeWords((now) => updateWords(row.updateDueAt, now));
  const isLate = useTimeWords((now) => (isUpdateLate(row.updateDueAt, now) ? 'late' : '')) !== '';
  const isOver = row.status === 'resolved' || row.status === 'closed' || row.status === 'merged';
  if (isOver) return null;
  return (
    <div className={styles.line}>
      <span data-tone={isLate ? 'unsure' : undefined} className={styles.lineWords}>
        {words || msg`No update is due.`}
        {row.lastUpdateAt !== null && <small> {rich`Last one ${wallTime(row.lastUpdateAt)}.`}</small>}
      </span>
      <span className={styles.acts}>
        {LATER_MINUTES.map((minutes) => (
          <Button
            key={minutes}
            size="compact-xs"
            variant="default"
            onClick={() => void setNextUpdate(row.id, minutes)}
          >{rich`In ${minutes} min`}</Button>
        ))}
        {row.updateDueAt !== null && (
          <Button size="compact-xs" variant="subtle" onClick={() => void setNextUpdate(row.id, null)}>{msg`No more`}</Button>
        )}
      </span>
    </div>
  );
}
