// Making one silence: matchers, length, comment, the preview; then what the server said about it.
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CallError, IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Matcher } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { incidentName } from '../../store/desk';
import styles from './dialogs.module.css';
import { LengthField } from './length-field';
import { MatcherEditor } from './matcher-editor';
import { matchersFault, prefill } from './silence-matchers';
import { SilenceOutcome } from './silence-outcome';
import { SilencePastBox } from './silence-past';
import { SilencePreviewBox } from './silence-preview';
import { SilenceTicketPart } from './silence-ticket';
import { useSilenceTicket } from './use-silence-ticket';

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  readonly feed: string;
  readonly feedName: string;
  /** The loud rule that it is made for: a ticket comes first. Null: none. */
  readonly ticketFor: string | null;
  /** After the source took the silence. */
  onMade(): void;
  onClose(): void;
}

/** What became of it: `isConfirmed` tells that it was read back at the source. */
export type SilenceState =
  | { readonly kind: 'editing'; readonly error: CallError | null }
  | { readonly kind: 'sending' }
  | { readonly kind: 'made'; readonly id: string; readonly isConfirmed: boolean; readonly until: number; readonly waitsFor?: string };

const MINUTE_MS = 60_000;

export function SilenceForm({ row, detail, feed, feedName, ticketFor, onMade, onClose }: Props) {
  const name = incidentName(row);
  const [matchers, setMatchers] = useState<readonly Matcher[]>(() => prefill(detail.alerts, feed, row.labels));
  const [minutes, setMinutes] = useState<number | null>(120);
  const [comment, setComment] = useState(`${name}: `);
  const [state, setState] = useState<SilenceState>({ kind: 'editing', error: null });
  const [written, setWritten] = useState<string | null>(null);
  const ticket = useSilenceTicket(row.id);
  const promise = ticket.url ?? written;
  useEffect(() => {
    if (ticketFor !== null && promise !== null) setComment(msg`${name}: ${ticketFor} is noise, ${promise}`);
  }, [ticketFor, promise, name]);
  const form = useRef<HTMLFormElement>(null);
  // The form appears after the dialog took the focus.
  useEffect(() => form.current?.querySelector('input')?.focus({ preventScroll: true }), []);
  const fault = matchersFault(matchers);
  const isReady = (ticketFor === null || promise !== null) && fault === '' && minutes !== null && comment.trim() !== '';
  const send = async (): Promise<void> => {
    if (!isReady || minutes === null || state.kind === 'sending') return;
    setState({ kind: 'sending' });
    const reply = await callEngine('create-silence', { feed, matchers: [...matchers], minutes, comment: comment.trim(), incident: row.id });
    if (!reply.ok) return setState({ kind: 'editing', error: reply.error });
    setState({ kind: 'made', ...reply.value, until: Date.now() + minutes * MINUTE_MS });
    onMade();
  };
  if (state.kind === 'made') return <SilenceOutcome state={state} feedName={feedName} onClose={onClose} />;
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {ticketFor !== null && <SilenceTicketPart rule={ticketFor} ticket={ticket} onWritten={setWritten} />}
      <MatcherEditor matchers={matchers} alerts={detail.alerts} onChange={setMatchers} />
      <SilencePreviewBox feed={feed} feedName={feedName} matchers={matchers} fault={fault} ownId={row.id} />
      <SilencePastBox feed={feed} matchers={matchers} fault={fault} />
      <LengthField minutes={minutes} onChange={setMinutes} />
      <TextInput
        label={msg`Comment, stored at the source`}
        value={comment}
        maxLength={1000}
        onChange={(e) => setComment(e.currentTarget.value)}
        error={comment.trim() === '' ? msg`The source wants to know why.` : undefined}
      />
      {state.kind === 'editing' && state.error && (
        <p className={styles.fault} role="alert">
          {state.error.what} {state.error.remedy}
        </p>
      )}
      <div className={styles.end}>
        <span className={styles.quiet} role="status">
          {state.kind === 'sending'
            ? msg`Sent to ${feedName}, waiting for its confirmation…`
            : msg`Alerts stay listed while a silence hides them; they just don’t page.`}
        </span>
        <Button type="submit" disabled={!isReady} loading={state.kind === 'sending'}>{msg`Silence`}</Button>
      </div>
    </form>
  );
}
