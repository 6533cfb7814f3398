// Ends a script in good order when it is told to stop: first what it started, then itself.

/** @type {readonly NodeJS.Signals[]} */
const told = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `stop` once on the first signal, then ends this process with the signal's usual status. The answer takes the ears off again.
 * @param {(signal: NodeJS.Signals) => Promise<void>} stop
 */
export function stopOnSignals(stop) {
  let isStopping = false;
  const listeners = told.map((signal, index) => {
    const listener = () => {
      if (isStopping) return;
      isStopping = true;
      void stop(signal).finally(() => process.exit(128 + ([2, 15, 1][index] ?? 1)));
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  };
}
