// Which escalation policy an incident has, when its next step is due and whom that step reaches. Pure; `decide/escalation.ts` makes events.
import type { EscalationState, Incident } from '../domain/incident';
import type { Presence } from '../log/decide/context';
import type { Settings } from '../settings';
import type { EscalationPolicy } from '../settings/telling';
import { meetsCondition } from './condition';
import { type OnCallNow, type Place, placesOf } from './route';

const MINUTE_MS = 60_000;
/** Events may be a little ahead of the wall clock; further ahead means that the clock went back. */
const AHEAD_MS = 1_000;

/** Name of the rule in pages that an escalation asked for. */
export const ESCALATION = 'escalation';

export type EscalationStep = EscalationPolicy['steps'][number];

/** The first policy that is on and speaks about the incident. */
export function policyFor(incident: Incident, settings: Settings): EscalationPolicy | undefined {
  return settings.escalation.policies.find((p) => p.isEnabled && meetsCondition(incident, p.when));
}

/** Wait before step `n` (0-based), counted from the step before it, ms. Steps are given in minutes since the beginning. */
export function waitBefore(policy: EscalationPolicy, n: number): number | null {
  const step = policy.steps[n];
  if (!step) return null;
  return Math.max(0, step.afterMinutes - (policy.steps[n - 1]?.afterMinutes ?? 0)) * MINUTE_MS;
}

/** Away means locked, or idle for as long as the settings say. In words, or null when the person is there. */
export function awayWords(presence: Presence | undefined, settings: Settings, now: number): string | null {
  if (!presence) return null;
  if (presence.isLocked) return 'the screen is locked';
  const idleMinutes = presence.idleSince === null ? 0 : Math.floor((now - presence.idleSince) / MINUTE_MS);
  return idleMinutes >= settings.escalation.awayAfterIdleMinutes ? `nobody has touched this desk for ${idleMinutes} min` : null;
}

/** Is the next step due? Away, waits are shorter; a clock that went back keeps nobody waiting. */
export function isStepDue({ lastAt, nextAt }: EscalationState, now: number, isAway: boolean, settings: Settings): boolean {
  if (nextAt === null) return false;
  if (lastAt > now + AHEAD_MS) return true;
  const factor = isAway ? settings.escalation.awayFactor : 1;
  return now >= lastAt + (nextAt - lastAt) * factor;
}

/** Whom a step of telling reaches: a place outside, the person at this desk, or nobody with the reason. */
export type Reached =
  | { readonly kind: 'place'; readonly place: Place; readonly name: string }
  | { readonly kind: 'here'; readonly name: string }
  | { readonly kind: 'nobody'; readonly why: string };

/** `n`: 0-based number of the step. A schedule that was told before gives the next person of it. */
export function reachOf(policy: EscalationPolicy, n: number, settings: Settings, onCall: OnCallNow): Reached {
  const step = policy.steps[n] as EscalationStep;
  if (step.does === 'tell-channel') return reachChannel(step.to, settings);
  const schedule = settings.schedules.find((s) => s.id === step.to);
  if (!schedule) return reachPerson(step.to, settings);
  const turn = policy.steps.slice(0, n).filter((s) => s.does === 'tell-person' && s.to === step.to).length;
  const person = onCall(schedule.id)[turn];
  if (person === undefined)
    return { kind: 'nobody', why: `${schedule.name} names nobody${turn > 0 ? ' after the one who was told' : ''}.` };
  return reachPerson(person, settings);
}

function reachChannel(id: string, settings: Settings): Reached {
  const channel = settings.channels.find((c) => c.id === id);
  if (!channel) return { kind: 'nobody', why: `There is no channel “${id}”.` };
  if (!channel.isEnabled) return { kind: 'nobody', why: `The channel ${channel.name} is off.` };
  return { kind: 'place', place: { channel: id, address: null, person: null }, name: channel.name };
}

function reachPerson(id: string, settings: Settings): Reached {
  const person = settings.people.find((p) => p.id === id);
  if (!person) return { kind: 'nobody', why: `There is no person “${id}”.` };
  if (id === settings.person.id) return { kind: 'here', name: person.name };
  const [place] = placesOf({ id: '', name: '', members: [{ person: id }] }, settings, () => []);
  return place ? { kind: 'place', place, name: person.name } : { kind: 'nobody', why: `${person.name} has no channel that is on.` };
}
