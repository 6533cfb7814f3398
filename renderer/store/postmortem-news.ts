// News of postmortems from the engine, for whoever shows one: kept apart from the documents, so that a window that shows none loads none.
import { useEffect, useState } from 'react';
import type { PostmortemPush } from '../../shared/contract/postmortem';
import type { PresencePush } from '../../shared/contract/sharing';

type Listener = (push: PostmortemPush) => void;

const listeners = new Set<Listener>();

export function takePostmortemPush(push: PostmortemPush): void {
  for (const listener of listeners) listener(push);
}

/** Returns the end of it. */
export function onPostmortemPush(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const presenceListeners = new Set<(push: PresencePush) => void>();

export function takePresencePush(push: PresencePush): void {
  for (const listener of presenceListeners) listener(push);
}

/** Returns the end of it. */
export function onPresencePush(listener: (push: PresencePush) => void): () => void {
  presenceListeners.add(listener);
  return () => presenceListeners.delete(listener);
}

/** Counts changes of postmortems (not keystrokes): of one incident, or of all (null). */
export function usePostmortemVersion(incident: string | null): number {
  const [version, setVersion] = useState(0);
  useEffect(
    () =>
      onPostmortemPush((push) => {
        if (push.push === 'postmortem-changed' && (incident === null || push.incident === incident)) setVersion((n) => n + 1);
      }),
    [incident],
  );
  return version;
}
