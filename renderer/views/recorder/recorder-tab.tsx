// What was kept at the trigger of an incident: each payload and snapshot with how it went, opened in place.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Recording } from '../../../shared/domain/recording';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StaleNotice } from '../incident/stale-notice';
import styles from './recorder.module.css';
import { RecordingBody } from './recording-body';
import { goneWords, howWords, kindWords, leftWords } from './recording-words';
import { useRecordings } from './use-recordings';

export function RecorderTab({ row }: { readonly row: IncidentRow }) {
  const { kept, error, refresh } = useRecordings(row.id, row.seq);
  const isOn = useDesk((s) => s.settings?.recorder.isOn ?? true);
  if (!kept) return error ? <ErrorState error={error} onRetry={refresh} /> : <SkeletonRows count={4} />;
  const left = leftWords(kept.left);
  return (
    <div className={styles.recorder}>
      {error && <StaleNotice error={error} onRetry={refresh} />}
      {kept.recordings.length === 0 && (
        <EmptyState title={isOn ? msg`Nothing was recorded` : msg`The flight recorder is off`}>
          {isOn
            ? msg`Payloads of alerts and the snapshots of the settings are kept by the desk that sees an incident begin.`
            : msg`Switch it on in the settings, under “Flight recorder”.`}
        </EmptyState>
      )}
      <ul className={styles.list} aria-label={msg`Recorded at the trigger`}>
        {kept.recordings.map((recording) => (
          <Line key={recording.id} recording={recording} />
        ))}
      </ul>
      {left !== '' && <p className={styles.quiet}>{left}</p>}
    </div>
  );
}

function Line({ recording }: { readonly recording: Recording }) {
  const [isOpen, setOpen] = useState(false);
  const { id, name, source, state, why, remedy } = recording;
  const hasBody = state === 'kept' || recording.status !== null;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={`recording-${id}`}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={styles.fold}>{isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}</span>
        <span className={styles.kind}>{kindWords(recording)}</span>
        <span className={styles.name}>{name}</span>
        {state === 'failed' && <span className={styles.failed}>{msg`failed`}</span>}
        <span className={styles.how}>
          {source} · {howWords(recording)}
        </span>
      </button>
      {why !== '' && (
        <p className={state === 'failed' ? styles.failed : styles.quiet}>
          {why} {remedy}
        </p>
      )}
      <div id={`recording-${id}`} hidden={!isOpen}>
        {isOpen &&
          (goneWords(recording) !== '' ? (
            <p className={styles.quiet}>{goneWords(recording)}</p>
          ) : hasBody ? (
            <RecordingBody recording={recording} />
          ) : (
            <p className={styles.quiet}>{msg`Nothing came that could be kept.`}</p>
          ))}
      </div>
    </li>
  );
}
