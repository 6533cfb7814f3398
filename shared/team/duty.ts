// Whose desk pages, and who keeps an acknowledgement at its source: worked out by every desk for itself from who is on call and whose
// desk is there. Where that says nothing, every desk pages: two pages too many harm less than none.
import type { Incident, IncidentRow } from '../domain/incident';
import { policyFor } from '../rules/escalate';
import type { OnCallNow } from '../rules/route';
import type { Settings } from '../settings';
import { ranked } from './rendezvous';

export interface LivingDesk {
  readonly desk: string;
  /** Name of the person in front of it, as that desk's settings say. */
  readonly person: string;
}

/** What this desk knows of the others now. */
export interface TeamNow {
  /** This desk. */
  readonly desk: string;
  /** Those heard of lately, this one included. */
  readonly alive: readonly LivingDesk[];
  /** The servers are reached, and long enough that a desk which is there was heard of. */
  readonly isLinked: boolean;
}

export interface Turn {
  readonly isMine: boolean;
  /** The desk whose turn is first; null: every desk pages. */
  readonly first: string | null;
  /** For a person, without the end of a sentence. */
  readonly why: string;
}

/** What decisions ask about the team. */
export interface TeamDuty {
  /** Name of this desk in its team. */
  readonly desk: string;
  /** May this desk page, or take a step of escalation, now? Asked again and again: who waits long enough gets the turn. */
  turn(incident: Incident, what: 'page' | 'step'): Turn;
  /** As `turn`, for a person who asks; nobody's wait begins. */
  whose(incident: Incident): Turn;
  /** Is a page about it also for this screen, whichever desk asks for it: every desk pages, or the person here is the one on call? */
  isFor(incident: Incident): boolean;
  /** Does this desk make a page anew that another one asked for and nobody saw, because that desk is gone or does not show it? */
  takesOver(incident: Incident): boolean;
}

/** So long the desk whose turn it is has to show a page before the next one does. */
export const TURN_MS = 15_000;

/** Ids of people, the one to page first: the schedule that the incident's escalation names, else all schedules, firsts before seconds. */
export function onDuty(incident: Incident, settings: Settings, onCall: OnCallNow): readonly string[] {
  const named = policyFor(incident, settings)?.steps.flatMap((step) => ('to' in step ? [step.to] : [])) ?? [];
  const schedule = settings.schedules.find(({ id }) => named.includes(id));
  const lists = (schedule ? [schedule] : settings.schedules).map(({ id }) => onCall(id));
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const order = Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
  return [...new Set(order)];
}

/** Desks in the order of their turns; of a person's several desks all count, one after the other. Empty: nobody on duty has a living desk. */
export function turnsOf(incident: string, people: readonly string[], settings: Pick<Settings, 'people'>, now: TeamNow): readonly string[] {
  return people.flatMap((id) => {
    const desks = now.alive.filter(({ person }) => isPerson(person, id, settings)).map(({ desk }) => desk);
    return ranked(incident, desks);
  });
}

/** `waitedMs`: for how long this desk has seen that somebody is to page. Pure. */
export function turnOf(
  incident: string,
  people: readonly string[],
  settings: Pick<Settings, 'people'>,
  now: TeamNow,
  waitedMs: number,
): Turn {
  const turns = turnsOf(incident, people, settings, now);
  const first = turns[0] ?? null;
  if (first === null) return { isMine: true, first, why: 'nobody on call has a desk that is there, so every desk pages' };
  const passed = Math.floor(Math.max(0, waitedMs) / TURN_MS);
  if (passed >= turns.length) return { isMine: true, first, why: `no desk of those on call has shown it in time, so every desk pages` };
  const place = turns.indexOf(now.desk);
  const person = now.alive.find(({ desk }) => desk === (place === -1 ? first : (turns[place] ?? first)))?.person ?? '';
  if (place === 0) return { isMine: true, first, why: `${person || 'the person at this desk'} is on call` };
  if (place > 0 && place <= passed) return { isMine: true, first, why: 'the desk before this one has not shown it in time' };
  const ahead = now.alive.find(({ desk }) => desk === first)?.person || 'another person';
  return { isMine: false, first, why: `${ahead} is on call, and their desk is there` };
}

/** The same with those desks only that may read an incident, and this one. `readers` null: all. */
export function among(now: TeamNow, readers: readonly string[] | null): TeamNow {
  if (readers === null) return now;
  return { ...now, alive: now.alive.filter(({ desk }) => desk === now.desk || readers.includes(desk)) };
}

/** Do these two desks have the same person before them? */
export function isSamePerson(one: string, other: string, { alive }: TeamNow): boolean {
  const person = (desk: string): string =>
    alive
      .find((d) => d.desk === desk)
      ?.person.trim()
      .toLowerCase() ?? '';
  return person(one) !== '' && person(one) === person(other);
}

/** Is this how a desk calls the person with that id? */
export function isPerson(said: string, id: string, { people }: Pick<Settings, 'people'>): boolean {
  const name = people.find((p) => p.id === id)?.name ?? id;
  const plain = said.trim().toLowerCase();
  return plain === name.trim().toLowerCase() || plain === id.toLowerCase();
}

/** Was the page in `row` asked for by another desk that is gone, or from which nobody has heard that it was shown? */
export function isDropped(row: IncidentRow, { desk, isThere }: { readonly desk: string; readonly isThere: boolean }): boolean {
  const { by, lastOutcome, step } = row.paging;
  if (row.status !== 'open' || row.snoozedUntil !== null || step === 0 || by === undefined || by === desk) return false;
  if (lastOutcome === 'withheld') return false;
  return lastOutcome === 'requested' || lastOutcome === 'failed' || !isThere;
}

/** Every living desk in the order in which they take over from each other, those of the schedule first. */
function orderOf(incident: string, people: readonly string[], settings: Pick<Settings, 'people'>, now: TeamNow): readonly string[] {
  const all = ranked(
    incident,
    now.alive.map(({ desk }) => desk),
  );
  return [...new Set([...turnsOf(incident, people, settings, now), ...all])];
}

/** Does this desk make the page anew that the living desk `by` asked for and did not show? Only one that comes later in the order: so it ends. */
export function takesOver(
  incident: string,
  people: readonly string[],
  settings: Pick<Settings, 'people'>,
  now: TeamNow,
  { by, waitedMs }: { readonly by: string; readonly waitedMs: number },
): boolean {
  const order = orderOf(incident, people, settings, now);
  const ahead = order.indexOf(now.desk) - order.indexOf(by);
  return ahead > 0 && waitedMs >= ahead * TURN_MS;
}

/** Does this desk keep the acknowledgement at the source: the one where it was made, and when that is gone one other. */
export function keepsAck(row: Pick<IncidentRow, 'id' | 'acknowledgedOn'>, now: TeamNow): boolean {
  const { acknowledgedOn } = row;
  const living = now.alive.map(({ desk }) => desk);
  if (acknowledgedOn !== undefined && (acknowledgedOn === now.desk || living.includes(acknowledgedOn) || !now.isLinked))
    return acknowledgedOn === now.desk;
  return ranked(row.id, living)[0] === now.desk;
}
