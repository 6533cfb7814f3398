// A runbook as text that a person works by: headings, checklists and code fences become steps with a position.

/** Where a runbook came from. `link`: a `runbook_url` that was fetched; `fetchedAt` Unix ms. */
export interface RunbookOrigin {
  readonly kind: 'folder' | 'git' | 'link';
  readonly source: string;
  /** Path within the source, or the URL. */
  readonly path: string;
  readonly fetchedAt: number | null;
}

/** `<source>/<path>` or `link:<url>`; stable while the file keeps its place. */
export interface RunbookInfo {
  readonly id: string;
  readonly title: string;
  readonly origin: RunbookOrigin;
  /** SHA-256 (hex) of the text. */
  readonly version: string;
  readonly changedAt: number | null;
}

export interface RunbookStep {
  /** Stable while its heading or item keeps its words: a path of slugs with a count, e.g. `mitigation/restart-the-pod`. */
  readonly id: string;
  readonly kind: 'heading' | 'check' | 'shell' | 'http' | 'promql' | 'approval';
  /** Plain text. */
  readonly title: string;
  /** 1 to 6 for headings; steps below belong to the heading above. */
  readonly depth: number;
  /** 0-based line of the text where it starts, and the one after its end. */
  readonly fromLine: number;
  readonly toLine: number;
  /** Text of a fence; '' for others. */
  readonly body: string;
}

/** Why a runbook belongs to an incident; the best first. `score` only orders. */
export interface RunbookMatch {
  readonly runbook: string;
  readonly title: string;
  readonly why: string;
  readonly score: number;
}
