// `createAlertPages` for one incident, shown by React; fetched again as the incident changes and as the person types.
import { useEffect, useRef, useState } from 'react';
import { callEngine } from '../../bridge';
import { type AlertPages, type AlertPagesState, createAlertPages } from './alert-pages';

const TYPING_MS = 120;

/** `stamp` changes when the incident does. `pages` is stable for one incident. */
export function useAlertPages(
  id: string,
  stamp: number,
  text: string,
): { readonly state: AlertPagesState | null; readonly pages: AlertPages | null } {
  const [state, setState] = useState<AlertPagesState | null>(null);
  const [pages, setPages] = useState<AlertPages | null>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    isFirst.current = true;
    setState(null);
    const mine = createAlertPages((words, offset, limit) => callEngine('list-alerts', { id, text: words, offset, limit }), setState);
    setPages(mine);
    return () => mine.end();
  }, [id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stamp is the reason to ask again, not an input
  useEffect(() => {
    if (!pages) return;
    const timer = setTimeout(() => pages.show(text), isFirst.current ? 0 : TYPING_MS);
    isFirst.current = false;
    return () => clearTimeout(timer);
  }, [pages, text, stamp]);

  return { state, pages };
}
