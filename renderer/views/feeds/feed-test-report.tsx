// What a test of a feed found: words and remedy, how many alerts, some of their names, and each server's answer.
import { Loader } from '@mantine/core';
import styles from './feeds.module.css';
import { Peers } from './peers';
import type { TestState } from './use-feed-form';

interface FeedTestReportProps {
  readonly test: TestState;
  /** False when the form changed after this test. */
  readonly isCurrent: boolean;
}

export function FeedTestReport({ test, isCurrent }: FeedTestReportProps) {
  return (
    <div role="status" aria-live="polite" className={styles.reportPlace}>
      {test.state === 'running' && (
        <p className={styles.asking}>
          <Loader size={14} /> Asking the source…
        </p>
      )}
      {test.state === 'failed' && <Report isOk={false} words={test.error.what} remedy={test.error.remedy} />}
      {test.state === 'told' && (
        <Report isOk={test.test.isOk} words={test.test.words} remedy={test.test.remedy} isOld={!isCurrent}>
          {test.test.sample.length > 0 && (
            <ul className={styles.sample} aria-label="Some of the alerts">
              {[...new Set(test.test.sample)].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <Peers peers={test.test.peers} />
        </Report>
      )}
    </div>
  );
}

interface ReportProps {
  readonly isOk: boolean;
  readonly words: string;
  readonly remedy: string;
  readonly isOld?: boolean;
  readonly children?: React.ReactNode;
}

function Report({ isOk, words, remedy, isOld = false, children }: ReportProps) {
  return (
    <div className={styles.report} data-tone={isOk ? 'good' : 'bad'}>
      <b>
        {isOk ? '✓' : '✕'} {words}
      </b>
      {remedy !== '' && <p>{remedy}</p>}
      {children}
      {isOld && <p className={styles.quiet}>The form has changed since this test.</p>}
    </div>
  );
}
