// The alerts that a preset makes of the answer beside them, and the rows that became none. Whatever the source wrote stands as plain text.

import { stripHidden } from '../../../../shared/domain/plain-text';
import type { PresetTrial, TrialAlert } from '../../../../shared/feed-trial';
import { locale, msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import styles from './trial.module.css';
import { formatDateTime } from './trial-words';

export function TrialAlerts({ trial }: { readonly trial: PresetTrial }) {
  const { alerts, alertCount, refused } = trial;
  return (
    <>
      {refused.length > 0 && (
        <ul className={styles.refused} aria-label={msg`Rows that became no alert`}>
          {refused.map(({ where, why }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be refused with the same words
            <li key={at}>
              <b>{stripHidden(where)}</b> {stripHidden(why)}
            </li>
          ))}
        </ul>
      )}
      <ol className={styles.alerts} aria-label={msg`Alerts`}>
        {alerts.map((alert) => (
          <Alert key={alert.key} alert={alert} />
        ))}
      </ol>
      {alertCount > alerts.length && (
        <p className={styles.quiet}>{rich`The first ${alerts.length} of ${alertCount.toLocaleString(locale())} alerts.`}</p>
      )}
      {alertCount === 0 && trial.answer !== null && trial.faults.length === 0 && (
        <p className={styles.quiet}>{msg`No row of this answer is an alert. A feed with this preset would be quiet now.`}</p>
      )}
    </>
  );
}

function Alert({ alert }: { readonly alert: TrialAlert }) {
  const { key, name, summary, state, severity, startsAt, link, heldBackBy, labels, annotations } = alert;
  const rows: readonly (readonly [string, string])[] = [
    ['key', key],
    ['state', heldBackBy === '' ? state : msg`${state}, held back by ${heldBackBy}`],
    ['severity', severity ?? 'none'],
    ['startsAt', startsAt === 0 ? msg`not told` : formatDateTime(startsAt)],
    ...(link === null ? [] : [['link', link] as const]),
    ...Object.entries(labels).map(([label, value]) => [`labels.${label}`, value] as const),
    ...Object.entries(annotations).map(([label, value]) => [`annotations.${label}`, value] as const),
  ];
  return (
    <li>
      <b>{stripHidden(name)}</b>
      {summary !== name && <p>{stripHidden(summary)}</p>}
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{stripHidden(label)}</dt>
            <dd>{stripHidden(value)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
