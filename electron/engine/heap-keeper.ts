// Gives back what a start or a storm left behind. V8 does that by itself only once a process allocates next to nothing, and an
// engine that polls never does: without this it keeps some 25 MB that hold nothing.
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Growth of the heap since it was last trimmed that is worth a pause of some 50 ms. */
const WORTH_BYTES = 12_000_000;
/** Long enough that a source which is busy by nature is not paid for with pauses. */
const APART_MS = 120_000;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

export interface HeapKeeperDeps {
  /** Monotonic, ms. */
  readonly now: () => number;
  /** What the heap occupies, bytes. */
  readonly heapBytes: () => number;
  /** Collects and gives back all that can be given back. */
  readonly collect: () => void;
}

/** The heap of this process; `collect` blocks it for 40 ms at 1,000 open alerts, 60 ms at 10,000. */
export function ownHeap(): HeapKeeperDeps {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as Collect;
  return {
    now: () => performance.now(),
    heapBytes: () => getHeapStatistics().total_heap_size,
    collect: () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  };
}

export class HeapKeeper {
  private readonly deps: HeapKeeperDeps;
  private trimmedAt = Number.NEGATIVE_INFINITY;
  private sizeThen = 0;
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
    const { now, heapBytes, collect } = this.deps;
    if (wasBusy || now() - this.trimmedAt < APART_MS || heapBytes() - this.sizeThen < WORTH_BYTES) return;
    collect();
    this.trimmedAt = now();
    this.sizeThen = heapBytes();
  }
}
