// Attachments, exports and the forensics checklist of one incident, asked for again when the incident moves on.
import { useEffect, useState } from 'react';
import type { EvidenceFacts } from '../../../shared/contract/evidence';
import { callEngine } from '../../bridge';

const NO_FACTS: EvidenceFacts = { attachments: [], exports: [], members: [], done: [] };

/** `seq`: of the incident's row, as a reason to ask again. */
export function useEvidence(id: string, seq: number): EvidenceFacts {
  const [facts, setFacts] = useState(NO_FACTS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer row is the reason to ask, not an input
  useEffect(() => {
    let isOver = false;
    void callEngine('get-evidence', { id }).then((reply) => {
      if (!isOver && reply.ok) setFacts(reply.value);
    });
    return () => {
      isOver = true;
    };
  }, [id, seq]);
  return facts;
}
