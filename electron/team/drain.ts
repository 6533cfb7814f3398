// Hands on in batches what comes one by one: what is there is taken together, and nothing waits for what is still to come.

/**
 * Takes everything that `source` gives, in order, at most `most` at once. Resolves when the source ends and all was taken. When a take
 * fails the source is ended by `end`, and that error is thrown: what came after the last batch that was taken has to be read again.
 */
export async function drain<M>(source: AsyncIterable<M>, most: number, take: (batch: readonly M[]) => Promise<void>, end: () => void) {
  const waiting: M[] = [];
  const failures: unknown[] = [];
  let taking: Promise<void> | null = null;
  const takeAll = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await take(waiting.splice(0, most));
  };
  for await (const message of source) {
    waiting.push(message);
    taking ??= takeAll()
      .catch((error: unknown) => {
        failures.push(error);
        end();
      })
      .finally(() => {
        taking = null;
      });
    if (waiting.length >= most) await taking;
    if (failures.length > 0) break;
  }
  await taking;
  if (failures.length > 0) throw failures[0];
}
