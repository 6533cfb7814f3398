// Limits of the product are for a machine that has a core to give; on one that is shared with other work they are stretched by what it lacks.

/** How many times longer than its own CPU time a busy loop of 100 ms takes here and now; 1 on a quiet machine. */
export function slowness(): number {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  let usedMs = 0;
  while (usedMs < 100) {
    const { user, system } = process.cpuUsage(before);
    usedMs = (user + system) / 1000;
  }
  return Math.max(1, (performance.now() - startedAt) / usedMs);
}
