// Silences that hide alerts of this incident already, with the way to end them; ending one asks first, since its alerts page again.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { Alert } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Silence } from '../../../shared/feed';
import { spellMatcher } from '../../../shared/rules/matchers';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { rich } from '../../ui/rich';
import styles from './dialogs.module.css';
import { Moment } from './moment';
import { silencesHiding } from './silence-matchers';

interface Props {
  readonly row: IncidentRow;
  readonly alerts: readonly Alert[];
  readonly feed: string;
  readonly feedName: string;
}

type Ending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'ended'; readonly isConfirmed: boolean; readonly waitsFor?: string }
  | { readonly kind: 'failed'; readonly error: CallError };

function SilenceLine({ silence, feed, feedName }: { readonly silence: Silence; readonly feed: string; readonly feedName: string }) {
  const [ending, setEnding] = useState<Ending>({ kind: 'idle' });
  const expire = async (): Promise<void> => {
    setEnding({ kind: 'sending' });
    const reply = await callEngine('expire-silence', { feed, id: silence.id });
    setEnding(reply.ok ? { kind: 'ended', ...reply.value } : { kind: 'failed', error: reply.error });
  };
  return (
    <li className={styles.silence}>
      <span>
        <code>{silence.matchers.map((m) => revealLine(spellMatcher(m))).join(', ')}</code>
        <small>
          {rich`by ${revealLine(silence.createdBy)} until`} <Moment at={silence.endsAt} hasZone />
          {silence.state === 'pending' && msg`, not begun yet`}
          {silence.comment && ` · ${revealLine(silence.comment)}`}
        </small>
        {ending.kind === 'ended' && (
          <small role="status">
            {ending.isConfirmed
              ? msg`✓ Ended, confirmed by ${feedName}.`
              : msg`… Waits in the outbox for ${feedName}. ${revealLine(ending.waitsFor ?? '')}`}
          </small>
        )}
        {ending.kind === 'failed' && (
          <small className={styles.fault} role="alert">
            {ending.error.what} {ending.error.remedy}
          </small>
        )}
      </span>
      {ending.kind === 'asking' ? (
        <span className={styles.asking}>
          {msg`Its alerts can page again.`}
          <Button size="compact-xs" autoFocus onClick={() => void expire()}>{msg`Expire now`}</Button>
          <Button size="compact-xs" variant="default" onClick={() => setEnding({ kind: 'idle' })}>{msg`Keep`}</Button>
        </span>
      ) : (
        ending.kind !== 'ended' && (
          <Button
            size="compact-xs"
            variant="default"
            loading={ending.kind === 'sending'}
            onClick={() => setEnding({ kind: 'asking' })}
          >{msg`Expire…`}</Button>
        )
      )}
    </li>
  );
}

export function ExistingSilences({ row, alerts, feed, feedName }: Props) {
  const [answer, setAnswer] = useState<{ silences: readonly Silence[]; error: CallError | null } | null>(null);
  useEffect(() => {
    let isOver = false;
    void callEngine('list-silences', { feed }).then((reply) => {
      if (!isOver) setAnswer(reply.ok ? { silences: reply.value.silences, error: null } : { silences: [], error: reply.error });
    });
    return () => {
      isOver = true;
    };
  }, [feed]);
  if (!answer) return null;
  const refs = row.writes.flatMap((w) => (w.feed === feed && w.ref !== null ? [w.ref] : []));
  const hiding = silencesHiding(answer.silences, alerts, refs);
  if (!answer.error && hiding.length === 0) return null;
  return (
    <section className={styles.existing} aria-label={msg`Silences that hide this incident`}>
      <h3>{rich`Hiding it already at ${feedName}`}</h3>
      {answer.error ? (
        <p className={styles.fault}>
          {answer.error.what} {answer.error.remedy}
        </p>
      ) : (
        <ul>
          {hiding.map((silence) => (
            <SilenceLine key={silence.id} silence={silence} feed={feed} feedName={feedName} />
          ))}
        </ul>
      )}
    </section>
  );
}
