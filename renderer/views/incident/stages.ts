// Where an incident stands on its way through the five stages, and how long each stage took: what the stage bar draws.
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';

export type StageName = 'Detect' | 'Respond' | 'Resolve' | 'Close' | 'Improve';
/** As they are called in the user’s language. */
export const STAGE_WORDS: Readonly<Record<StageName, string>> = {
  Detect: msg`Detect`,
  Respond: msg`Respond`,
  Resolve: msg`Resolve##stage`,
  Close: msg`Close##stage`,
  Improve: msg`Improve`,
};
export type StageState = 'done' | 'current' | 'ahead' | 'skipped';

/** One stage. `ms` is its length: so far when current, `null` when it has none; `note` says what the bar can't. */
export interface Stage {
  readonly name: StageName;
  readonly state: StageState;
  readonly ms: number | null;
  readonly note: string;
}

type Times = Pick<IncidentRow, 'startedAt' | 'openedAt' | 'acknowledgedAt' | 'resolvedAt' | 'closedAt' | 'reopenedAt' | 'status'>;

const span = (from: number, to: number): number => Math.max(0, to - from);

function respond(t: Times, from: number, now: number): Stage {
  const name = 'Respond';
  if (t.acknowledgedAt !== null) return { name, state: 'done', ms: span(from, t.acknowledgedAt), note: msg`until acknowledged` };
  if (t.resolvedAt !== null || t.closedAt !== null) return { name, state: 'skipped', ms: null, note: msg`never acknowledged` };
  return { name, state: 'current', ms: span(from, now), note: msg`not acknowledged yet` };
}

function resolve(t: Times, from: number, now: number): Stage {
  const name = 'Resolve';
  const end = t.resolvedAt ?? t.closedAt;
  if (end !== null)
    return {
      name,
      state: 'done',
      ms: span(t.acknowledgedAt ?? from, end),
      note: t.acknowledgedAt === null ? msg`resolved by itself` : msg`from acknowledged to resolved`,
    };
  if (t.acknowledgedAt !== null)
    return { name, state: 'current', ms: span(t.acknowledgedAt, now), note: msg`acknowledged, not resolved yet` };
  return { name, state: 'ahead', ms: null, note: '' };
}

function close(t: Times, now: number): Stage {
  const name = 'Close';
  if (t.closedAt !== null)
    return { name, state: 'done', ms: t.resolvedAt === null ? null : span(t.resolvedAt, t.closedAt), note: msg`from resolved to closed` };
  if (t.resolvedAt !== null) return { name, state: 'current', ms: span(t.resolvedAt, now), note: msg`resolved, not closed yet` };
  return { name, state: 'ahead', ms: null, note: '' };
}

/**
 * The five stages at `now` (Unix ms). A reopened incident counts anew from its last reopening. A stage that
 * the incident went past without living through it (never acknowledged, merged away) is `skipped`.
 */
export function stagesOf(t: Times, now: number): readonly Stage[] {
  const reopened = t.reopenedAt.at(-1);
  const from = reopened ?? t.openedAt;
  const detect: Stage = {
    name: 'Detect',
    state: 'done',
    ms: span(t.startedAt, t.openedAt),
    note: msg`from the first sign at the source until seen here`,
  };
  const improve: Stage = {
    name: 'Improve',
    state: t.status === 'closed' ? 'current' : 'ahead',
    ms: t.status === 'closed' && t.closedAt !== null ? span(t.closedAt, now) : null,
    note: '',
  };
  if (t.status === 'merged') {
    const skipped = (['Respond', 'Resolve', 'Close', 'Improve'] as const).map(
      (name): Stage => ({ name, state: 'skipped', ms: null, note: msg`goes on in the incident it was merged into` }),
    );
    return [detect, ...skipped];
  }
  return [detect, respond(t, from, now), resolve(t, from, now), close(t, now), improve];
}
