// Notes of people on an incident. A draft survives a look at another incident and a failed send.
import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { addNote } from '../../store/commands';
import { Kbd } from '../../ui/kbd';
import styles from './notes-tab.module.css';
import { StaleNotice } from './stale-notice';
import { filterTimeline } from './timeline-filter';
import { TimelineLine } from './timeline-line';
import { hasOlder } from './timeline-pages';
import { useTimeline } from './use-timeline';

const drafts = new Map<string, string>();
const LONGEST_NOTE = 20_000;

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  onActed(): void;
}

function NoteForm({ id, onActed }: { readonly id: string; onActed(): void }) {
  const [text, setText] = useState(drafts.get(id) ?? '');
  const [isSending, setIsSending] = useState(false);
  const write = (next: string): void => {
    setText(next);
    drafts.set(id, next);
  };
  const send = async (): Promise<void> => {
    const note = text.trim();
    if (note === '' || isSending) return;
    setIsSending(true);
    if (await addNote(id, note)) {
      write('');
      onActed();
    }
    setIsSending(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className={styles.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        aria-label="New note"
        placeholder="What did you see, try or decide?"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST_NOTE}
        value={text}
        onChange={(e) => write(e.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" variant="default" aria-busy={isSending} disabled={text.trim() === ''} rightSection={<Kbd>Ctrl Enter</Kbd>}>
        Add note
      </Button>
    </form>
  );
}

/** Looks back through the timeline until every note is found. */
export function NotesTab({ row, detail, onActed }: Props) {
  const timeline = useTimeline(detail);
  const notes = filterTimeline(timeline.entries, 'all', '').filter((e) => e.kind === 'incident.noted');
  const isMissing = notes.length < row.noteCount && hasOlder(timeline);
  const { isLoading, error, loadOlder } = timeline;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came may still lack a note
  useEffect(() => {
    if (isMissing && !isLoading && !error) loadOlder();
  }, [isMissing, isLoading, error, timeline.entries.length]);
  return (
    <div className={styles.notes}>
      <NoteForm key={row.id} id={row.id} onActed={onActed} />
      {notes.map((entry) => (
        <TimelineLine key={entry.seq} entry={entry} />
      ))}
      {error && <StaleNotice error={error} onRetry={loadOlder} />}
      {isMissing && !error && <p className={styles.quiet}>Looking further back for older notes…</p>}
      {notes.length === 0 && !isMissing && (
        <p className={styles.quiet}>No notes yet. What you write here goes on the timeline, with your name and the time.</p>
      )}
    </div>
  );
}
