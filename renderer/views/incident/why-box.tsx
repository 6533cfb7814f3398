// "Why this paged you", in one sentence, with every rule that was asked behind it.
import { Fragment, useId, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import shared from './incident.module.css';
import { Moment } from './moment';
import { verdictWord, whyOf } from './why';
import styles from './why-box.module.css';

export function WhyBox({ row, why }: { readonly row: IncidentRow; readonly why: IncidentDetail['why'] }) {
  const [isOpen, setIsOpen] = useState(false);
  const traceId = useId();
  const { lead, reasons } = whyOf(row, why);
  const trace = why?.trace ?? [];
  return (
    <div className={styles.box}>
      {lead}:{' '}
      {reasons.map((reason, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a reason
        <Fragment key={i}>
          {i > 0 && ' \u2192 '}
          <b>{revealLine(reason)}</b>
        </Fragment>
      ))}{' '}
      {trace.length > 0 && (
        <button type="button" className={shared.link} aria-expanded={isOpen} aria-controls={traceId} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Hide trace' : 'Trace'}
        </button>
      )}
      {isOpen && why && (
        <div id={traceId}>
          <ol className={styles.trace} aria-label="Rules that were asked, in order">
            {trace.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a step
              <li key={i} data-verdict={step.verdict}>
                <span className={styles.rule}>{revealLine(step.rule)}</span>
                <span className={styles.verdict}>{verdictWord(step.verdict)}</span>
                <span>{revealLine(step.why)}</span>
              </li>
            ))}
          </ol>
          <span className={styles.decided}>
            Decided <Moment at={why.at} hasZone />
          </span>
        </div>
      )}
    </div>
  );
}
