// One incident of the queue in two lines: what, then why it matters. Drawn again only when its row or marks change.
import { Lock } from 'lucide-react';
import { memo } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { initialsOf } from '../../../shared/domain/people';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { incidentName } from '../../store/desk';
import { Age } from '../../ui/age';
import { SeverityShape } from '../../ui/severity-shape';
import { Tag } from '../../ui/tag';
import { alertWords, type RowState, rowState } from './row-facts';

export interface QueueRowProps {
  readonly row: IncidentRow;
  /** One-based place among all rows of the grid. */
  readonly place: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isChecked: boolean;
  readonly isGone: boolean;
  /** It went by itself and asks for nothing. */
  readonly isIdle: boolean;
  readonly feedNames: string;
}

export const QueueRow = memo(function QueueRow({ row, place, top, isSelected, isChecked, isGone, isIdle, feedNames }: QueueRowProps) {
  const state = rowState(row);
  const name = incidentName(row);
  return (
    <div
      role="row"
      id={`incident-${row.id}`}
      data-id={row.id}
      className={isGone ? 'queue-row queue-row-gone' : 'queue-row'}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={place}
      aria-selected={isSelected}
      aria-label={spokenName(row, state, isIdle)}
    >
      <span role="gridcell" className="queue-check">
        <input type="checkbox" tabIndex={-1} aria-label={msg`Check ${name}`} checked={isChecked} readOnly />
      </span>
      <span role="gridcell">
        <SeverityShape severity={row.severity} />
      </span>
      <span role="gridcell" className="queue-id">
        {name}
      </span>
      <What row={row} isIdle={isIdle} />
      <span role="gridcell" className="queue-sources" title={feedNames}>
        <Manager row={row} />
        <Sources names={feedNames.split('\n')} />
      </span>
      <span role="gridcell" className="queue-age">
        <Age at={row.startedAt} until={row.resolvedAt ?? row.closedAt} />
      </span>
      <span role="gridcell" className={`queue-state queue-state-${state.tone}`} title={stateTitle(row)}>
        <i className="queue-dot" />
        <span className="queue-state-word">{state.word}</span>
      </span>
    </div>
  );
});

/** Who leads, where there is room for their initials. */
function Manager({ row }: { row: IncidentRow }) {
  const holder = row.roles.find((h) => h.role === 'incident-manager' && h.person !== null);
  return holder ? (
    <span className="queue-manager" title={`${holder.roleName}: ${holder.personName}`}>
      {initialsOf(holder.personName)}
    </span>
  ) : null;
}

/** Two by their names, one above the other, and the number of those that have no room: that two tools see it must be seen. */
function Sources({ names: [first = '', second = '', ...others] }: { names: readonly string[] }) {
  return (
    <span className="queue-sources-names">
      {first !== '' && (
        <span>
          <Tag>{first}</Tag>
        </span>
      )}
      {second !== '' && (
        <span>
          <Tag>{second}</Tag>
          {others.length > 0 && <Tag>+{others.length}</Tag>}
        </span>
      )}
    </span>
  );
}

/** Why a row says that it asks for nothing; its panel has the reasons of this one. */
const IDLE_WHY = msg`It cleared by itself, has no runbook, and nobody owns it`;

function What({ row, isIdle }: { row: IncidentRow; isIdle: boolean }) {
  return (
    <span role="gridcell" className="queue-what">
      <span className="queue-line">
        {row.isDrill && <Tag tone="unsure">{msg`DRILL`}</Tag>}
        {row.isReview && <Tag>{msg`POLICY REVIEW`}</Tag>}
        {row.isSecurity && <Tag tone="security">{msg`SECURITY`}</Tag>}
        {row.isRestricted && <Lock size={13} className="queue-lock" aria-hidden />}
        {row.judged?.verdict === 'noise' && <Tag>{msg`NOISE`}</Tag>}
        {isIdle && <Tag title={IDLE_WHY}>{msg`NO ACTION`}</Tag>}
        {row.isFlapping && <Tag tone="unsure">{msg`FLAPPING`}</Tag>}
        {row.updateDueAt !== null && row.updateRemindedFor === row.updateDueAt && <Tag tone="unsure">{msg`UPDATE DUE`}</Tag>}
        {row.postmortem?.reminded && (
          <Tag tone="unsure">{row.postmortem.reminded === 'late' ? msg`POSTMORTEM LATE` : msg`POSTMORTEM DUE`}</Tag>
        )}
        {row.acts.some((a) => a.state === 'conflict' || a.state === 'failed') && <Tag tone="unsure">{msg`NOT SENT`}</Tag>}
        <span className="queue-title">{revealLine(row.title)}</span>
      </span>
      <span className="queue-why">{[alertWords(row), revealLine(row.summary || row.groupWhy)].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

function spokenName(row: IncidentRow, state: RowState, isIdle: boolean): string {
  return [
    msg`${incidentName(row)} SEV${row.severity}`,
    row.isDrill ? 'drill' : '',
    row.isReview ? msg`policy review` : '',
    row.isSecurity ? 'security' : '',
    row.isRestricted ? 'restricted' : '',
    isIdle ? msg`no action` : '',
    row.judged ? msg`judged as ${row.judged.verdict}` : '',
    revealLine(row.title),
    state.word,
    alertWords(row),
  ]
    .filter(Boolean)
    .join(', ');
}

function stateTitle(row: IncidentRow): string | undefined {
  const failed = row.writes.find((write) => write.state === 'failed');
  if (failed) return failed.why;
  return row.acknowledgedBy ? msg`Acknowledged by ${row.acknowledgedBy}` : undefined;
}
