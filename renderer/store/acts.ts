// The outbox as the window sees it: asked for again whenever the engine says that an act changed, and a person's yes or no to an act.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError, EngineArgs, EngineValues } from '../../shared/contract';
import { msg } from '../../shared/words/words';
import { callEngine } from '../bridge';
import { tellDone, tellError } from '../ui/toasts';
import { useDesk } from './desk';

export type Acts = EngineValues['list-acts'];

export interface ShownActs {
  /** What was last answered; kept while a newer answer is on its way and when it fails. */
  readonly acts: Acts | null;
  readonly error: CallError | null;
  refresh(): void;
}

/** A storm of changes is one request per pause. */
const PAUSE_MS = 120;
/** A long answer is asked for more rarely: at most so small a part of the time (one in `SHARE`) goes into asking. */
const SHARE = 4;

/** Acts of one incident, or of all (null). */
export function useActs(incident: string | null): ShownActs {
  const version = useDesk((s) => s.status?.outbox?.version ?? 0);
  const seq = useDesk((s) => (incident === null ? 0 : (s.rows.get(incident)?.seq ?? 0)));
  const connection = useDesk((s) => s.connection);
  const [state, setState] = useState<{ of: string | null; acts: Acts | null; error: CallError | null }>({
    of: incident,
    acts: null,
    error: null,
  });
  const wanted = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const pauseMs = useRef(PAUSE_MS);
  const fetch = useCallback(async () => {
    const turn = ++wanted.current;
    const from = performance.now();
    const reply = await callEngine('list-acts', { incident });
    pauseMs.current = Math.max(PAUSE_MS, (performance.now() - from) * SHARE);
    if (turn !== wanted.current) return;
    setState((old) =>
      reply.ok
        ? { of: incident, acts: reply.value, error: null }
        : { of: incident, acts: old.of === incident ? old.acts : null, error: reply.error },
    );
  }, [incident]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or a line that is up again is the reason to ask, not an input
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void fetch();
    }, pauseMs.current);
  }, [fetch, version, seq, connection]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a request that was planned for another incident is not made
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    },
    [fetch],
  );
  const isMine = state.of === incident;
  return { acts: isMine ? state.acts : null, error: isMine ? state.error : null, refresh: () => void fetch() };
}

export interface Wording {
  readonly subject: string;
  readonly text: string;
}

/** A yes: send it, now, or all the same. Resolves to true when the engine took it. */
export async function confirmActs(acts: readonly string[], wording: Wording | null = null): Promise<boolean> {
  const reply = await callEngine('confirm-acts', { acts: [...acts], wording });
  if (!reply.ok) tellError(reply.error);
  return reply.ok;
}

export async function dropActs(acts: readonly string[]): Promise<boolean> {
  const reply = await callEngine('drop-acts', { acts: [...acts] });
  if (!reply.ok) tellError(reply.error);
  else tellDone(acts.length === 1 ? msg`Dropped: it will not be sent` : msg`${reply.value.done} dropped: they will not be sent`);
  return reply.ok;
}

/** Resolves to true when it stands in the outbox. */
export async function sendMessage(message: EngineArgs<'send-message'>): Promise<boolean> {
  const reply = await callEngine('send-message', message);
  if (!reply.ok) tellError(reply.error);
  else tellDone(reply.value.acts.length === 1 ? msg`On its way` : msg`On its way to ${reply.value.acts.length} places`);
  return reply.ok;
}

export async function setNextUpdate(incident: string, minutes: number | null): Promise<void> {
  const reply = await callEngine('set-next-update', { incident, minutes });
  if (!reply.ok) tellError(reply.error);
  else tellDone(minutes === null ? msg`No more updates are due` : msg`Next update in ${minutes} min`);
}

/** The address of the bridge; null when there is none. */
export async function openBridge(incident: string, url: string | null): Promise<string | null> {
  const reply = await callEngine('open-bridge', { incident, url });
  if (reply.ok) return reply.value.url;
  tellError(reply.error);
  return null;
}
