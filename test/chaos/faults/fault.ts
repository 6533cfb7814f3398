// One sort of fault: how it is done, what must hold, and how long it takes until all is as before.

export interface Attempt {
  /** In words: what is gone that was acknowledged, and what came twice. Empty: as it must be. */
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** From the end of the fault until the desk watches again and everything is told. */
  readonly recoverMs: number;
}

export interface Fault {
  readonly name: string;
  /** What must hold, in words; an attempt throws where it does not. */
  readonly holds: string;
  /** How often the long form tries it. */
  readonly times: number;
  /** Does it and mends it, with real parts of its own. Null: this machine does not let it be done. */
  readonly attempt: (random: () => number) => Promise<Attempt | null>;
}

/** Of all attempts of one fault. */
export interface FaultRow {
  readonly name: string;
  readonly tried: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly recoverMs: readonly number[];
}

/** Tries each fault so often; says what was lost. One that can't be done here has been tried 0 times. */
export async function tryFaults(
  faults: readonly Fault[],
  timesOf: (fault: Fault) => number,
  random: () => number,
  say: (line: string) => void,
): Promise<readonly FaultRow[]> {
  const rows: FaultRow[] = [];
  for (const fault of faults) {
    const attempts: Attempt[] = [];
    for (let n = 0; n < timesOf(fault); n++) {
      const attempt = await fault.attempt(random).catch((error: Error) => {
        throw new Error(`${fault.name}, attempt ${n + 1}: ${error.message}`, { cause: error });
      });
      if (attempt) attempts.push(attempt);
      for (const words of [...(attempt?.lost ?? []), ...(attempt?.duplicated ?? [])]) say(`${fault.name}: ${words}`);
    }
    const count = (of: 'lost' | 'duplicated'): number => attempts.reduce((sum, attempt) => sum + attempt[of].length, 0);
    const recoverMs = attempts.map((attempt) => attempt.recoverMs);
    rows.push({ name: fault.name, tried: attempts.length, lost: count('lost'), duplicated: count('duplicated'), recoverMs });
    say(`${fault.name}: ${attempts.length} times`);
  }
  return rows;
}
