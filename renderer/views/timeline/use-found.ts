// Entries that hold the words a person typed; the engine looks, a little after the last key.
import { useEffect, useState } from 'react';
import { callEngine } from '../../bridge';

const PAUSE_MS = 150;

/** seqs that fit; null while there are no words. What was found before stays until the next answer. `total`: look again when it grows. */
export function useFound(id: string, text: string, total: number): ReadonlySet<number> | null {
  const [found, setFound] = useState<ReadonlySet<number> | null>(null);
  const words = text.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new entries are a reason to look again, not an input
  useEffect(() => {
    if (words === '') {
      setFound(null);
      return;
    }
    let isOver = false;
    const timer = setTimeout(async () => {
      const reply = await callEngine('find-entries', { id, text: words });
      if (!isOver && reply.ok) setFound(new Set(reply.value.seqs));
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [id, words, total]);
  return words === '' ? null : found;
}
