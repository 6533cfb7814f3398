// The escalation of an incident as a ladder of rungs: who was paged when, who is next and in how long, what was not needed. Pure.
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Presence } from '../../../shared/log/decide/context';
import type { DoneStep, EscalationStory } from '../../../shared/log/views/escalation';
import { awayWords, reachOf, waitBefore } from '../../../shared/rules/escalate';
import { decideNotify } from '../../../shared/rules/notify';
import { quietAt } from '../../../shared/rules/quiet-hours';
import type { OnCallNow } from '../../../shared/rules/route';
import type { Settings } from '../../../shared/settings';
import type { EscalationPolicy } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';

export interface Rung {
  /** `passed`: nobody could be reached; `next`: its time runs. */
  readonly state: 'done' | 'passed' | 'next' | 'ahead';
  readonly who: string;
  /** When it was done, or is due for a desk that stays as it is, Unix ms. */
  readonly at: number;
  /** Why, on hover; '' when there is nothing to add. */
  readonly why: string;
}

export interface Ladder {
  readonly policy: string;
  readonly rungs: readonly Rung[];
  /** Steps that nobody needed, after an end. */
  readonly spared: number;
  readonly ended: EscalationStory['ended'];
  /** What makes it faster, slower or stand still, in words; '' = nothing. */
  readonly note: string;
}

export interface LadderFacts {
  readonly settings: Settings;
  readonly pausedUntil: number | null;
  readonly presence: Presence | undefined;
  readonly onCall: OnCallNow;
  readonly timeZone: string;
  readonly now: number;
}

/** `row` tells whether it still goes on: it is newer than `story`, which was asked for. */
export function ladderOf(row: IncidentRow, story: EscalationStory, facts: LadderFacts): Ladder {
  const policy = facts.settings.escalation.policies.find((p) => p.id === story.policy);
  const name = policy?.name ?? story.policy;
  const done: Rung[] = [
    { state: 'done', who: 'you', at: story.begunAt, why: msg`the first page` },
    ...story.steps.map((s) => doneRung(s, policy, facts.settings)),
  ];
  const rest = policy ? policy.steps.length - story.steps.length : 0;
  if (story.ended || row.escalation === null) {
    return { policy: name, rungs: done, spared: Math.max(0, rest), ended: story.ended, note: '' };
  }
  if (!policy?.isEnabled) return { policy: name, rungs: done, spared: 0, ended: null, note: msg`the policy is off now: nothing follows` };
  if (rest <= 0 || row.escalation.nextAt === null) {
    return { policy: name, rungs: done, spared: 0, ended: null, note: msg`no step is left, and nobody has it` };
  }
  const away = awayWords(facts.presence, facts.settings, facts.now);
  const rungs = [...done, ...comingRungs(row, policy, away !== null, facts)];
  return { policy: name, rungs, spared: 0, ended: null, note: heldWords(row, facts) || soonerWords(away, facts.settings) };
}

function doneRung({ step, does, to, why, at }: DoneStep, policy: EscalationPolicy | undefined, settings: Settings): Rung {
  const isTelling = does === 'tell-channel' || does === 'tell-person';
  if (isTelling && to === '') {
    const meant = policy?.steps[step - 1]?.to;
    const known = [...settings.people, ...settings.channels, ...settings.schedules].find((one) => one.id === meant);
    return { state: 'passed', who: known?.name ?? msg`step ${step}`, at, why };
  }
  return { state: 'done', who: isTelling ? to : youWords(does), at, why };
}

const youWords = (does: DoneStep['does']): string => (does === 'page-louder' ? msg`you, louder` : msg`you again`);

function comingRungs(row: IncidentRow, policy: EscalationPolicy, isAway: boolean, facts: LadderFacts): Rung[] {
  const { step: from, lastAt } = row.escalation ?? { step: 0, lastAt: 0 };
  const factor = isAway ? facts.settings.escalation.awayFactor : 1;
  let at = lastAt;
  return policy.steps.slice(from).map((step, i) => {
    const n = from + i;
    at = n === from ? lastAt + ((row.escalation?.nextAt ?? lastAt) - lastAt) * factor : at + (waitBefore(policy, n) ?? 0) * factor;
    const state = n === from ? 'next' : 'ahead';
    if (step.does === 'page-again' || step.does === 'page-louder') return { state, who: youWords(step.does), at, why: '' };
    const reached = reachOf(policy, n, facts.settings, facts.onCall);
    if (reached.kind === 'nobody') return { state, who: 'nobody', at, why: msg`${reached.why} It will be passed over.` };
    return { state, who: reached.name, at, why: '' };
  });
}

/** A step whose time has come, but which the paging rules hold back. */
function heldWords(row: IncidentRow, { settings, pausedUntil, timeZone, now }: LadderFacts): string {
  const quiet = quietAt(settings.paging.quietHours, timeZone, now);
  const verdict = decideNotify(row, { now, settings, timeZone, pausedUntil, quiet });
  return verdict.isPage ? '' : msg`held back: ${verdict.why}`;
}

function soonerWords(away: string | null, settings: Settings): string {
  const { awayFactor } = settings.escalation;
  return away && awayFactor < 1 ? msg`waits are ${Math.round(awayFactor * 100)} % as long: ${away}` : '';
}
