// Incident by incident what the tried rules change, and why; each opens.
import type { ReplayDifference, ReplayPages, ReplayResult } from '../../../shared/contract/replay';
import { revealLine } from '../../../shared/domain/reveal-text';
import { useUi } from '../../store/ui';
import { exactTime } from '../../ui/time-words';
import { count } from '../insights/figures';
import styles from './replay.module.css';

function pagesWords({ pages, nights }: ReplayPages): string {
  if (pages === 0) return 'no page';
  const night = nights === 0 ? '' : nights === pages ? ', at night' : `, ${nights} at night`;
  return `${count(pages)} ${pages === 1 ? 'page' : 'pages'}${night}`;
}

function severityWords({ severityBefore, severityAfter }: ReplayDifference): string {
  if (severityBefore === null) return `new, SEV${severityAfter ?? ''}`;
  if (severityAfter === null || severityAfter === severityBefore) return `SEV${severityBefore}`;
  return `SEV${severityBefore} → SEV${severityAfter}`;
}

interface Props {
  readonly result: ReplayResult;
  onClose(): void;
}

export function ReplayDifferences({ result: { differences, differenceCount }, onClose }: Props) {
  if (differenceCount === 0) return <p className={styles.mute}>Every incident would have come as it did.</p>;
  const open = (id: string): void => {
    onClose();
    useUi.getState().showIncident(id);
  };
  return (
    <>
      <h4 className={styles.title}>
        {count(differenceCount)} {differenceCount === 1 ? 'incident' : 'incidents'} would have come in another way
        {differenceCount > differences.length && <span className={styles.mute}>, the first {count(differences.length)} here</span>}
      </h4>
      <ul className={styles.differences} aria-label="Incidents that differ">
        {differences.map((one) => (
          <li key={one.id}>
            <span className={styles.name}>
              {one.number === null ? (
                revealLine(one.title)
              ) : (
                <button type="button" className={styles.link} onClick={() => open(one.id)}>
                  INC-{one.number} {revealLine(one.title)}
                </button>
              )}
              <span className={styles.mute}>
                {' '}
                {exactTime(one.openedAt)} · {severityWords(one)}
              </span>
            </span>
            <span className={styles.change}>
              {pagesWords(one.before)} → <b>{pagesWords(one.after)}</b>
            </span>
            <span className={styles.mute}>{revealLine(one.why)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
