// The score of a drill: each step beside its target, the points over all of them.
import { DRILL_STEPS, type DrillScore, type DrillStep, type StepScore } from '../../../shared/readiness/drill-score';
import { msg } from '../../../shared/words/words';
import styles from './readiness.module.css';

const STEP_WORDS: Readonly<Record<DrillStep, string>> = {
  page: msg`Paged`,
  acknowledge: msg`Acknowledged`,
  runbook: msg`Runbook opened`,
  roles: msg`Role given`,
  message: msg`First message`,
  resolve: msg`Resolved`,
};

/** `0:07`, `12:30`, in minutes and seconds. */
export function lengthOf(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

type Standing = 'good' | 'late' | 'never' | 'unasked';

function standingOf({ seconds, target }: StepScore): Standing {
  if (target === null) return 'unasked';
  if (seconds === null) return 'never';
  return seconds <= target ? 'good' : 'late';
}

const STANDING: Readonly<Record<Standing, string>> = {
  good: msg`✓ in time`,
  late: '▲ late',
  never: '✕ never',
  unasked: msg`not asked for`,
};

export function DrillScoreTable({ score, label }: { readonly score: DrillScore; readonly label: string }) {
  const steps = DRILL_STEPS.flatMap((step) => score.steps.find((s) => s.step === step) ?? []);
  return (
    <table className={styles.score} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{msg`Step`}</th>
          <th scope="col">{msg`Took`}</th>
          <th scope="col">{msg`Target`}</th>
          <th scope="col">{msg`Verdict`}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.step} data-standing={standingOf(step)}>
            <th scope="row">{STEP_WORDS[step.step]}</th>
            <td>{step.seconds === null ? '–' : lengthOf(step.seconds)}</td>
            <td>{step.target === null ? '–' : lengthOf(step.target)}</td>
            <td className={styles.verdict}>{STANDING[standingOf(step)]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
