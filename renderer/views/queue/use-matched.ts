// Incidents that hold an alert whose labels match the filter text: the engine knows the alerts, the window only the rows.
import { useEffect, useState } from 'react';
import { callEngine } from '../../bridge';

const DEBOUNCE_MS = 100;
const NONE: ReadonlySet<string> = new Set();

/** Empty until the engine answered for exactly this text. */
export function useMatched(text: string): ReadonlySet<string> {
  const [matched, setMatched] = useState<{ text: string; ids: ReadonlySet<string> }>({ text: '', ids: NONE });
  useEffect(() => {
    if (text.trim() === '') return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const reply = await callEngine('match-alerts', { text });
      if (!isStale && reply.ok) setMatched({ text, ids: new Set(reply.value.incidents) });
    }, DEBOUNCE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return matched.text === text ? matched.ids : NONE;
}
