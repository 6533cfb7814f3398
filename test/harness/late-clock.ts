// A clock for a whole process that a test moves by hand, and that jumps: whatever came due meanwhile runs late, as on a busy machine or
// after a sleep. An interval that was due many times runs once, as in Node.

interface Timer {
  at: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

export interface LateClock {
  readonly now: () => number;
  /** Moves the time without running anything. */
  jump(to: number): void;
  /** Runs what is due, the longest overdue first; after each, promises and immediates settle. `areIntervalsLast`: what was on its way comes before any beat. */
  runDue(areIntervalsLast?: boolean): Promise<void>;
  /** Gives the process its own clock back. */
  restore(): void;
}

/** Replaces `Date.now`, `setTimeout` and `setInterval` of this process. Immediates stay real. `beforeTick`: told each time that an interval of so many ms is about to run. */
export function lateClock(start: number, beforeTick: (everyMs: number) => void = () => undefined): LateClock {
  const real = { setTimeout, clearTimeout, setInterval, clearInterval, now: Date.now };
  const timers = new Map<object, Timer>();
  let now = start;
  const add = (run: (...args: unknown[]) => void, ms = 0, everyMs: number | null, args: unknown[]): object => {
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, [Symbol.toPrimitive]: () => 0 };
    timers.set(handle, { at: now + Math.max(1, ms), everyMs, run: () => run(...args) });
    return handle;
  };
  const drop = (handle: unknown): void => void timers.delete(handle as object);
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms?: number, ...args: unknown[]) => add(run, ms, null, args),
    setInterval: (run: () => void, ms?: number, ...args: unknown[]) => add(run, ms, ms ?? 1, args),
    clearTimeout: drop,
    clearInterval: drop,
  });
  Date.now = () => now;

  function nextDue(until: number, areIntervalsLast: boolean): [object, Timer] | null {
    let next: [object, Timer] | null = null;
    const rank = ({ at, everyMs }: Timer): number => (areIntervalsLast && everyMs !== null ? at + until : at);
    for (const entry of timers) if (entry[1].at <= until && (next === null || rank(entry[1]) < rank(next[1]))) next = entry;
    return next;
  }

  return {
    now: () => now,
    jump: (to) => {
      now = to;
    },
    async runDue(areIntervalsLast = false) {
      // What is set to run at once while this runs counts as due.
      const due = () => nextDue(now + 1, areIntervalsLast);
      for (let next = due(); next; next = due()) {
        const [handle, timer] = next;
        if (timer.everyMs === null) timers.delete(handle);
        else timer.at = now + Math.max(2, timer.everyMs);
        if (timer.everyMs !== null) beforeTick(timer.everyMs);
        timer.run();
        await settled();
      }
    },
    restore: () => {
      const { now: realNow, ...timing } = real;
      Object.assign(globalThis, timing);
      Date.now = realNow;
    },
  };
}

/** What waits for promises and immediates has run. */
export async function settled(): Promise<void> {
  for (let n = 0; n < 2; n++) await new Promise<void>((resolve) => setImmediate(resolve));
}
