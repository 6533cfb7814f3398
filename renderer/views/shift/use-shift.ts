// Keeps what a received shift would do true while it is looked at: the desk moves on underneath it.
import { useEffect } from 'react';
import { useDesk } from '../../store/desk';
import { refreshReceivedShift, useReceivedShift } from '../../store/received-shift';

const PAUSE_MS = 1_000;

export function useLiveShift() {
  const connection = useDesk((s) => s.connection);
  useEffect(() => {
    let seq = -1;
    const look = (): void => {
      const now = useDesk.getState().seq;
      if (now === seq || document.hidden) return;
      seq = now;
      void refreshReceivedShift();
    };
    if (connection === 'live') look();
    const timer = setInterval(look, PAUSE_MS);
    return () => clearInterval(timer);
  }, [connection]);
  return useReceivedShift();
}
