// Which acts the sources of an incident's alerts can take: asked of the engine, since only running feeds know.
import { useEffect, useMemo, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { SOURCE_ACTS, type SourceAct } from '../../../shared/domain/source-act';
import { callEngine } from '../../bridge';

/** By feed. */
export type SourceActs = ReadonlyMap<string, readonly SourceAct[]>;

const NONE: SourceActs = new Map();

export function useSourceActs({ id, feeds, status }: Pick<IncidentRow, 'id' | 'feeds' | 'status'>): SourceActs {
  const [found, setFound] = useState<{ readonly id: string; readonly acts: SourceActs }>({ id: '', acts: NONE });
  const isAsked = feeds.length > 0 && status !== 'closed' && status !== 'merged';
  useEffect(() => {
    if (!isAsked) return;
    let isGone = false;
    void callEngine('source-targets', { incident: id }).then((reply) => {
      if (isGone || !reply.ok) return;
      setFound({ id, acts: new Map(reply.value.feeds.map(({ feed, can }) => [feed, can])) });
    });
    return () => {
      isGone = true;
    };
  }, [id, isAsked]);
  return isAsked && found.id === id ? found.acts : NONE;
}

/** What any of the incident's feeds can. */
export function useAnySourceAct(row: Pick<IncidentRow, 'id' | 'feeds' | 'status'>): readonly SourceAct[] {
  const acts = useSourceActs(row);
  return useMemo(() => SOURCE_ACTS.filter((act) => [...acts.values()].some((can) => can.includes(act))), [acts]);
}
