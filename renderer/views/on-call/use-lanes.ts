// The shifts of a fortnight from the engine, asked for anew whenever the engine says that who is on call changed.
import { useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { ScheduleLane } from '../../../shared/contract/schedules';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import type { Fortnight } from './span';

export type Lanes =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly lanes: readonly ScheduleLane[] }
  | { readonly state: 'failed'; readonly error: CallError };

/** What was last known stays while the engine is away or asked again. */
export function useLanes({ from, to }: Pick<Fortnight, 'from' | 'to'>): Lanes & { again(): void } {
  const [lanes, setLanes] = useState<Lanes>({ state: 'loading' });
  const [asked, setAsked] = useState(0);
  const onCall = useDesk((state) => JSON.stringify(state.status?.onCall ?? []));
  const isLive = useDesk((state) => state.connection === 'live');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `onCall` and `asked` say when to ask again
  useEffect(() => {
    if (!isLive) return;
    let isOld = false;
    void callEngine('list-on-call', { from, to }).then((reply) => {
      if (isOld) return;
      if (reply.ok) setLanes({ state: 'there', lanes: reply.value.lanes });
      else setLanes((before) => (before.state === 'there' ? before : { state: 'failed', error: reply.error }));
    });
    return () => {
      isOld = true;
    };
  }, [from, to, onCall, isLive, asked]);
  return { ...lanes, again: () => setAsked((n) => n + 1) };
}
