// Gives back what a start or a storm left behind. V8 does that by itself only once a process allocates next to nothing, and an
// engine that polls never does: without this it keeps some 25 MB that hold nothing.
import { getHeapStatistics } from 'node:v8';
import { ownCollector } from '../collector';

/** Growth of the heap since it was last trimmed that is worth a pause of some 50 ms. */
const WORTH_BYTES = 12_000_000;
/** Long enough that a source which is busy by nature is not paid for with pauses. */
const APART_MS = 120_000;
/** Bodies of answers lie outside of the heap, where V8 lets them pile up: growth that is worth a pause of some 15 ms. */
const WORTH_OUTSIDE_BYTES = 2_000_000;

export interface HeapKeeperDeps {
  /** Monotonic, ms. */
  readonly now: () => number;
  /** What the heap occupies, bytes. */
  readonly heapBytes: () => number;
  /** Collects and gives back all that can be given back. */
  readonly collect: () => void;
  /** What objects of the heap hold outside of it, bytes. */
  readonly outsideBytes: () => number;
  /** Collects without giving back what may be needed again. */
  readonly sweep: () => void;
}

/** The heap of this process; `collect` blocks it for 40 ms at 1,000 open alerts, 60 ms at 10,000. */
export function ownHeap(): HeapKeeperDeps {
  const gc = ownCollector();
  return {
    now: () => performance.now(),
    heapBytes: () => getHeapStatistics().total_heap_size,
    collect: () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
    outsideBytes: () => getHeapStatistics().external_memory,
    sweep: () => gc({ type: 'major', execution: 'sync', flavor: 'regular' }),
  };
}

export class HeapKeeper {
  private readonly deps: HeapKeeperDeps;
  private trimmedAt = Number.NEGATIVE_INFINITY;
  private sizeThen = 0;
  private outsideThen = Number.POSITIVE_INFINITY;
  private isBusy = true;

  constructor(deps: HeapKeeperDeps) {
    this.deps = deps;
  }

  /** Something was committed: the next quiet moment is not this one. */
  busy(): void {
    this.isBusy = true;
  }

  /** A quiet moment, some seconds after the last one; trims when nothing happened in between and it is worth it. */
  quiet(): void {
    const wasBusy = this.isBusy;
    this.isBusy = false;
    if (wasBusy) return;
    const { now, heapBytes, collect } = this.deps;
    if (now() - this.trimmedAt < APART_MS || heapBytes() - this.sizeThen < WORTH_BYTES) {
      this.sweepAnswers();
      return;
    }
    collect();
    this.trimmedAt = now();
    this.sizeThen = heapBytes();
  }

  /** What a sweep freed is counted as free only some time after it: the least that was seen counts. */
  private sweepAnswers(): void {
    const { outsideBytes, sweep } = this.deps;
    const bytes = outsideBytes();
    this.outsideThen = Math.min(this.outsideThen, bytes);
    if (bytes - this.outsideThen >= WORTH_OUTSIDE_BYTES) sweep();
  }
}
