// Incident by incident what the tried rules change, and why; each opens.
import type { ReplayDifference, ReplayPages, ReplayResult } from '../../../shared/contract/replay';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { exactTime } from '../../ui/time-words';
import { count } from '../insights/figures';
import styles from './replay.module.css';

function pagesWords({ pages, nights }: ReplayPages): string {
  if (pages === 0) return msg`no page`;
  const night = nights === 0 ? '' : nights === pages ? msg`, at night` : msg`, ${nights} at night`;
  return `${count(pages)} ${pages === 1 ? 'page' : 'pages'}${night}`;
}

function severityWords({ severityBefore, severityAfter }: ReplayDifference): string {
  if (severityBefore === null) return msg`new, SEV${severityAfter ?? ''}`;
  if (severityAfter === null || severityAfter === severityBefore) return `SEV${severityBefore}`;
  return msg`SEV${severityBefore} → SEV${severityAfter}`;
}

interface Props {
  readonly result: ReplayResult;
  onClose(): void;
}

export function ReplayDifferences({ result: { differences, differenceCount }, onClose }: Props) {
  if (differenceCount === 0) return <p className={styles.mute}>{msg`Every incident would have come as it did.`}</p>;
  const open = (id: string): void => {
    onClose();
    useUi.getState().showIncident(id);
  };
  return (
    <>
      <h4 className={styles.title}>
        {rich`${count(differenceCount)} ${differenceCount === 1 ? msg`incident` : msg`incidents`} would have come in another way`}
        {differenceCount > differences.length && <span className={styles.mute}>{rich`, the first ${count(differences.length)} here`}</span>}
      </h4>
      <ul className={styles.differences} aria-label={msg`Incidents that differ`}>
        {differences.map((one) => (
          <li key={one.id}>
            <span className={styles.name}>
              {one.number === null ? (
                revealLine(one.title)
              ) : (
                <button type="button" className={styles.link} onClick={() => open(one.id)}>
                  {rich`INC-${one.number} ${revealLine(one.title)}`}
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
