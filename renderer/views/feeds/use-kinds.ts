// The kinds of feeds that the engine knows, asked once for each opening of the form.
import { useCallback, useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { FeedManifest } from '../../../shared/feed';
import { callEngine } from '../../bridge';

export type Kinds =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly kinds: readonly FeedManifest[]; readonly faults: readonly string[] }
  | { readonly state: 'failed'; readonly error: CallError };

/** `again` asks once more after a failure. */
export function useKinds(): Kinds & { again(): void } {
  const [kinds, setKinds] = useState<Kinds>({ state: 'loading' });
  const ask = useCallback(async () => {
    setKinds({ state: 'loading' });
    const reply = await callEngine('list-kinds', {});
    setKinds(reply.ok ? { state: 'there', ...reply.value } : { state: 'failed', error: reply.error });
  }, []);
  useEffect(() => void ask(), [ask]);
  return { ...kinds, again: () => void ask() };
}
