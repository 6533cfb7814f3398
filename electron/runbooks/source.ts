// What the three kinds of sources have in common: what one reading came to, and the shape in which texts go into the library.
import { createHash } from 'node:crypto';
import type { RunbookOrigin } from '../../shared/domain/runbook';
import { plainText } from '../../shared/domain/runbook-text';
import { fileStem, nameWords } from '../../shared/rules/runbook-index';
import type { StoredRunbook } from '../log/runbook-texts';
import { MAX_RUNBOOK_BYTES, parseRunbook } from './parse';

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

export function toStored(origin: RunbookOrigin, { stamp, text, changedAt }: Pick<ReadText, 'stamp' | 'text' | 'changedAt'>): StoredRunbook {
  const { title, front, blocks } = parseRunbook(text);
  const first = blocks.find((b) => b.kind === 'heading');
  const heading = first?.kind === 'heading' ? plainText(first.inlines).trim().slice(0, 300) : '';
  const shown = title.slice(0, 300) || fileStem(origin.path).replaceAll(/[-_]+/g, ' ') || origin.path;
  return {
    info: { id: runbookId(origin), title: shown, origin, version: createHash('sha256').update(text).digest('hex'), changedAt },
    stamp,
    heading,
    names: `${origin.path} ${nameWords(`${origin.path} ${shown} ${heading}`).join(' ')} ${front.alerts.join(' ')} ${front.services.join(' ')}`,
    front,
    text,
  };
}
