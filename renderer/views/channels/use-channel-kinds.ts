// The kinds of channels that the engine knows, asked once for each view that needs them.
import { useCallback, useEffect, useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { CallError } from '../../../shared/contract';
import { callEngine } from '../../bridge';

export type ChannelKinds =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly kinds: readonly ChannelManifest[] }
  | { readonly state: 'failed'; readonly error: CallError };

/** `again` asks once more after a failure. */
export function useChannelKinds(): ChannelKinds & { again(): void } {
  const [kinds, setKinds] = useState<ChannelKinds>({ state: 'loading' });
  const ask = useCallback(async () => {
    setKinds({ state: 'loading' });
    const reply = await callEngine('list-channel-kinds', {});
    setKinds(reply.ok ? { state: 'there', kinds: reply.value.kinds } : { state: 'failed', error: reply.error });
  }, []);
  useEffect(() => void ask(), [ask]);
  return { ...kinds, again: () => void ask() };
}
