// A comment, a downtime or a check now at the source: which objects it is about, and then what became of each.
import { useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { SourceOutcome, SourceValues } from '../../../shared/contract/source';
import type { SourceAct } from '../../../shared/domain/source-act';
import { callEngine } from '../../bridge';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { DialogFrame } from '../incident/dialog-frame';
import { useNamesOf } from '../incident/names-of';
import { SourceForm } from './source-form';
import { SourceOutcomes } from './source-outcomes';

const TITLES: Readonly<Record<SourceAct, string>> = {
  note: 'Comment at the source of',
  downtime: 'Downtime at the source of',
  recheck: 'Check now at the source of',
};

interface Props {
  readonly incident: string;
  readonly does: SourceAct;
  onClose(): void;
}

export function SourceDialog({ incident, does, onClose }: Props) {
  const names = useNamesOf([incident]);
  const [found, setFound] = useState<SourceValues['source-targets'] | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [outcomes, setOutcomes] = useState<readonly SourceOutcome[] | null>(null);
  useEffect(() => {
    void callEngine('source-targets', { incident }).then((reply) => (reply.ok ? setFound(reply.value) : setError(reply.error)));
  }, [incident]);
  const able = found?.targets.filter(({ can }) => can.includes(does)) ?? [];
  return (
    <DialogFrame title={`${TITLES[does]} ${names}`} size={560} onClose={onClose}>
      {error && <ErrorState error={error} />}
      {!error && !found && <SkeletonRows count={3} />}
      {found && able.length === 0 && (
        <ErrorState error={{ what: 'No feed of this incident can do this', remedy: 'Icinga and Nagios can. Do it in the tool itself.' }} />
      )}
      {found && able.length > 0 && outcomes === null && (
        <SourceForm incident={incident} does={does} targets={able} left={found.left} onDone={setOutcomes} />
      )}
      {outcomes && <SourceOutcomes outcomes={outcomes} targets={able} onClose={onClose} />}
    </DialogFrame>
  );
}
