// Waits for what another process will do; the only way in which tests wait.

/** Resolves with the first answer of `look` that is neither null, undefined nor false; rejects with `what` and the last error after `limitMs`. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { limitMs = 10_000, everyMs = 25 } = {},
): Promise<T> {
  const until = performance.now() + limitMs;
  let last: unknown = null;
  for (;;) {
    try {
      const found = await look();
      if (found !== null && found !== undefined && found !== false) return found;
      last = null;
    } catch (error) {
      last = error;
    }
    if (performance.now() > until) throw new Error(`${what}: not within ${limitMs} ms`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
