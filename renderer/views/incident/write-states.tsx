// "Did my ack get through?": the writes to sources of an incident with their state, under the stage bar.
import { Button } from '@mantine/core';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { retryWrite } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { useTimeWords } from '../../ui/clock';
import styles from './incident.module.css';
import { clockTime } from './moment';
import { shownWrites } from './write-words';

const SIGNS = { pending: '…', confirmed: '✓', failed: '✕' } as const;
const MINUTE_MS = 60_000;

export function WriteStates({ row }: { readonly row: IncidentRow }) {
  const feeds = useDesk((s) => s.feeds);
  const minute = useTimeWords((now) => String(Math.floor(now / MINUTE_MS)));
  const nameOf = (feed: string): string => feeds.find((f) => f.feed === feed)?.name ?? feed;
  const writes = shownWrites(row.writes, Number(minute) * MINUTE_MS, nameOf, clockTime);
  return (
    <ul className={styles.writes} aria-label={msg`Writes to sources`} aria-live="polite" hidden={writes.length === 0}>
      {writes.map((w) => (
        <li key={w.id} data-state={w.state}>
          <span className={styles.writeSign} role="img" aria-label={w.state}>
            {SIGNS[w.state]}
          </span>
          <span>
            <b>{revealLine(w.what)}</b> {w.words}
            {w.detail && <span className={styles.writeDetail}>{revealLine(w.detail)}</span>}
            {w.state === 'failed' && (
              <Button
                variant="default"
                size="compact-xs"
                aria-label={msg`Try again: ${revealLine(w.what)}`}
                onClick={() => void retryWrite(row.id, w.id)}
              >{msg`Try again`}</Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
