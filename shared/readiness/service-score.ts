// Is a service ready for its next incident? Six checks with fixed weights, each with its reason in words and what to do next.
import { msg } from '../words/words';

export const CHECKS = ['runbook', 'runbook-use', 'actions', 'drill', 'heartbeat', 'policy'] as const;
export type Check = (typeof CHECKS)[number];

/** Of 100. A check that asks nothing of a service leaves the sum, so that the score is always of 100. */
export const WEIGHTS: Readonly<Record<Check, number>> = {
  runbook: 25,
  'runbook-use': 15,
  actions: 20,
  drill: 15,
  heartbeat: 15,
  policy: 10,
};

/** Where a person goes to mend it. */
export type Place =
  | { readonly kind: 'runbook'; readonly runbook: string }
  | { readonly kind: 'incident'; readonly incident: string }
  | { readonly kind: 'runbooks' }
  | { readonly kind: 'actions' }
  | { readonly kind: 'drills' }
  | { readonly kind: 'feed'; readonly feed: string }
  | { readonly kind: 'feeds' }
  | { readonly kind: 'policy'; readonly policy: string };

export interface Reason {
  readonly check: Check;
  readonly weight: number;
  /** 0 to `weight`; null: not asked of this service. */
  readonly points: number | null;
  readonly words: string;
  /** What to do next; '' where all is well. */
  readonly next: string;
  readonly place: Place | null;
}

/** Times are Unix ms. */
export interface ServiceFacts {
  readonly service: string;
  readonly now: number;
  /** Its newest incident: there a runbook is written or attached. */
  readonly newestIncident: string;
  /** The runbook that fits its newest incidents best; null: none does. */
  readonly runbook: {
    readonly id: string;
    readonly title: string;
    readonly usedAt: number | null;
    readonly changedAt: number | null;
  } | null;
  /** Open action items of its incidents; the overdue ones, the oldest first. */
  readonly openActions: number;
  readonly overdueActions: readonly string[];
  /** The newest drill in which it had an incident; null: none is known. */
  readonly drilledAt: number | null;
  /** Feeds that its newest incidents came from. `hasHeartbeat`: a dead source behind it would be noticed. */
  readonly feeds: readonly { readonly id: string; readonly name: string; readonly hasHeartbeat: boolean; readonly isWatched: boolean }[];
  /** Policies that govern its newest incidents. */
  readonly policies: readonly { readonly id: string; readonly name: string; readonly isDue: boolean }[];
}

export const STANDINGS = ['unready', 'gaps', 'ready'] as const;
export type Readiness = (typeof STANDINGS)[number];

export interface ServiceScore {
  readonly service: string;
  /** 0 to 100. */
  readonly points: number;
  readonly readiness: Readiness;
  /** In the order of `CHECKS`. */
  readonly reasons: readonly Reason[];
}

const DAY_MS = 86_400_000;
/** A runbook that nobody worked by or changed for longer may be wrong by now; for half the points twice as long. */
export const RUNBOOK_DAYS = 90;
/** The same of drills. */
export const DRILL_DAYS = 90;
/** What an overdue action costs. */
export const OVERDUE_COSTS = 10;
const READY_FROM = 80;
const GAPS_FROM = 50;

type Judged = Pick<Reason, 'points' | 'words' | 'next' | 'place'>;

/** Pure: the score is the sum of the points that were got of all that were asked for, of 100. */
export function scoreService(facts: ServiceFacts): ServiceScore {
  const reasons = CHECKS.map((check): Reason => ({ check, weight: WEIGHTS[check], ...JUDGES[check](facts) }));
  const asked = reasons.filter((r) => r.points !== null);
  const sum = (of: readonly Reason[], value: (r: Reason) => number): number => of.reduce((n, r) => n + value(r), 0);
  const points = Math.round((100 * sum(asked, (r) => r.points ?? 0)) / sum(asked, (r) => r.weight));
  return { service: facts.service, points, readiness: points >= READY_FROM ? 'ready' : points >= GAPS_FROM ? 'gaps' : 'unready', reasons };
}

/** The least ready first; equal ones by name. */
export function worstFirst(scores: readonly ServiceScore[]): ServiceScore[] {
  return [...scores].sort((a, b) => a.points - b.points || (a.service < b.service ? -1 : a.service > b.service ? 1 : 0));
}

const JUDGES: Readonly<Record<Check, (facts: ServiceFacts) => Judged>> = {
  runbook: ({ runbook, newestIncident }) =>
    runbook
      ? good('runbook', msg`The runbook “${runbook.title}” fits its incidents.`, { kind: 'runbook', runbook: runbook.id })
      : bad(msg`No runbook fits its incidents.`, msg`Write one from its newest incident, or attach one there.`, {
          kind: 'incident',
          incident: newestIncident,
        }),
  'runbook-use': judgeUse,
  actions: judgeActions,
  drill: judgeDrill,
  heartbeat: judgeHeartbeat,
  policy: judgePolicy,
};

