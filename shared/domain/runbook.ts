// A runbook as text that a person works by: headings, checklists and code fences become steps with a position.
import type { RunbookParam } from './run';
import type { RunbookBlock } from './runbook-text';

/** Where a runbook came from. `link`: a `runbook_url` that was fetched; `fetchedAt` Unix ms, null for what lies in a folder here. */
export interface RunbookOrigin {
  readonly kind: 'folder' | 'git' | 'link';
  /** Id of the source in the settings; `link` for links. */
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

export type StepKind = 'heading' | 'check' | 'shell' | 'http' | 'promql' | 'approval';

export interface RunbookStep {
  /** Stable while its heading or item keeps its words: a path of slugs with a count, e.g. `mitigation/restart-the-pod`. */
  readonly id: string;
  readonly kind: StepKind;
  /** Plain text. */
  readonly title: string;
  /** 1 to 6 for headings; steps below belong to the heading above and are one deeper. */
  readonly depth: number;
  /** 0-based line of the text where it starts, and the one after its end. */
  readonly fromLine: number;
  readonly toLine: number;
  /** Index of its block in the document. */
  readonly block: number;
  /**
   * Text of a fence, '' for others. Of a fence with `$ ` prompts only what stands behind them: the rest is output that was pasted along.
   */
  readonly body: string;
  /** A shell fence that asks for a terminal: ` ```sh terminal `. */
  readonly isTerminal?: true;
}

/** What a runbook's front matter says about itself; names of alerts, services and labels it is for. */
export interface RunbookFront {
  readonly title: string;
  readonly alerts: readonly string[];
  readonly services: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** What its commands ask a person for; left out: nothing. */
  readonly params?: readonly RunbookParam[];
}

/** A runbook, opened. */
export interface RunbookDocument {
  readonly info: RunbookInfo;
  readonly front: RunbookFront;
  readonly blocks: readonly RunbookBlock[];
  readonly steps: readonly RunbookStep[];
  readonly lines: number;
}

/** Why a runbook belongs to an incident; the best first. `score` only orders. */
export interface RunbookMatch {
  readonly runbook: string;
  readonly title: string;
  readonly why: string;
  readonly score: number;
}
