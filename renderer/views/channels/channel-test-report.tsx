// What became of a test message: the target's answer in words, and what it proves.
import { Loader } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import styles from '../../ui/config-form/config-form.module.css';
import { Verdict } from '../../ui/config-form/verdict';
import { rich } from '../../ui/rich';
import type { ChannelTestState } from './use-channel-form';

interface ChannelTestReportProps {
  readonly test: ChannelTestState;
  /** False when the form changed after this test. */
  readonly isCurrent: boolean;
}

export function ChannelTestReport({ test, isCurrent }: ChannelTestReportProps) {
  return (
    <div role="status" aria-live="polite" className={styles.reportPlace}>
      {test.state === 'running' && (
        <p className={styles.asking}>
          <Loader size={14} /> {msg`Sending…`}
        </p>
      )}
      {test.state === 'told' && (
        <Verdict isOk={test.test.isOk} words={test.test.words} remedy={test.test.remedy} isOld={!isCurrent}>
          {test.test.ref !== null && <p>{rich`The target calls it ${test.test.ref}`}</p>}
        </Verdict>
      )}
    </div>
  );
}
