// Step 5: only a person knows whether they saw and heard it. “No” shows what stands in the way on this desktop.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { checksOf, PAGE_CHECKS } from '../../../shared/troubleshoot/checks';
import { msg } from '../../../shared/words/words';
import { testPage } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { showGuideStep } from '../../store/guide';
import { loadPreferences, usePreferences } from '../../store/preferences';
import { useUi } from '../../store/ui';
import { deskFacts } from '../troubleshoot/desk-facts';
import styles from './guide.module.css';

export function HearStep() {
  const [isNo, setIsNo] = useState(false);
  const no = (): void => {
    setIsNo(true);
    void loadPreferences();
  };
  return (
    <>
      <p>{msg`The test page is a notification named “Dogwatch test page”, with a sound.`}</p>
      <div className={styles.links}>
        <Button size="xs" onClick={() => void showGuideStep('done')}>{msg`Yes`}</Button>
        <Button size="xs" variant="default" onClick={no}>{msg`No`}</Button>
        <Button size="xs" variant="subtle" onClick={() => void testPage()}>{msg`Send it again`}</Button>
      </div>
      <div role="status">{isNo && <Remedies />}</div>
    </>
  );
}

function Remedies() {
  const desk = useDesk(
    useShallow(({ connection, engineWhy, status, feeds, settings }) => ({ connection, engineWhy, status, feeds, settings })),
  );
  const desktop = usePreferences((state) => state.value);
  const doubts = checksOf(deskFacts(desk, desktop, null)).filter(({ name, state }) => PAGE_CHECKS.includes(name) && state !== 'ok');
  return (
    <>
      <ul className={styles.remedies} aria-label={msg`What stands in the way`}>
        {doubts.map(({ name, what, remedy }) => (
          <li key={name}>
            <b>{name}</b> {what} {remedy}
          </li>
        ))}
        <li>
          <b>{msg`Volume`}</b> {msg`Turn the loudspeaker up and see that it is the chosen one: Dogwatch can’t hear it.`}
        </li>
        <li>
          <b>{msg`Do not disturb`}</b> {msg`Switch it off on this desktop, or let Dogwatch through.`}
        </li>
      </ul>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => useUi.getState().openDialog({ kind: 'troubleshoot' })}
      >{msg`All checks: why am I blind?`}</Button>
    </>
  );
}
