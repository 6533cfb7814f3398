// The team's space as the engine tells it: asked for again whenever the desk's status says that something about it changed.
import { useCallback, useEffect, useState } from 'react';
import type { SharingView } from '../../../../shared/contract/sharing';
import { callEngine } from '../../../bridge';
import { useDesk } from '../../../store/desk';
import { tellError } from '../../../ui/toasts';

export interface SpaceState {
  /** Null until the first answer. */
  readonly view: SharingView | null;
  /** Does something about it, and looks again; true: it was done. */
  act(what: () => ReturnType<typeof callEngine>): Promise<boolean>;
}

const LOOK_MS = 3_000;

export function useSpace(): SpaceState {
  const status = useDesk((state) => state.status?.sharing);
  const isOn = useDesk((state) => state.settings?.sharing.isOn ?? false);
  const [view, setView] = useState<SharingView | null>(null);
  const look = useCallback(async () => {
    const reply = await callEngine('get-sharing', {});
    if (reply.ok) setView(reply.value);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed status is what makes it look again
  useEffect(() => {
    void look();
    if (!isOn) return;
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [status, isOn, look]);
  const act = async (what: () => ReturnType<typeof callEngine>): Promise<boolean> => {
    const reply = await what();
    if (!reply.ok) tellError(reply.error);
    await look();
    return reply.ok;
  };
  return { view, act };
}
