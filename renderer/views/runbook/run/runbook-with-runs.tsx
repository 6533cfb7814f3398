// The runbook of an incident, its steps with what can be run of them.
import { useCallback, useMemo } from 'react';
import type { IncidentDetail } from '../../../../shared/contract';
import type { IncidentRow } from '../../../../shared/domain/incident';
import { RunbookTab } from '../runbook-tab';
import type { StepActions } from '../step-actions';
import { StepRuns } from './step-runs';

interface Props {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  onActed(): void;
}

const NOTHING = { runs: [], approvals: [] };

export function RunbookWithRuns({ row, detail, onActed }: Props) {
  const runs = detail.runs ?? NOTHING;
  const actions = useCallback<StepActions>(
    (place) =>
      place.incident === null || place.step.kind === 'heading' || place.step.kind === 'check' ? null : (
        <StepRuns {...place} incident={place.incident} runs={runs} onActed={onActed} />
      ),
    [runs, onActed],
  );
  return useMemo(
    () => <RunbookTab row={row} runbooks={detail.runbooks} actions={actions} onActed={onActed} />,
    [row, detail.runbooks, actions, onActed],
  );
}
