// Tells the engine that the machine slept, woke or got its network back. powerMonitor misses events (electron#8560, #16297), so a jump of the wall clock counts too.
import { net, powerMonitor } from 'electron';

const TICK_MS = 5_000;
/** A tick that comes so much later than planned means that the machine did not run. */
const GAP_MS = 15_000;
/** powerMonitor and the clock tell of the same waking; the second one within this time is the same. */
const SAME_MS = 10_000;

export type PowerNews = 'suspend' | 'resume' | 'online';

/** Pure: what a tick at `nowMs` means, given the one before. */
export function isGap(lastMs: number, nowMs: number): boolean {
  return nowMs - lastMs >= TICK_MS + GAP_MS;
}

/** Watches until the returned function is called. */
export function watchPower(tell: (what: PowerNews) => void): () => void {
  let last = Date.now();
  let resumedAt = 0;
  let isOnline = net.isOnline();
  const resume = (): void => {
    if (Date.now() - resumedAt < SAME_MS) return;
    resumedAt = Date.now();
    tell('resume');
  };
  const suspend = (): void => tell('suspend');
  const tick = (): void => {
    const now = Date.now();
    if (isGap(last, now)) resume();
    last = now;
    const wasOnline = isOnline;
    isOnline = net.isOnline();
    if (isOnline && !wasOnline) tell('online');
  };
  const timer = setInterval(tick, TICK_MS);
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('unlock-screen', tick);
  return () => {
    clearInterval(timer);
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
    powerMonitor.off('unlock-screen', tick);
  };
}
