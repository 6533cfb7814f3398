// The incidents of a shift, one line each, with what a person put on them.
import type { ReactNode } from 'react';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import type { ShiftIncident } from '../../../shared/shift-bundle';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { Tag } from '../../ui/tag';
import { exactTime, wallTime } from '../../ui/time-words';
import styles from './shift.module.css';

interface Props {
  readonly incidents: readonly ShiftIncident[];
  readonly label: string;
  /** What stands at the end of a line. */
  aside(incident: ShiftIncident): ReactNode;
}

function facts(i: ShiftIncident): string[] {
  return [
    i.status === 'acknowledged' ? msg`acknowledged by ${i.acknowledgedBy ?? msg`somebody`}` : msg`not acknowledged`,
    i.firing > 0 ? msg`${i.firing} firing` : msg`all cleared`,
    i.snoozedUntil === null ? '' : msg`snoozed until ${wallTime(i.snoozedUntil)}`,
    ...i.roles.map((r) => `${r.roleName}: ${r.personName}`),
    i.runbook ? msg`runbook ${i.runbook.title}${i.runbook.step === '' ? '' : msg`, at ${i.runbook.step}`}` : '',
  ].filter(Boolean);
}

export function BundleList({ incidents, label, aside }: Props) {
  return (
    <ul className={styles.incidents} aria-label={label}>
      {incidents.map((i) => (
        <li key={i.id}>
          <SeverityShape severity={i.severity} size={18} />
          <div className={styles.what}>
            <p>
              <span className={styles.number}>{rich`INC-${i.number}`}</span> {i.isSecurity && <Tag tone="security">{msg`SECURITY`}</Tag>}{' '}
              {i.isRestricted && <Tag tone="unsure">{msg`RESTRICTED`}</Tag>} {revealLine(i.title)}
            </p>
            <p className={styles.quiet}>{revealLine(facts(i).join(' · '))}</p>
            {i.notes.map((n) => (
              <p key={`${n.at} ${n.by}`} className={styles.note} title={exactTime(n.at)}>
                {wallTime(n.at)} {revealLine(n.by)}: {revealText(n.text)}
              </p>
            ))}
          </div>
          <span className={styles.aside}>{aside(i)}</span>
        </li>
      ))}
    </ul>
  );
}
