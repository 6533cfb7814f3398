// "Why am I blind?": every check between a source and a person's eyes, what is wrong first, with what to do and a report to copy.
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MachineFacts } from '../../../shared/contract/desk';
import { type Check, checksOf, reportOf } from '../../../shared/troubleshoot/checks';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { testPage } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { loadPreferences, usePreferences } from '../../store/preferences';
import { tellDone, tellError } from '../../ui/toasts';
import { DialogFrame } from '../incident/dialog-frame';
import { deskFacts } from './desk-facts';
import styles from './troubleshoot.module.css';

const MARKS = { trouble: ['▲', msg`Trouble`], unknown: ['?', msg`Not known`], off: ['–', msg`Off`], ok: ['✓', msg`Well`] } as const;
const ORDER = ['trouble', 'unknown', 'off', 'ok'] as const;

export function TroubleshootDialog({ onClose }: { onClose(): void }) {
  const desk = useDesk(
    useShallow(({ connection, engineWhy, status, feeds, settings }) => ({ connection, engineWhy, status, feeds, settings })),
  );
  const desktop = usePreferences((state) => state.value);
  const [machine, setMachine] = useState<MachineFacts | null>(null);
  const ask = useCallback(async () => {
    await Promise.all([askAnew(), lookAtMachine().then(setMachine)]);
  }, []);
  useEffect(() => void ask(), [ask]);
  const checks = checksOf(deskFacts(desk, desktop, machine));
  const troubles = checks.filter(({ state }) => state === 'trouble').length;
  return (
    <DialogFrame title={msg`Why am I blind?`} size={680} onClose={onClose}>
      <p role="status" className={styles.sum}>
        {troubles === 0
          ? msg`No check finds trouble.`
          : troubles === 1
            ? msg`One check finds trouble.`
            : msg`${troubles} checks find trouble.`}
      </p>
      <ul className={styles.list} aria-label={msg`Checks`}>
        {checks
          .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
          .map((check) => (
            <CheckLine key={`${check.name} ${check.what}`} check={check} />
          ))}
      </ul>
      <div className={styles.acts}>
        <Button size="xs" onClick={() => void ask()}>{msg`Check again`}</Button>
        <Button size="xs" variant="default" onClick={() => void testPage()}>{msg`Send a test page`}</Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => void copy(reportOf(checks, desktop?.version ?? ''))}
        >{msg`Copy the report`}</Button>
      </div>
    </DialogFrame>
  );
}

function CheckLine({ check: { name, state, what, remedy } }: { readonly check: Check }) {
  const [mark, word] = MARKS[state];
  return (
    <li data-state={state}>
      <span className={styles.mark} role="img" aria-label={word}>
        {mark}
      </span>
      <div>
        <b>{name}</b> <span>{what}</span>
        {remedy !== '' && <p>{remedy}</p>}
      </div>
    </li>
  );
}

/** Every feed is asked now, and the desktop; answers come in by themselves. */
async function askAnew(): Promise<void> {
  const feeds = useDesk.getState().feeds.filter((feed) => feed.isEnabled);
  await Promise.all([loadPreferences(), ...feeds.map(({ feed }) => callEngine('poll-feed', { feed }))]);
}

/** Null: the engine did not answer. */
async function lookAtMachine(): Promise<MachineFacts | null> {
  const reply = await callEngine('check-machine', {});
  return reply.ok ? reply.value : null;
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tellDone(msg`Report copied; secrets are not in it`);
  } catch {
    tellError({ what: msg`The clipboard refused the report.`, remedy: msg`Try again.` });
  }
}
