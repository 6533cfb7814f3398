// Evidence of use of one runbook: when, how long, which steps failed, and what people want better.
import type { RunbookRemarkEntry, RunbookUse } from '../../../shared/contract/runbooks';
import { msg } from '../../../shared/words/words';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { exactTime, shortDuration } from '../../ui/time-words';
import styles from './library.module.css';

export function Evidence({ use }: { readonly use: RunbookUse }) {
  return (
    <section aria-label={msg`Evidence of use`} className={styles.evidence}>
      <dl>
        <dt>{msg`Used`}</dt>
        <dd>{use.incidents === 0 ? msg`never yet` : msg`in ${use.incidents} ${use.incidents === 1 ? msg`incident` : msg`incidents`}`}</dd>
        <dt>{msg`Last`}</dt>
        <dd>
          {use.lastUsedAt === null ? (
            '–'
          ) : (
            <>
              <Age at={use.lastUsedAt} className="" /> {msg`ago`}
            </>
          )}
        </dd>
        <dt>{msg`Open for`}</dt>
        <dd>{use.medianOpenMs === null ? '–' : msg`${shortDuration(use.medianOpenMs)} (median of ${use.incidents})`}</dd>
      </dl>
      <Steps title={msg`Failed steps`} steps={use.failedSteps} />
      <Steps title={msg`Skipped steps`} steps={use.skippedSteps} />
      {use.remarks.length > 0 && (
        <>
          <h4>{msg`To improve`}</h4>
          <Remarks remarks={use.remarks} />
        </>
      )}
    </section>
  );
}

function Steps({ title, steps }: { readonly title: string; readonly steps: RunbookUse['failedSteps'] }) {
  if (steps.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {steps.map((s) => (
          <li key={s.step}>
            {s.title || s.step} <span className={styles.quiet}>{s.times}×</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Notes on what should be better; `titleOf` names the runbook where several are listed. */
export function Remarks({
  remarks,
  titleOf,
}: {
  readonly remarks: readonly RunbookRemarkEntry[];
  titleOf?(r: RunbookRemarkEntry): string;
}) {
  return (
    <ul>
      {remarks.map((r) => (
        <li key={`${r.at}${r.text}`}>
          {titleOf && <b>{titleOf(r)}: </b>}
          {r.text}{' '}
          <span className={styles.quiet} title={exactTime(r.at)}>
            {r.by}, <Age at={r.at} className="" /> {rich`ago${r.step !== null && msg`, at “${stepWords(r.step)}”`}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The words that a step's id was made of. */
function stepWords(step: string): string {
  return (step.split('/').at(-1) ?? step).replace(/^\w+:/, '').replaceAll('-', ' ');
}
