// A step of a runbook: its text, its mark, its notes and times, and whatever more can be done with it.
import type { ReactNode } from 'react';
import type { RunbookStep } from '../../../shared/domain/runbook';
import type { RunbookBlock } from '../../../shared/domain/runbook-text';
import type { StepState } from '../../../shared/log/kinds/runbooks';
import type { StepProgress } from '../../../shared/log/views/runbook';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { exactTime, wallTime } from '../../ui/time-words';
import { Block } from './block';
import styles from './runbook.module.css';
import { MARKS } from './step-marks';

interface Props {
  readonly step: RunbookStep;
  readonly block: RunbookBlock;
  readonly progress: StepProgress | null;
  readonly isCurrent: boolean;
  /** Null outside of an incident: nothing to mark. */
  onMark: ((to: StepState) => void) | null;
  onPick(): void;
  onRunbook?: ((path: string) => void) | undefined;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
}

const APPROVAL_WORDS = msg`waits for a person`;

export function StepRow({ step, block, progress, isCurrent, onMark, onPick, onRunbook, note, actions }: Props) {
  const state = progress?.state ?? 'open';
  const canMark = onMark !== null && step.kind !== 'heading';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it has the keys
    // biome-ignore lint/a11y/noStaticElementInteractions: a click anywhere in the step picks it; its button has the name
    <div className={styles.step} data-state={state} data-kind={step.kind} data-current={isCurrent || undefined} onClick={onPick}>
      {canMark ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.mark}
          aria-label={`${step.title}: ${MARKS[state].word}. ${state === 'done' ? msg`Open again` : msg`Mark as done`}`}
          title={`${MARKS[state].word}${progress?.markedAt ? msg` at ${exactTime(progress.markedAt)} by ${progress.markedBy}` : ''}`}
          onClick={() => onMark(state === 'done' ? 'open' : 'done')}
        >
          {MARKS[state].sign}
        </button>
      ) : (
        <span aria-hidden />
      )}
      <div className={styles.stepBody}>
        <Block block={block} onRunbook={onRunbook} />
        {step.kind === 'approval' && state === 'open' && <span className={styles.waits}>◷ {APPROVAL_WORDS}</span>}
        {state !== 'open' && progress?.markedAt && (
          <span className={styles.when} data-state={state}>
            {rich`${MARKS[state].word} ${wallTime(progress.markedAt)} by ${progress.markedBy}`}
          </span>
        )}
        {progress?.notes.map((n) => (
          <p key={`${n.at}${n.text}`} className={styles.stepNote} title={exactTime(n.at)}>
            <b>{n.by}</b> {wallTime(n.at)}: {n.text}
          </p>
        ))}
        {note}
        {actions}
      </div>
    </div>
  );
}
