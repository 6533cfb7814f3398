// What stands where an incident should be and is not: said plainly, with a way on.
import { Button } from '@mantine/core';
import type { CallError } from '../../../shared/contract';
import { useUi } from '../../store/ui';
import shared from './incident.module.css';
import styles from './missing-incident.module.css';

interface Props {
  readonly id: string;
  readonly error: CallError;
  onRetry(): void;
}

/** `refused` means that the engine knows no such incident; all else may pass. */
export function MissingIncident({ id, error, onRetry }: Props) {
  const isGone = error.kind === 'refused';
  return (
    <section className={styles.missing} aria-label="Incident" role="alert">
      <h2>{isGone ? 'No such incident on this desk' : error.what}</h2>
      <p>{isGone ? `Nothing is known here about ${id}. It may belong to another desk or profile.` : error.remedy}</p>
      <div className={shared.buttons}>
        <Button variant="default" size="compact-sm" onClick={onRetry}>
          Try again
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={() => useUi.getState().select(null)}>
          Back to the queue
        </Button>
      </div>
    </section>
  );
}
