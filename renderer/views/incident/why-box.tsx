// "Why this paged you", in one sentence, with every rule that was asked behind it.
import { Fragment } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { Trace } from './trace';
import { whyOf } from './why';
import styles from './why-box.module.css';

export function WhyBox({ row, why }: { readonly row: IncidentRow; readonly why: IncidentDetail['why'] }) {
  const { lead, reasons } = whyOf(row, why);
  return (
    <div className={styles.box}>
      {lead}:{' '}
      {reasons.map((reason, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a reason
        <Fragment key={i}>
          {i > 0 && ' \u2192 '}
          <b>{revealLine(reason)}</b>
        </Fragment>
      ))}
      {why && <Trace trace={why.trace} at={why.at} label={msg`Rules that were asked, in order`} />}
    </div>
  );
}
