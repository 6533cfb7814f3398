// From nothing to the first real page, in five steps beside whatever view is on. Every step may be skipped; closed, it is in the palette.
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { msg } from '../../../shared/words/words';
import { closeGuide, GUIDE_STEPS, type GuideStep, showGuideStep } from '../../store/guide';
import { AlertsStep } from './alerts-step';
import { DoneStep } from './done-step';
import { FindStep } from './find-step';
import styles from './guide.module.css';
import { HearStep } from './hear-step';
import { SendStep } from './send-step';
import { TestStep } from './test-step';

const TITLES: Readonly<Record<GuideStep, string>> = {
  find: msg`Find a source`,
  test: msg`Does it answer?`,
  alerts: msg`See its alerts`,
  send: msg`Send a page`,
  hear: msg`Did you hear it?`,
  done: msg`What to set next`,
};
const STEPS: Readonly<Record<GuideStep, () => React.ReactNode>> = {
  find: FindStep,
  test: TestStep,
  alerts: AlertsStep,
  send: SendStep,
  hear: HearStep,
  done: DoneStep,
};
/** Here the way on is an act of the step’s own. */
const SKIPPED: ReadonlySet<GuideStep> = new Set(['find', 'send', 'hear']);
const LAST = GUIDE_STEPS.length - 1;

export function GuidePanel({ step }: { readonly step: GuideStep }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const at = GUIDE_STEPS.indexOf(step);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read from its heading
  useEffect(() => {
    if (document.querySelector('[role=dialog]') === null) heading.current?.focus();
  }, [step]);
  const Step = STEPS[step];
  const go = (by: 1 | -1) => void showGuideStep(GUIDE_STEPS[at + by] ?? step);
  return (
    <aside className={`guide ${styles.guide}`} aria-label={msg`Guide to the first page`}>
      <header className={styles.head}>
        <span>{at < LAST ? msg`Step ${at + 1} of ${LAST}` : msg`Done`}</span>
        <CloseButton size="sm" aria-label={msg`Close the guide`} onClick={() => void closeGuide()} />
      </header>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {TITLES[step]}
      </h2>
      <div className={styles.body}>
        <Step />
      </div>
      <footer className={styles.foot}>
        {at > 0 && <Button size="xs" variant="subtle" onClick={() => go(-1)}>{msg`Back`}</Button>}
        <span className={styles.space} />
        {at < LAST ? (
          <Button size="xs" variant="default" onClick={() => go(1)}>
            {SKIPPED.has(step) ? msg`Skip` : msg`Next`}
          </Button>
        ) : (
          <Button size="xs" onClick={() => void closeGuide()}>{msg`Close the guide`}</Button>
        )}
      </footer>
    </aside>
  );
}
