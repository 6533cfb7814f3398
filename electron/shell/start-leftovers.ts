// What the start needed and left in the shell's heap is given back once, at a moment when nobody is at the keys.
import { powerMonitor } from 'electron';
import { ownCollector } from '../collector';

/** All of the shell is loaded by then. */
const START_OVER_MS = 12_000;
/** A pause of 50 ms is not felt by somebody who has not touched anything for so long. */
const IDLE_SECONDS = 2;

/** Returns what calls it off. */
export function giveBackLeftovers(): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    timer = setTimeout(look, START_OVER_MS);
    timer.unref();
  };
  const look = (): void => {
    if (powerMonitor.getSystemIdleTime() < IDLE_SECONDS) wait();
    else ownCollector()({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  };
  wait();
  return () => clearTimeout(timer);
}
