// The head of the panel answers in five seconds: what, how bad and why, where, since when, and did it reach me.
import { Button } from '@mantine/core';
import { Lock } from 'lucide-react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { isReview } from '../../../shared/readiness/policy-review';
import { msg } from '../../../shared/words/words';
import { incidentName } from '../../store/desk';
import { useUi } from '../../store/ui';
import { useTimeWords } from '../../ui/clock';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { Tag } from '../../ui/tag';
import { isUpdateLate, updateWords } from '../response/update-words';
import { RoleStrip } from '../roles/role-strip';
import { IncidentActs } from './incident-acts';
import styles from './incident-header.module.css';
import { clockTime, Moment } from './moment';
import { pagingWords } from './paging-words';
import { ReadersLine } from './readers';
import { whereWords } from './where';

interface Props {
  readonly row: IncidentRow;
  onActed(): void;
  onSplit(): void;
  /** Only what and how bad: the room belongs to what is below. */
  readonly isShort?: boolean;
}

const STATUS: Readonly<Record<IncidentRow['status'], string>> = {
  open: msg`New`,
  acknowledged: msg`Acknowledged`,
  resolved: msg`Resolved`,
  closed: msg`Closed`,
  merged: msg`Merged`,
};

function Status({ row }: { readonly row: IncidentRow }) {
  const isCalm = isReview(row) && row.status === 'open';
  const by = row.status === 'acknowledged' && row.acknowledgedBy ? msg` by ${revealLine(row.acknowledgedBy)}` : '';
  return (
    <span className={styles.status} data-status={isCalm ? 'calm' : row.status}>
      <span className={styles.statusDot} aria-hidden="true" />
      {isCalm ? msg`To review` : STATUS[row.status]}
      {by}
    </span>
  );
}

function Marks({ row }: { readonly row: IncidentRow }) {
  return (
    <>
      {row.isDrill && (
        <Tag tone="unsure" title={msg`Not real: no metric counts it, and nothing goes to others without your yes`}>{msg`DRILL`}</Tag>
      )}
      {row.isReview && <Tag title={msg`Calm work: it never pages, no metric counts it`}>{msg`POLICY REVIEW`}</Tag>}
      {row.isSecurity && <Tag tone="security">{msg`SECURITY`}</Tag>}
      {row.isRestricted && (
        <Tag tone="security" title={msg`Pages and messages name number and severity only`}>
          <Lock size={11} aria-hidden /> {msg`Need to know`}
        </Tag>
      )}
      {row.judged && (
        <Tag tone={row.judged.verdict === 'noise' ? 'unsure' : 'neutral'} title={msg`Judged by ${revealLine(row.judged.by)}`}>
          {row.judged.verdict === 'noise' ? msg`Noise` : msg`Actionable`}
        </Tag>
      )}
      {row.isFlapping && <Tag tone="unsure">{msg`Flapping`}</Tag>}
      {row.snoozedUntil !== null && (
        <Tag>
          {msg`Snoozed until`} <Moment at={row.snoozedUntil} />
        </Tag>
      )}
      {row.mergedInto !== null && (
        <Button size="compact-xs" variant="default" onClick={() => row.mergedInto && useUi.getState().showIncident(row.mergedInto)}>
          {rich`Go to ${row.mergedIntoNumber === null ? msg`the incident it went into` : msg`INC-${row.mergedIntoNumber}`}`}
        </Button>
      )}
    </>
  );
}

function UpdateDue({ row }: { readonly row: IncidentRow }) {
  const words = useTimeWords((now) => updateWords(row.updateDueAt, now));
  const isLate = useTimeWords((now) => (isUpdateLate(row.updateDueAt, now) ? 'late' : '')) !== '';
  return words === '' ? null : <Tag tone={isLate ? 'unsure' : 'neutral'}>{words}</Tag>;
}

export function IncidentHeader({ row, onActed, onSplit, isShort = false }: Props) {
  const paging = pagingWords(row, clockTime);
  const where = whereWords(row);
  return (
    <header className={styles.head}>
      <div className={styles.meta}>
        <span className={styles.number}>{incidentName(row)}</span>
        <span className={styles.severity}>
          <SeverityShape severity={row.severity} size={18} isDecorative /> {rich`SEV${row.severity}: ${revealLine(row.severityWhy)}`}
        </span>
        <Status row={row} />
      </div>
      <h2 className={styles.title} tabIndex={-1} data-focus="incident">
        {revealLine(row.title)}
      </h2>
      {isShort ? null : (
        <>
          <div className={styles.meta}>
            {where && <span>{where}</span>}
            <span>
              {isReview(row) ? msg`Due since` : msg`Impact since`} <Moment at={row.impact?.impactStart ?? row.startedAt} hasZone />
            </span>
            <span data-tone={paging.tone}>{revealLine(paging.text)}</span>
            <UpdateDue row={row} />
            <Marks row={row} />
          </div>
          <ReadersLine row={row} />
          <RoleStrip row={row} />
          <IncidentActs row={row} onActed={onActed} onSplit={onSplit} />
        </>
      )}
    </header>
  );
}
