// What the silence being written would have hidden of the last thirty days, asked when typing rests.
import { useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { SilenceHistory } from '../../../shared/contract/silences';
import type { Matcher } from '../../../shared/feed';
import { callEngine } from '../../bridge';

const TYPING_MS = 350;
const DAYS = 30;

export interface SilencePast {
  readonly past: SilenceHistory | null;
  readonly error: CallError | null;
  readonly isLoading: boolean;
}

/** The last good answer stays, greyed, until the next one. `fault`: why these matchers can't be asked about; '' when they can. */
export function useSilencePast(feed: string, matchers: readonly Matcher[], fault: string): SilencePast {
  const [state, setState] = useState<SilencePast>({ past: null, error: null, isLoading: true });
  useEffect(() => {
    if (fault !== '') return;
    let isOver = false;
    setState((before) => ({ ...before, isLoading: true }));
    const timer = setTimeout(async () => {
      const reply = await callEngine('preview-silence-past', { feed, matchers: [...matchers], days: DAYS });
      if (isOver) return;
      setState({ past: reply.ok ? reply.value : null, error: reply.ok ? null : reply.error, isLoading: false });
    }, TYPING_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [feed, matchers, fault]);
  return state;
}
