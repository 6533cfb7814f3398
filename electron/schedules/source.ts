// What every kind of schedule is to the keeper: something that can be asked who is on call over a span of time.
import type { FeedFailure, HttpRequest, HttpResult } from '../../shared/feed';

/** A shift as a source tells it, before the settings' people are looked up. Unix ms, `to` not included. */
export interface RawShift {
  readonly name: string;
  readonly email: string;
  /** Id among the settings' people where the source itself knows it; else null. */
  readonly person: string | null;
  readonly from: number;
  readonly to: number;
}

export interface Span {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
}

/** All that a source may touch. */
export interface SourceContext {
  readonly http: (request: HttpRequest) => Promise<HttpResult>;
  readonly readFile: (path: string) => Promise<string>;
  readonly now: () => number;
  /** IANA zone of this machine, for what has no zone of its own. */
  readonly timeZone: string;
}

export type SourceAnswer =
  | { readonly ok: true; readonly shifts: readonly RawShift[]; readonly note: string }
  | { readonly ok: false; readonly failure: FeedFailure };

/** Never throws and never rejects: what goes wrong is a failure in words. A source may remember what it needs for cheap questions. */
export interface ScheduleSource {
  read(span: Span): Promise<SourceAnswer>;
}

export function failed(kind: FeedFailure['kind'], what: string, remedy: string): { ok: false; failure: FeedFailure } {
  return { ok: false, failure: { kind, what, remedy } };
}

/** Does a shift touch the span? */
export function touches(shift: { readonly from: number; readonly to: number }, span: Span): boolean {
  return shift.from < span.to && shift.to > span.from && shift.to > shift.from;
}
