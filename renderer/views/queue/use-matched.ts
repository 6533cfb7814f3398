// Incidents that hold an alert whose labels match the filter text: the engine knows the alerts, the window only the rows.
import { useEffect, useState } from 'react';
import { callEngine } from '../../bridge';

const NONE: ReadonlySet<string> = new Set();

let flight: Promise<unknown> = Promise.resolve();
let wanted = '';

/** One question at a time: while the engine looks, only the newest text waits. Null when a newer text took its place. */
async function ask(text: string): Promise<ReadonlySet<string> | null> {
  wanted = text;
  await flight;
  if (wanted !== text) return null;
  const answer = callEngine('match-alerts', { text });
  flight = answer;
  const reply = await answer;
  return reply.ok ? new Set(reply.value.incidents) : null;
}

/** Empty until the engine answered for exactly this text. */
export function useMatched(text: string): ReadonlySet<string> {
  const [matched, setMatched] = useState<{ text: string; ids: ReadonlySet<string> }>({ text: '', ids: NONE });
  useEffect(() => {
    if (text.trim() === '') return;
    let isStale = false;
    void ask(text).then((ids) => {
      if (!isStale && ids) setMatched({ text, ids });
    });
    return () => {
      isStale = true;
    };
  }, [text]);
  return matched.text === text ? matched.ids : NONE;
}
