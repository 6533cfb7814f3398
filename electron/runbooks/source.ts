// What the three kinds of sources have in common: what one reading came to, and what is left out of it.
import type { RunbookOrigin } from '../../shared/domain/runbook';

/** A text that is new or changed. `stamp`: the source's own mark of it. */
export interface ReadText {
  readonly path: string;
  readonly stamp: string;
  readonly text: string;
  readonly changedAt: number | null;
}

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** All that a source holds: texts that differ from what was known, and the paths of all. */
export interface Reading {
  readonly changed: readonly ReadText[];
  readonly paths: ReadonlySet<string>;
  readonly leftOut: readonly LeftOut[];
}

export interface SourceFailure {
  readonly what: string;
  readonly remedy: string;
}

/** Larger texts are refused by all sources. */
export const MAX_RUNBOOK_BYTES = 2_000_000;
export const MAX_FILES = 50_000;
export const TOO_LARGE = `larger than ${MAX_RUNBOOK_BYTES / 1_000_000} MB`;

export function isMarkdown(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}

/** Hidden files and folders, and what tools install, hold no runbooks. */
export function isSkipped(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

export function runbookId(origin: Pick<RunbookOrigin, 'kind' | 'source' | 'path'>): string {
  return origin.kind === 'link' ? `link:${origin.path}` : `${origin.source}/${origin.path}`;
}
