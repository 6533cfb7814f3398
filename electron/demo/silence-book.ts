// Silences with Alertmanager's own semantics: what may be changed in place, what makes a new id, and how one ends.
import { randomUUID } from 'node:crypto';
import type { Labels } from '../../shared/domain/alert';
import type { Matcher } from '../../shared/feed';
import { anchored, areAllMatched, isLabelName, isMatch } from './matchers';

export type SilenceState = 'active' | 'pending' | 'expired';

export interface SilenceDraft {
  readonly id: string | null;
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}
export interface KeptSilence extends SilenceDraft {
  readonly id: string;
  readonly updatedAt: number;
}

export type SetResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly kind: 'unknown' | 'invalid'; readonly why: string };

const ORDER: readonly SilenceState[] = ['active', 'pending', 'expired'];

export function stateOf(silence: KeptSilence, now: number): SilenceState {
  if (now < silence.startsAt) return 'pending';
  return now >= silence.endsAt ? 'expired' : 'active';
}

/** Why Alertmanager would refuse the draft, in its words; null when it would not. Source: `silence/silence.go`, `api/v2/api.go`. */
function refusal(draft: SilenceDraft, now: number): string | null {
  if (draft.startsAt >= draft.endsAt) return 'Failed to create silence: start time must be before end time';
  if (draft.endsAt < now) return "Failed to create silence: end time can't be in the past";
  for (const [i, { name, value, isRegex }] of draft.matchers.entries()) {
    if (!isLabelName(name)) return `silence invalid: invalid label matcher ${i}: invalid label name ${JSON.stringify(name)}`;
    if (isRegex && !anchored(value)) {
      return `silence invalid: invalid label matcher ${i}: invalid regular expression ${JSON.stringify(value)}`;
    }
  }
  const areAllOpen = draft.matchers.every((matcher) => isMatch(matcher, {}));
  return areAllOpen ? 'silence invalid: at least one matcher must not match the empty string' : null;
}

function isUpdatable(old: KeptSilence, draft: SilenceDraft, now: number): boolean {
  if (JSON.stringify(old.matchers) !== JSON.stringify(draft.matchers)) return false;
  const state = stateOf(old, now);
  if (state === 'active') return Math.floor(old.startsAt / 1000) === Math.floor(draft.startsAt / 1000);
  return state === 'pending' && draft.startsAt >= now;
}

/** The silences of one demo, in memory. */
export class SilenceBook {
  readonly #byId = new Map<string, KeptSilence>();

  /** Creates or changes; a change of matchers or of a begun start expires the old silence and answers a new id. */
  set(draft: SilenceDraft, now: number): SetResult {
    const why = refusal(draft, now);
    if (why !== null) return { ok: false, kind: 'invalid', why };
    const old = draft.id === null ? undefined : this.#byId.get(draft.id);
    if (draft.id !== null && !old) return { ok: false, kind: 'unknown', why: 'silence not found' };
    if (old && isUpdatable(old, draft, now)) {
      this.#byId.set(old.id, { ...draft, id: old.id, updatedAt: now });
      return { ok: true, id: old.id };
    }
    if (old) this.expire(old.id, now);
    const id = randomUUID();
    this.#byId.set(id, { ...draft, id, startsAt: Math.max(draft.startsAt, now), updatedAt: now });
    return { ok: true, id };
  }

  /** Ends a silence now; an ended one stays as it is. False: no such id. */
  expire(id: string, now: number): boolean {
    const kept = this.#byId.get(id);
    if (!kept) return false;
    if (stateOf(kept, now) === 'expired') return true;
    this.#byId.set(id, { ...kept, startsAt: Math.min(kept.startsAt, now), endsAt: now, updatedAt: now });
    return true;
  }

  get(id: string): KeptSilence | null {
    return this.#byId.get(id) ?? null;
  }

  /** Active by their end, then pending by their start, then expired, the latest first. */
  list(now: number): readonly KeptSilence[] {
    const rank = (s: KeptSilence): number => ORDER.indexOf(stateOf(s, now));
    return [...this.#byId.values()].sort((a, b) => {
      const state = stateOf(a, now);
      if (rank(a) !== rank(b)) return rank(a) - rank(b);
      if (state === 'pending') return a.startsAt - b.startsAt;
      return state === 'active' ? a.endsAt - b.endsAt : b.endsAt - a.endsAt;
    });
  }

  /** Ids of the active silences that cover a label set, sorted. */
  covering(labels: Labels, now: number): readonly string[] {
    return [...this.#byId.values()]
      .filter((s) => stateOf(s, now) === 'active' && areAllMatched(s.matchers, labels))
      .map((s) => s.id)
      .sort();
  }
}
