// Which acts the sources of an incident's alerts can take: asked of the engine, since only running feeds know.
import { useEffect, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { SOURCE_ACTS, type SourceAct } from '../../../shared/domain/source-act';
import { callEngine } from '../../bridge';

const NONE: readonly SourceAct[] = [];

export function useSourceActs({ id, feeds, status }: Pick<IncidentRow, 'id' | 'feeds' | 'status'>): readonly SourceAct[] {
  const [found, setFound] = useState<{ readonly id: string; readonly acts: readonly SourceAct[] }>({ id: '', acts: NONE });
  const isAsked = feeds.length > 0 && status !== 'closed' && status !== 'merged';
  useEffect(() => {
    if (!isAsked) return;
    let isGone = false;
    void callEngine('source-targets', { incident: id }).then((reply) => {
      if (isGone || !reply.ok) return;
      const { targets } = reply.value;
      setFound({ id, acts: SOURCE_ACTS.filter((act) => targets.some(({ can }) => can.includes(act))) });
    });
    return () => {
      isGone = true;
    };
  }, [id, isAsked]);
  return isAsked && found.id === id ? found.acts : NONE;
}
