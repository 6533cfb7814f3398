// What became of an act at each object: confirmed by reading it back, waiting in the outbox, or refused with the source's words.
import { Button } from '@mantine/core';
import type { SourceOutcome, SourceTarget } from '../../../shared/contract/source';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import styles from '../incident/dialogs.module.css';
import own from './source.module.css';

const WORDS: Readonly<Record<SourceOutcome['state'], string>> = {
  confirmed: '✓ Confirmed',
  waits: msg`… Waits in the outbox`,
  failed: '✕ Failed',
};

interface Props {
  readonly outcomes: readonly SourceOutcome[];
  readonly targets: readonly SourceTarget[];
  onClose(): void;
}

export function SourceOutcomes({ outcomes, targets, onClose }: Props) {
  const nameOf = ({ feed, key }: SourceOutcome): string => targets.find((one) => one.feed === feed && one.key === key)?.name ?? key;
  return (
    <div role="status">
      <ul className={own.outcomes}>
        {outcomes.map((outcome) => (
          <li key={`${outcome.feed}\n${outcome.key}`} data-state={outcome.state}>
            <b>{WORDS[outcome.state]}</b>
            <span>{revealLine(nameOf(outcome))}</span>
            {outcome.why !== '' && (
              <small>
                {revealLine(outcome.why)} {revealLine(outcome.remedy)}
              </small>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.end}>
        <span className={styles.quiet}>{msg`What waits goes out by itself; what failed stays in the outbox to be tried again.`}</span>
        <Button data-autofocus autoFocus onClick={onClose}>{msg`Done`}</Button>
      </div>
    </div>
  );
}
