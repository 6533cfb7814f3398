// The place "Readiness": is the team ready for the next incident? Services with their scores, security policies, drills.
import type { ReactNode } from 'react';
import type { CallError } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Toolbar } from '../../ui/toolbar';
import { DrillsSection } from './drills-section';
import { PoliciesSection } from './policies-section';
import styles from './readiness.module.css';
import { ServicesSection } from './services-section';
import { useReadiness } from './use-readiness';

interface PartProps<V> {
  readonly name: string;
  readonly rows: number;
  readonly answer: { readonly value: V | null; readonly error: CallError | null; refresh(): void };
  children(value: V): ReactNode;
}

/** One part of the place: loading, failed, or what is known, with a word where a newer answer failed. */
function Part<V>({ name, rows, answer: { value, error, refresh }, children }: PartProps<V>) {
  if (value === null)
    return error ? <ErrorState error={error} onRetry={refresh} /> : <SkeletonRows count={rows} label={msg`Loading ${name}`} />;
  return (
    <>
      {error && (
        <p role="alert" className={styles.unsure}>
          {rich`▲ This is what was last known: ${error.what}`}
        </p>
      )}
      {children(value)}
    </>
  );
}

export function ReadinessView() {
  const { drills, policies, scores } = useReadiness();
  const isDown = useDesk((state) => state.connection === 'engine-down');
  const reviewed = (): void => {
    policies.refresh();
    scores.refresh();
  };
  return (
    <div className={styles.view}>
      <Toolbar label={msg`Readiness`}>
        <h2 className={styles.title}>{msg`Readiness`}</h2>
      </Toolbar>
      {isDown && <p role="alert" className={styles.unsure}>{msg`▲ The engine is down: what stands here is what was last known.`}</p>}
      <div className={styles.body}>
        <Part name={msg`the services`} rows={4} answer={scores}>
          {(value) => <ServicesSection answer={value} />}
        </Part>
        <Part name={msg`the policies`} rows={2} answer={policies}>
          {(value) => <PoliciesSection policies={value.policies} onChanged={reviewed} />}
        </Part>
        <Part name={msg`the drills`} rows={4} answer={drills}>
          {(value) => <DrillsSection drills={value.drills} onChanged={drills.refresh} />}
        </Part>
      </div>
    </div>
  );
}
