// Folds a flood of news in slices that leave each frame time to paint, and tells the world at most once a slice.

export interface FrameFolderOptions<T> {
  /** Folds one of what waits into a working copy. */
  fold(news: T): void;
  /** Publishes the working copy; called after a slice, not after each event. */
  commit(): void;
  /** Runs the next slice: animation frames where they come, a timer where not. */
  schedule(run: () => void): void;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface FrameFolder<T> {
  push(news: readonly T[]): void;
  /** Forgets what waits, e.g. because a snapshot holds it already. */
  clear(): void;
}

const SLICE_MS = 4;
const COMMIT_EVERY_MS = 80;
/** What was folded in less may be drawn in the same frame. */
const QUICK_MS = 1;
const CHECK_EVERY = 32;

/** While a backlog lasts, it commits every 80 ms, so that drawing the queue does not eat the frames that folding needs. */
export function createFrameFolder<T>(options: FrameFolderOptions<T>): FrameFolder<T> {
  let waiting: (readonly T[])[] = [];
  let offset = 0;
  let isScheduled = false;
  let isDirty = false;
  let committedAt = Number.NEGATIVE_INFINITY;

  const request = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    options.schedule(run);
  };

  /** Folds until the slice is used up; true when nothing waits any more. */
  const slice = (until: number): boolean => {
    for (let batch = waiting[0]; batch; batch = waiting[0]) {
      for (let n = 1; offset < batch.length; n++) {
        options.fold(batch[offset++] as T);
        isDirty = true;
        if (n % CHECK_EVERY === 0 && options.now() >= until) return false;
      }
      waiting.shift();
      offset = 0;
    }
    return true;
  };

  const commit = (at: number): void => {
    isDirty = false;
    committedAt = at;
    options.commit();
  };

  /** A frame either folds or, when that is due, commits; only what is folded quickly does both. */
  const run = (): void => {
    isScheduled = false;
    const start = options.now();
    if (isDirty && start - committedAt >= COMMIT_EVERY_MS) commit(start);
    else if (slice(start + SLICE_MS) && isDirty && options.now() - start < QUICK_MS) commit(start);
    if (waiting.length > 0 || isDirty) request();
  };

  return {
    push(news) {
      if (news.length === 0) return;
      waiting.push(news);
      request();
    },
    clear() {
      waiting = [];
      offset = 0;
      isDirty = false;
    },
  };
}

const FALLBACK_MS = 250;

/** `schedule` for a window: the next animation frame, or 250 ms where the window is hidden and frames do not come. */
export function scheduleFrame(run: () => void): void {
  let isRun = false;
  const once = (): void => {
    if (isRun) return;
    isRun = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, FALLBACK_MS);
}
