// Which of the rows on screen ask for nothing. The engine knows it, from log and runbooks; a row is asked about once in each of its states.
import { useEffect, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { callEngine } from '../../bridge';

interface Known {
  readonly seq: number;
  readonly isIdle: boolean;
}

/** Rows that only pass by while somebody scrolls are not asked about. */
const SETTLE_MS = 150;
/** As many as the call takes. */
const MOST_ASKED = 100;
const MOST_KNOWN = 2000;

/** Can it have gone by itself, with nobody on it? Most rows can't. */
export function mayBeIdle(row: IncidentRow): boolean {
  const hasEnded = row.status === 'resolved' || row.status === 'closed' || row.reopenedAt.length > 0;
  return hasEnded && row.status !== 'merged' && row.acknowledgedBy === null && !row.isSecurity && !row.isReview && !row.judged;
}

/** Until the engine answered for a row's newest state, what it said of the one before. */
export function useIdle(shown: readonly IncidentRow[]): (row: IncidentRow) => boolean {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const unknown = shown.filter((row) => mayBeIdle(row) && known.get(row.id)?.seq !== row.seq);
  const wanted = unknown.map(({ id, seq }) => `${id} ${seq}`).join('\n');
  useEffect(() => {
    if (wanted === '') return;
    const rows = wanted.split('\n').slice(0, MOST_ASKED);
    const asked = new Map(rows.map((one) => [one.slice(0, one.indexOf(' ')), Number(one.slice(one.indexOf(' ') + 1))]));
    let isStale = false;
    const ask = async () => {
      const reply = await callEngine('list-idle', { incidents: [...asked.keys()] });
      if (isStale || !reply.ok) return;
      const idle = new Set(reply.value.incidents);
      const news = [...asked].map(([id, seq]) => [id, { seq, isIdle: idle.has(id) }] as const);
      setKnown((now) => new Map([...(now.size > MOST_KNOWN ? [] : now), ...news]));
    };
    const timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  return (row) => mayBeIdle(row) && known.get(row.id)?.isIdle === true;
}
