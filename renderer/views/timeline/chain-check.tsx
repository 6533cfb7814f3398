// Whether what the log says of an incident is what was once written: asked for by a person, told in words.
import { useState } from 'react';
import type { CallError, ChainVerdict, TimelineEntry } from '../../../shared/contract';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import styles from '../incident/incident.module.css';
import { chainWords } from './chain-words';
import timelineStyles from './timeline.module.css';

type Check =
  | { readonly state: 'checking' }
  | { readonly state: 'told'; readonly verdict: ChainVerdict }
  | { readonly state: 'failed'; readonly error: CallError };

interface Props {
  readonly id: string;
  /** Events of the incident now: what came after the check is said. */
  readonly total: number;
  /** Entries that are loaded, to name the place of a break. */
  readonly entries: readonly TimelineEntry[];
}

export function ChainCheck({ id, total, entries }: Props) {
  const [check, setCheck] = useState<Check | null>(null);
  const verify = async (): Promise<void> => {
    setCheck({ state: 'checking' });
    const reply = await callEngine('verify-incident', { id });
    setCheck(reply.ok ? { state: 'told', verdict: reply.value } : { state: 'failed', error: reply.error });
  };
  const isBroken = check?.state === 'told' && !check.verdict.isWhole;
  return (
    <span className={timelineStyles.chain} data-tone={isBroken ? 'bad' : check?.state === 'told' ? 'good' : undefined} role="status">
      {check?.state === 'told' && revealLine(chainWords(check.verdict, total, entries))}
      {check?.state === 'failed' && msg`Not verified. ${check.error.what} ${check.error.remedy}`}
      {check?.state === 'checking' && 'verifying…'}
      {check?.state !== 'checking' && (
        <button
          type="button"
          className={styles.link}
          title={msg`Each event carries the hash of the one before it. This computes all of them again.`}
          onClick={() => void verify()}
        >
          {check === null ? msg`Verify the events` : msg`Verify again`}
        </button>
      )}
    </span>
  );
}
