// The way of an incident through its five stages: which are done, where it is, how long each took. Sign, word and length,
// never colour alone.
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { useTimeWords } from '../../ui/clock';
import { shortDuration } from '../../ui/time-words';
import styles from './stage-bar.module.css';
import { STAGE_WORDS, type Stage, type StageState, stagesOf } from './stages';

const SIGNS: Readonly<Record<StageState, string>> = { done: '✓', current: '●', ahead: '○', skipped: '–' };
const WORDS: Readonly<Record<StageState, string>> = {
  done: msg`done`,
  current: msg`now`,
  ahead: msg`to come`,
  skipped: msg`skipped`,
};

function lengthOf(stage: Stage | undefined): string {
  if (!stage || stage.ms === null) return stage?.state === 'skipped' ? 'skipped' : '';
  return shortDuration(stage.ms);
}

function StageItem({ row, stage, at }: { readonly row: IncidentRow; readonly stage: Stage; readonly at: number }) {
  const length = useTimeWords((now) => lengthOf(stagesOf(row, now)[at]));
  return (
    <li
      className={styles.stage}
      data-state={stage.state}
      aria-current={stage.state === 'current' ? 'step' : undefined}
      title={stage.note || undefined}
    >
      <span className={styles.stageName}>
        <span aria-hidden="true">{SIGNS[stage.state]}</span> {STAGE_WORDS[stage.name]}
        <span className="visually-hidden">, {WORDS[stage.state]}</span>
      </span>
      <span className={styles.stageLength}>{length}</span>
    </li>
  );
}

export function StageBar({ row }: { readonly row: IncidentRow }) {
  return (
    <ol className={styles.stages} aria-label={msg`Stages`}>
      {stagesOf(row, row.lastChangeAt).map((stage, at) => (
        <StageItem key={stage.name} row={row} stage={stage} at={at} />
      ))}
    </ol>
  );
}
