// A received shift beside the own queue: from whom, with which key, what taking over does to each incident.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReceivedShift, ShiftSender, ShiftStep } from '../../../shared/contract/shift';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { exactTime, wallTime } from '../../ui/time-words';
import { tellDone, tellError } from '../../ui/toasts';
import { BundleList } from './bundle-list';
import styles from './shift.module.css';

const SENDER_WORDS: Readonly<Record<ShiftSender['state'], string>> = {
  known: msg`✓ Known sender`,
  new: msg`First time from this sender`,
  changed: msg`▲ Not the key it was`,
};

function Step({ step }: { readonly step: ShiftStep | undefined }) {
  if (!step || step.state === 'unknown') return <>{msg`not known here`}</>;
  if (step.state === 'over') return <>{rich`INC-${step.numberHere} here, over`}</>;
  return (
    <>
      <button
        type="button"
        className={styles.link}
        onClick={() => useUi.getState().showIncident(step.incident)}
      >{rich`INC-${step.numberHere} here`}</button>
      <br />
      {step.willDo.length === 0 ? msg`nothing new` : `+ ${revealLine(step.willDo.join(', '))}`}
    </>
  );
}

export function ReceivedShiftCard({ shift, onChanged }: { readonly shift: ReceivedShift; onChanged(): void }) {
  const { bundle, sender } = shift;
  const [isKeyAccepted, setIsKeyAccepted] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const from = revealLine(bundle.from.name);
  const takeOver = async (): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    const reply = await callEngine('take-over-shift', { bundle: shift.hash, isKeyAccepted });
    setIsBusy(false);
    if (!reply.ok) return tellError(reply.error);
    tellDone(
      msg`${from}’s shift is yours: ${reply.value.incidents} ${reply.value.incidents === 1 ? msg`incident` : msg`incidents`} changed`,
    );
    onChanged();
  };
  const putAway = async (): Promise<void> => {
    const reply = await callEngine('put-shift-away', {});
    if (!reply.ok) tellError(reply.error);
    onChanged();
  };
  return (
    <article className={styles.received} aria-label={msg`From ${from}’s shift`}>
      <h3 title={exactTime(bundle.madeAt)}>{rich`From ${from}’s shift, ${wallTime(bundle.madeAt)}`}</h3>
      <p className={styles.sender} data-state={sender.state}>
        <b>{SENDER_WORDS[sender.state]}</b>: {revealLine(sender.why)}
        <br />
        <code>{sender.fingerprint}</code> <span className={styles.quiet}>{revealLine(bundle.from.device)}</span>
      </p>
      {bundle.note !== '' && <p className={styles.freeNote}>{revealText(bundle.note)}</p>}
      {sender.state === 'changed' && (
        <Checkbox
          size="xs"
          label={msg`I compared the fingerprint with ${from}: it is right`}
          checked={isKeyAccepted}
          onChange={(e) => setIsKeyAccepted(e.currentTarget.checked)}
        />
      )}
      <div className={styles.line}>
        <Button
          disabled={sender.state === 'changed' && !isKeyAccepted}
          aria-busy={isBusy}
          onClick={() => void takeOver()}
        >{msg`Take over`}</Button>
        <Button variant="default" onClick={() => void putAway()}>{msg`Put away`}</Button>
      </div>
      <BundleList
        incidents={bundle.incidents}
        label={msg`Incidents of the received shift`}
        aside={(i) => <Step step={shift.steps.find((s) => s.incident === i.id)} />}
      />
      {bundle.incidents.length === 0 && <p className={styles.quiet}>{msg`No incident was open.`}</p>}
      <Lines
        title={msg`Silences at the sources`}
        lines={bundle.silences.map((s) => msg`${s.feed}: ${s.what}, until ${wallTime(s.endsAt)}. ${s.comment}`)}
      />
      <Lines title={msg`Left out by the sender`} lines={bundle.leftOut} />
    </article>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.plain}>
        {lines.map((words) => (
          <li key={words}>{revealLine(words)}</li>
        ))}
      </ul>
    </>
  );
}
