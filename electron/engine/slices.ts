// Long looks through memory in slices, so that the engine hears polls and calls between them.

/** A look that yields now and then and ends with what it found. */
export type Look<T> = Generator<void, T, void>;

/** Runs `look` to its end, `sliceMs` at a time; other work comes in between. Rejects with what `look` throws. */
export async function inSlices<T>(look: Look<T>, sliceMs: number): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs;
    do {
      const step = look.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
