// Waits for what another process will do; the only way in which tests wait.

/**
 * Resolves with the first answer of `look` that is neither null, undefined nor false; rejects with `what` and the last error after
 * `limitMs`. A look that does not come back is given up after a third of that and taken anew: an answer that got lost on its way
 * (a bus, a server that was just killed) must not cost the whole wait.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { limitMs = 10_000, everyMs = 25 } = {},
): Promise<T> {
  const until = performance.now() + limitMs;
  let last: unknown = null;
  for (;;) {
    try {
      const found = await within(limitMs / 3, look());
      if (found !== null && found !== undefined && found !== false) return found;
      last = null;
    } catch (error) {
      last = error;
    }
    if (performance.now() > until) throw new Error(`${what}: not within ${limitMs} ms`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

async function within<T>(ms: number, looked: T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`one look did not come back within ${Math.round(ms)} ms`)), ms);
  });
  try {
    return await Promise.race([looked, late]);
  } finally {
    clearTimeout(timer);
  }
}
