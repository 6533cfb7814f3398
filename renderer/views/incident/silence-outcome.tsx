// What became of a silence: confirmed by reading it back at the source, or taken and not yet read back.
import { Button } from '@mantine/core';
import styles from './dialogs.module.css';
import { Moment } from './moment';

interface Props {
  readonly state: { readonly id: string; readonly isConfirmed: boolean; readonly until: number };
  readonly feedName: string;
  onClose(): void;
}

export function SilenceOutcome({ state, feedName, onClose }: Props) {
  return (
    <div className={styles.outcome} role="status" data-tone={state.isConfirmed ? 'good' : 'unsure'}>
      <span>
        <b>{state.isConfirmed ? `✓ Confirmed by ${feedName}` : `… Taken by ${feedName}, not confirmed yet`}</b>
        <small>
          Silence {state.id} {state.isConfirmed ? 'holds' : 'should hold'} until <Moment at={state.until} hasZone />.
          {!state.isConfirmed && ' It is read back with the next poll; look at the writes of this incident.'}
        </small>
      </span>
      <Button data-autofocus autoFocus onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
