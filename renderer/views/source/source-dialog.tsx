// An act at the source: which objects it is about, and then what became of each.
import { useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { SourceOutcome, SourceValues } from '../../../shared/contract/source';
import type { SourceAct } from '../../../shared/domain/source-act';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { DialogFrame } from '../incident/dialog-frame';
import { useNamesOf } from '../incident/names-of';
import { SourceForm } from './source-form';
import { SourceOutcomes } from './source-outcomes';
import { SOURCE_WORDS } from './source-words';

interface Props {
  readonly incident: string;
  readonly does: SourceAct;
  readonly only: { readonly feed: string; readonly key: string } | undefined;
  onClose(): void;
}

export function SourceDialog({ incident, does, only, onClose }: Props) {
  const names = useNamesOf([incident]);
  const [found, setFound] = useState<SourceValues['source-targets'] | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [outcomes, setOutcomes] = useState<readonly SourceOutcome[] | null>(null);
  useEffect(() => {
    void callEngine('source-targets', { incident, only }).then((reply) => (reply.ok ? setFound(reply.value) : setError(reply.error)));
  }, [incident, only]);
  const able = found?.targets.filter(({ can }) => can.includes(does)) ?? [];
  return (
    <DialogFrame title={msg`${SOURCE_WORDS[does].label} of ${names}`} size={560} onClose={onClose}>
      {error && <ErrorState error={error} />}
      {!error && !found && <SkeletonRows count={3} />}
      {found && able.length === 0 && (
        <ErrorState error={{ what: msg`No feed of this incident can do this`, remedy: SOURCE_WORDS[does].remedy }} />
      )}
      {found && able.length > 0 && outcomes === null && (
        <SourceForm incident={incident} does={does} targets={able} left={found.left} onDone={setOutcomes} />
      )}
      {outcomes && <SourceOutcomes outcomes={outcomes} targets={able} onClose={onClose} />}
    </DialogFrame>
  );
}
