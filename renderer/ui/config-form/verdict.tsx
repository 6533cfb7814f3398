// What a test found, in words: good or bad by sign and edge, the remedy under it.
import { msg } from '../../../shared/words/words';
import styles from './config-form.module.css';

interface VerdictProps {
  readonly isOk: boolean;
  readonly words: string;
  readonly remedy: string;
  /** The form has changed since. */
  readonly isOld?: boolean;
  readonly children?: React.ReactNode;
}

export function Verdict({ isOk, words, remedy, isOld = false, children }: VerdictProps) {
  return (
    <div className={styles.report} data-tone={isOk ? 'good' : 'bad'}>
      <b>
        {isOk ? '✓' : '✕'} {words}
      </b>
      {remedy !== '' && <p>{remedy}</p>}
      {children}
      {isOld && <p className={styles.quiet}>{msg`The form has changed since this test.`}</p>}
    </div>
  );
}