function good(check: Check, words: string, place: Place | null): Judged {
  return { points: WEIGHTS[check], words, next: '', place };
}

function bad(words: string, next: string, place: Place): Judged {
  return { points: 0, words, next, place };
}

/** All points within `days`, half of them within twice that. */
function fading(check: Check, at: number | null, now: number, days: number): number {
  if (at === null) return 0;
  const age = now - at;
  return age <= days * DAY_MS ? WEIGHTS[check] : age <= 2 * days * DAY_MS ? WEIGHTS[check] / 2 : 0;
}

function judgeUse({ runbook, now }: ServiceFacts): Judged {
  if (runbook === null) return bad(msg`No runbook: none was used.`, msg`Give it a runbook first.`, { kind: 'runbooks' });
  const { usedAt, changedAt } = runbook;
  const at = usedAt === null && changedAt === null ? null : Math.max(usedAt ?? 0, changedAt ?? 0);
  const points = fading('runbook-use', at, now, RUNBOOK_DAYS);
  const what = at !== null && at === usedAt ? msg`worked by` : 'changed';
  const words = at === null ? msg`Nobody has worked by its runbook yet.` : msg`Its runbook was last ${what} ${agoWords(now - at)}.`;
  const isGood = points === WEIGHTS['runbook-use'];
  return {
    ...{ points, words, next: isGood ? '' : msg`Read it through, mend what is old, or work by it in a drill.` },
    place: { kind: 'runbook', runbook: runbook.id },
  };
}

function judgeActions({ openActions, overdueActions }: ServiceFacts): Judged {
  const late = overdueActions.length;
  if (late === 0)
    return good(
      'actions',
      openActions === 0 ? msg`No action is open.` : sentence(openActions, msg`action is`, msg`actions are`, msg`open, none overdue`),
      {
        kind: 'actions',
      },
    );
  return {
    points: Math.max(0, WEIGHTS.actions - late * OVERDUE_COSTS),
    words: msg`${sentence(late, msg`action is`, msg`actions are`, 'overdue')} The oldest: “${overdueActions[0]}”.`,
    next: msg`Do it, or give it a day that holds.`,
    place: { kind: 'actions' },
  };
}

function judgeDrill({ drilledAt, now }: ServiceFacts): Judged {
  const points = fading('drill', drilledAt, now, DRILL_DAYS);
  const words = drilledAt === null ? msg`It was never drilled.` : msg`Its last drill was ${agoWords(now - drilledAt)}.`;
  return {
    points,
    words,
    next: points === WEIGHTS.drill ? '' : msg`Hold a drill whose alerts name this service.`,
    place: { kind: 'drills' },
  };
}

function judgeHeartbeat({ feeds }: ServiceFacts): Judged {
  const [first] = feeds;
  const without = feeds.find((f) => !f.isWatched) ?? feeds.find((f) => !f.hasHeartbeat);
  if (first === undefined) return { points: null, words: msg`No feed is known that tells of it.`, next: '', place: null };
  if (without === undefined)
    return good('heartbeat', feeds.length === 1 ? msg`${first.name} expects a heartbeat.` : msg`All its feeds expect a heartbeat.`, {
      kind: 'feed',
      feed: first.id,
    });
  const points = Math.round((WEIGHTS.heartbeat * feeds.filter((f) => f.isWatched && f.hasHeartbeat).length) / feeds.length);
  if (!without.isWatched)
    return {
      points,
      words: msg`${without.name} is not watched any more.`,
      next: msg`Add the feed that tells of it now.`,
      place: { kind: 'feeds' },
    };
  const words = msg`${without.name} expects no heartbeat: a source that died would look like silence.`;
  return { points, words, next: msg`Name an alert of it that always fires.`, place: { kind: 'feed', feed: without.id } };
}

function judgePolicy({ policies }: ServiceFacts): Judged {
  const [first] = policies;
  const due = policies.find((p) => p.isDue);
  if (first === undefined) return { points: null, words: msg`No policy governs its incidents.`, next: '', place: null };
  if (due)
    return bad(msg`The policy “${due.name}” is due for review.`, msg`Read it again and say “Reviewed”.`, {
      kind: 'policy',
      policy: due.id,
    });
  return good(
    'policy',
    policies.length === 1 ? msg`The policy “${first.name}” is fresh.` : msg`Its ${policies.length} policies are fresh.`,
    {
      kind: 'policy',
      policy: first.id,
    },
  );
}

/** `1 action is open.`, `2 actions are open.` */
function sentence(n: number, one: string, many: string, rest: string): string {
  return `${n} ${n === 1 ? one : many} ${rest}.`;
}

/** `today`, `1 day ago`, `40 days ago`. */
function agoWords(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  return days <= 0 ? 'today' : days === 1 ? msg`1 day ago` : msg`${days} days ago`;
}
