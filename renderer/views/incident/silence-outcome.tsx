// What became of a silence: confirmed by reading it back at the source, or taken and not yet read back.
import { Button } from '@mantine/core';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import styles from './dialogs.module.css';
import { Moment } from './moment';

interface Props {
  readonly state: { readonly id: string; readonly isConfirmed: boolean; readonly until: number; readonly waitsFor?: string };
  readonly feedName: string;
  onClose(): void;
}

export function SilenceOutcome({ state, feedName, onClose }: Props) {
  if (state.waitsFor !== undefined) return <Waiting why={state.waitsFor} feedName={feedName} until={state.until} onClose={onClose} />;
  return (
    <div className={styles.outcome} role="status" data-tone={state.isConfirmed ? 'good' : 'unsure'}>
      <span>
        <b>{state.isConfirmed ? msg`✓ Confirmed by ${feedName}` : msg`… Taken by ${feedName}, not confirmed yet`}</b>
        <small>
          {rich`Silence ${state.id} ${state.isConfirmed ? msg`holds` : msg`should hold`} until`} <Moment at={state.until} hasZone />.
          {!state.isConfirmed && msg` It is read back with the next poll; look at the writes of this incident.`}
        </small>
      </span>
      <Button data-autofocus autoFocus onClick={onClose}>{msg`Done`}</Button>
    </div>
  );
}

interface WaitingProps {
  readonly why: string;
  readonly feedName: string;
  readonly until: number;
  onClose(): void;
}

/** It could not go out now: the outbox has it. */
function Waiting({ why, feedName, until, onClose }: WaitingProps) {
  return (
    <div className={styles.outcome} role="status" data-tone="unsure">
      <span>
        <b>{rich`… Waits in the outbox for ${feedName}`}</b>
        <small>
          {rich`${revealLine(why)} It is tried again by itself until`} <Moment at={until} hasZone />
          {msg`, when it would end anyway.`}
        </small>
      </span>
      <Button data-autofocus autoFocus onClick={onClose}>{msg`Done`}</Button>
    </div>
  );
}
