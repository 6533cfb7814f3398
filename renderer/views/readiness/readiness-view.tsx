// The place "Readiness": is the team ready for the next incident? Drills, and what came of them.
import { useDesk } from '../../store/desk';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Toolbar } from '../../ui/toolbar';
import { DrillsSection } from './drills-section';
import styles from './readiness.module.css';
import { useReadiness } from './use-readiness';

export function ReadinessView() {
  const { readiness, error, refresh } = useReadiness();
  const isDown = useDesk((state) => state.connection === 'engine-down');
  return (
    <div className={styles.view}>
      <Toolbar label="Readiness">
        <h2 className={styles.title}>Readiness</h2>
      </Toolbar>
      {isDown && (
        <p role="alert" className={styles.unsure}>
          ▲ The engine is down: what stands here is what was last known.
        </p>
      )}
      <div className={styles.body}>
        {readiness ? (
          <DrillsSection drills={readiness.drills} onChanged={refresh} />
        ) : error ? (
          <ErrorState error={error} onRetry={refresh} />
        ) : (
          <SkeletonRows count={6} label="Loading the readiness" />
        )}
      </div>
    </div>
  );
}
