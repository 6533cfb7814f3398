// What stands where an incident should be and is not: said plainly, with a way on.
import { Button } from '@mantine/core';
import type { CallError } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
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
    <section className={styles.missing} aria-label={msg`Incident`} role="alert">
      <h2>{isGone ? msg`No such incident on this desk` : error.what}</h2>
      <p>{isGone ? msg`Nothing is known here about ${id}. It may belong to another desk or profile.` : error.remedy}</p>
      <div className={shared.buttons}>
        <Button variant="default" size="compact-sm" onClick={onRetry}>{msg`Try again`}</Button>
        <Button variant="subtle" size="compact-sm" onClick={() => useUi.getState().select(null)}>{msg`Back to the queue`}</Button>
      </div>
    </section>
  );
}
