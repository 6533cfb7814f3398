// Tells the log when a runbook was opened and how long it was looked at: evidence for the closure, without anybody writing it down.
import { useEffect } from 'react';
import { callEngine } from '../../bridge';

/** Shorter looks are no use. */
const LEAST_MS = 2_000;

/** Counts while the window is in sight. `null`: nothing is open. */
export function useOpenTime(incident: string, runbook: string | null): void {
  useEffect(() => {
    if (runbook === null) return;
    let seenSince: number | null = document.hidden ? null : performance.now();
    let openMs = 0;
    const count = (): void => {
      if (seenSince !== null) openMs += performance.now() - seenSince;
      seenSince = document.hidden ? null : performance.now();
    };
    const opened = setTimeout(() => void callEngine('open-runbook', { incident, runbook }), LEAST_MS);
    document.addEventListener('visibilitychange', count);
    return () => {
      clearTimeout(opened);
      document.removeEventListener('visibilitychange', count);
      count();
      if (openMs >= LEAST_MS) void callEngine('leave-runbook', { incident, runbook, openMs: Math.round(openMs) });
    };
  }, [incident, runbook]);
}
