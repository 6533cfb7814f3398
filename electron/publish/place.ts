// What all places have in common: what is published, how it ended, and the way out by HTTP.
import type { HttpRequest, HttpResult } from '../../shared/feed';
import type { ExportDocument, ExportPicture } from '../../shared/postmortem/export/document';

export interface PublishInput {
  readonly document: ExportDocument;
  readonly pictureOf: (sha256: string) => ExportPicture | null;
  /** What the place called it the last time (a page's id, a commit); null: never. */
  readonly knownRef: string | null;
  /** An earlier try may have arrived: look before making another. Unix ms of the first try; null: this is the first. */
  readonly triedSince: number | null;
}

export type PublishFailureKind = 'unreachable' | 'rate-limited' | 'refused' | 'gone' | 'maybe-done' | 'failed';

export type PublishOutcome =
  | { readonly ok: true; readonly ref: string; readonly url: string | null }
  | {
      readonly ok: false;
      readonly kind: PublishFailureKind;
      readonly what: string;
      readonly remedy: string;
      readonly retryAfterMs: number | null;
    };

export type Ask = (request: HttpRequest) => Promise<HttpResult>;

export function refusedBy(what: string, remedy: string, kind: PublishFailureKind = 'refused'): PublishOutcome & { ok: false } {
  return { ok: false, kind, what, remedy, retryAfterMs: null };
}
