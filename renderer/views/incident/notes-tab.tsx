// Notes of people on an incident, newest first by the time they tell of.
import { useEffect, useMemo } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { EntryLine } from '../timeline/entry-line';
import { bySourceTime } from '../timeline/marks';
import { NoteForm } from '../timeline/note-form';
import { useEvidence } from '../timeline/use-evidence';
import { useTimelineModel } from '../timeline/use-timeline-model';
import styles from './notes-tab.module.css';
import { StaleNotice } from './stale-notice';

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  onActed(): void;
}

export function NotesTab({ row, detail, onActed }: Props) {
  const { model, state } = useTimelineModel(detail);
  const facts = useEvidence(row.id, detail.row.seq);
  const notes = useMemo(
    () => state.marks.filter((mark) => mark.kind === 'incident.noted').sort((a, b) => bySourceTime(b, a)),
    [state.marks],
  );
  const known = notes.flatMap(({ seq }) => state.entries.get(seq) ?? []);
  const missing = notes.length - known.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that came may still lack a note
  useEffect(() => {
    if (missing > 0) model.want(notes.map((mark) => mark.seq));
  }, [missing, notes]);
  return (
    <div className={styles.notes}>
      <NoteForm key={row.id} id={row.id} onActed={onActed} />
      {known.map((entry) => (
        <EntryLine key={entry.seq} entry={entry} incident={row.id} attachments={facts.attachments} />
      ))}
      {state.error && <StaleNotice error={state.error} onRetry={() => void model.refresh()} />}
      {missing > 0 && !state.error && <p className={styles.quiet}>{msg`Older notes are on their way…`}</p>}
      {notes.length === 0 && state.isWhole && (
        <p className={styles.quiet}>{msg`No notes yet. What you write here goes on the timeline, with your name and the time.`}</p>
      )}
    </div>
  );
}
