// What a person sees before a step of a runbook runs, and what came out of it.

export type RunKind = 'shell' | 'http' | 'promql';

/** A value that a runbook asks for: front matter `params:`, or a `{{name}}` in a fence. */
export interface RunbookParam {
  /** Letters, digits and `_`; the command reads it as the environment variable `PARAM_<name>`. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'choice' | 'secret';
  readonly label: string;
  /** For `choice`. */
  readonly choices: readonly string[];
  readonly default: string;
}

/** One environment variable, or one filled-in place of a query. `value` is as it may be shown: secrets are struck out. */
export interface RunVariable {
  readonly name: string;
  readonly value: string;
  readonly from: string;
  /** Does the text mention it? */
  readonly isUsed: boolean;
}

/** Exactly what would run. Nothing runs unless a call brings back its `sha256`. */
export interface RunPlan {
  readonly kind: RunKind;
  /** SHA-256 (hex) over everything below that decides what happens, values included. */
  readonly sha256: string;
  /** The script, the request or the query as it would run. */
  readonly command: string;
  /** A folder, or an address. */
  readonly where: string;
  /** The program that reads the text; '' for requests. */
  readonly shell: string;
  readonly as: string;
  /** A terminal that a person can type into, instead of a pipe. */
  readonly isTerminal: boolean;
  /** May a person choose between the two? */
  readonly canBeTerminal: boolean;
  readonly variables: readonly RunVariable[];
  /** What a person may type in, with the values as they are now (secrets empty). */
  readonly params: readonly (RunbookParam & { readonly value: string })[];
  /** Addresses to choose from, for queries. */
  readonly servers: readonly string[];
  readonly timeoutMs: number;
  /** Why it asks twice; empty: once is enough. */
  readonly dangers: readonly string[];
  /** Why it can't run as it is; empty: it can. */
  readonly problems: readonly string[];
  /** What is good to know before. */
  readonly notes: readonly string[];
}

/** A line of a chart; points are [Unix ms, value]. */
export interface RunSeries {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

export type RunHow = 'exited' | 'cancelled' | 'timed-out' | 'could-not-start' | 'engine-ended';

/** How a run ended. `output` is limited and free of secrets; hash and size are of all that came. */
export interface RunEnd {
  readonly how: RunHow;
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly output: string;
  readonly outputSha256: string;
  readonly outputBytes: number;
  readonly isCut: boolean;
}
