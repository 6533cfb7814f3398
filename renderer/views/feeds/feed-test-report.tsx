// What a test of a feed found: words and remedy, how many alerts, some of their names, and each server's answer.
import { Loader } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import styles from '../../ui/config-form/config-form.module.css';
import { Verdict } from '../../ui/config-form/verdict';
import feedStyles from './feeds.module.css';
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
          <Loader size={14} /> {msg`Asking the source…`}
        </p>
      )}
      {test.state === 'failed' && <Verdict isOk={false} words={test.error.what} remedy={test.error.remedy} />}
      {test.state === 'told' && (
        <Verdict isOk={test.test.isOk} words={test.test.words} remedy={test.test.remedy} isOld={!isCurrent}>
          {test.test.sample.length > 0 && (
            <ul className={feedStyles.sample} aria-label={msg`Some of the alerts`}>
              {[...new Set(test.test.sample)].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <Peers peers={test.test.peers} />
        </Verdict>
      )}
    </div>
  );
}
