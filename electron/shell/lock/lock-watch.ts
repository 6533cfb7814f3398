// Locks the console by itself, as its person chose: with the desktop's own lock, or after minutes in which nobody touched the machine.
import { powerMonitor } from 'electron';
import type { Preferences } from '../../../shared/contract';

const LOOK_MS = 5_000;

/** Watches until the returned function is called. */
export function watchForLock(
  preferences: () => Pick<Preferences, 'lockAfterMinutes' | 'isLockedWithScreen'>,
  lock: () => void,
): () => void {
  const onScreen = (): void => {
    if (preferences().isLockedWithScreen) lock();
  };
  const look = (): void => {
    const { lockAfterMinutes } = preferences();
    if (lockAfterMinutes > 0 && powerMonitor.getSystemIdleTime() >= lockAfterMinutes * 60) lock();
  };
  const timer = setInterval(look, LOOK_MS);
  powerMonitor.on('lock-screen', onScreen);
  return () => {
    clearInterval(timer);
    powerMonitor.off('lock-screen', onScreen);
  };
}
