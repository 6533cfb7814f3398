// Every fault that `npm run chaos -- --only faults` tries.
import { byteFlipped } from './byte-flipped';
import { AUTUMN, clockJumps, clocksChange, SPRING } from './clock-jumps';
import { diskFull } from './disk-full';
import type { Fault } from './fault';
import { folderReadOnly } from './folder-read-only';
import { halfOpen } from './half-open';
import { htmlProxy } from './html-proxy';
import { linkFlaps } from './link-flaps';
import { longSleep } from './long-sleep';
import { namesGone } from './names-gone';
import { twoOnOne } from './two-on-one';
import { walCut } from './wal-cut';

export const FAULTS: readonly Fault[] = [
  ...[diskFull, folderReadOnly, walCut, byteFlipped, twoOnOne],
  ...[namesGone, halfOpen, htmlProxy, linkFlaps(7, 4, 3)],
  ...[clockJumps(-1), clockJumps(1), clocksChange(SPRING), clocksChange(AUTUMN), longSleep],
];
