// The rules that were asked, in order, each with its verdict and why; shown when asked for.
import { useId, useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { TraceStep } from '../../../shared/log/event';
import { msg } from '../../../shared/words/words';
import shared from './incident.module.css';
import { Moment } from './moment';
import { RuleName } from './rule-name';
import { verdictWord } from './why';
import styles from './why-box.module.css';

interface Props {
  readonly trace: readonly TraceStep[];
  /** When they were asked, Unix ms. */
  readonly at: number;
  readonly label: string;
  /** On the button, after Show and Hide. Left out: it says Trace. */
  readonly what?: string;
}

export function Trace({ trace, at, label, what }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const traceId = useId();
  if (trace.length === 0) return null;
  return (
    <>
      {' '}
      <button type="button" className={shared.link} aria-expanded={isOpen} aria-controls={traceId} onClick={() => setIsOpen(!isOpen)}>
        {what === undefined ? (isOpen ? msg`Hide trace` : msg`Trace`) : isOpen ? msg`Hide ${what}` : msg`Show ${what}`}
      </button>
      {isOpen && (
        <div id={traceId}>
          <ol className={styles.trace} aria-label={label}>
            {trace.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a step
              <li key={i} data-verdict={step.verdict}>
                <span className={styles.rule}>
                  <RuleName name={step.rule} />
                </span>
                <span className={styles.verdict}>{verdictWord(step.verdict)}</span>
                <span>{revealLine(step.why)}</span>
              </li>
            ))}
          </ol>
          <span className={styles.decided}>
            {msg`Decided`} <Moment at={at} hasZone />
          </span>
        </div>
      )}
    </>
  );
}
