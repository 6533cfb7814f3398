// Children that were told before their parent: which incidents of state hold nothing else, so that they fold when the parent comes.

import { type AlertData, firingCount } from '../../domain/alert';
import type { Incident, IncidentRow } from '../../domain/incident';
import { type Correlator, isParentMark, type Mark, type Marks } from '../../rules/correlate';
import { canCorrelate } from '../correlation-cache';
import type { Draft, EventData } from '../event';
import type { State } from '../state';

/** What fires in an incident by now: of state, or one that this answer has yet to open. */
export interface Live {
  readonly home: string;
  /** Null: it is not opened yet. */
  readonly incident: Incident | null;
  readonly groupKey: string;
  readonly firing: readonly { readonly feed: string; readonly alert: AlertData }[];
}

/** One whose firing alerts all stand on one thing. */
export interface Child extends Live {
  /** A person works on it: it is not taken away from them. */
  readonly isTouched: boolean;
}

/** An incident on its way into another, and why. */
export interface Fold {
  readonly child: Child;
  readonly joined: EventData['incident.correlated'];
}

function isTouched({ row }: Incident): boolean {
  const { status, noteCount, isSeverityByHand, snoozedUntil, isRestricted, roles, acts, bridgeUrl } = row;
  if (status !== 'open' || noteCount > 0 || isSeverityByHand || snoozedUntil !== null || isRestricted) return true;
  return roles.some(({ person }) => person !== null) || acts.length > 0 || bridgeUrl !== null;
}

/** What a person split off stays apart. */
function mayFold({ row, groupKeys }: Incident): boolean {
  if (row.status !== 'open' && row.status !== 'acknowledged') return false;
  if (row.isDrill || row.isReview || firingCount(row.tally) === 0 || !row.feeds.every(canCorrelate)) return false;
  return ![...groupKeys].some((key) => key.startsWith('split\n'));
}

/** `liveOf`: null for what took its alerts elsewhere. */
export class Folding {
  private readonly state: State;
  private readonly rules: Correlator;
  private readonly feed: string;
  private readonly liveOf: (home: string) => Live | null;
  /** Incidents of state by what any of their alerts stands on; looked through once, when the first parent of an answer asks. */
  private stored: Map<string, Set<string>> | null = null;
  private readonly fresh = new Map<string, Set<string>>();

  constructor(state: State, rules: Correlator, feed: string, liveOf: (home: string) => Live | null) {
    this.state = state;
    this.rules = rules;
    this.feed = feed;
    this.liveOf = liveOf;
  }

  /** An alert that this answer put into `home`. */
  note(home: string, feed: string, { marks }: Marks): void {
    for (const mark of marks) if (this.isChildMark(mark, feed)) put(this.fresh, mark.sought[0] ?? '', home);
  }

  /** Those that stand on what an alert with this mark says has failed, begun within the rule's window. */
  childrenOf({ stored: [place = ''], rule }: Mark, startsAt: number): Child[] {
    this.stored ??= this.lookThrough();
    const homes = new Set([...(this.stored.get(place) ?? []), ...(this.fresh.get(place) ?? [])]);
    return [...homes].flatMap((home) => {
      const live = this.liveOf(home);
      if (!live || live.firing.length === 0 || (live.incident && !mayFold(live.incident))) return [];
      const isWhole = live.firing.every(
        ({ feed, alert }) => startsAt - alert.startsAt <= rule.withinMs && this.standsOn(place, feed, alert),
      );
      return isWhole ? [{ ...live, isTouched: live.incident !== null && isTouched(live.incident) }] : [];
    });
  }

  private lookThrough(): Map<string, Set<string>> {
    const stored = new Map<string, Set<string>>();
    for (const [home, incident] of this.state.incidents) {
      if (!mayFold(incident)) continue;
      for (const alert of incident.alerts.values()) {
        if (!alert.isFiring) continue;
        for (const mark of this.rules.marksOf(alert).marks) if (this.isChildMark(mark, alert.feed)) put(stored, mark.sought[0] ?? '', home);
      }
    }
    return stored;
  }

  private standsOn(place: string, feed: string, alert: AlertData): boolean {
    return this.rules.marksOf(alert).marks.some((mark) => mark.sought[0] === place && this.isChildMark(mark, feed));
  }

  private isChildMark(mark: Mark, feed: string): boolean {
    return mark.rule.does === 'children' && !isParentMark(mark) && isFrom(mark, feed, this.feed);
  }
}

function put(places: Map<string, Set<string>>, place: string, home: string): void {
  const homes = places.get(place);
  if (homes) homes.add(home);
  else places.set(place, new Set([home]));
}

function isFrom({ rule: { from } }: Mark, feed: string, parents: string): boolean {
  return from === 'any tool' || (feed === parents) === (from === 'one tool');
}

/** The alerts of each incident of state move; its own group does not, for others of that group may stand elsewhere. */
export function foldDrafts(folds: readonly Fold[], into: Pick<IncidentRow, 'id' | 'number'>): Draft[] {
  return folds.flatMap(({ child: { incident }, joined }): Draft[] => {
    const told: Draft = { kind: 'incident.correlated', incident: into.id, actor: 'rules', data: joined };
    if (incident === null) return [told];
    const { row, alerts, groupKeys } = incident;
    const all = [...alerts.values()];
    const absorbed = {
      ...{ from: row.id, fromNumber: row.number, groupKeys: groupKeys.filter(isAdopted) },
      ...{ feeds: [...row.feeds], alerts: all, alertCount: all.length, tally: row.tally, startedAt: row.startedAt },
    };
    const by = `the rule “${joined.rule}”`;
    return [
      told,
      { kind: 'incident.merged', incident: row.id, actor: 'rules', data: { into: into.id, intoNumber: into.number, by } },
      { kind: 'incident.absorbed', incident: into.id, actor: 'rules', data: absorbed },
    ];
  });
}

/** Between the key of a group and the values of a rule that took it in. */
const TAKEN_IN = '\n~';

export function adoptedKey(groupKey: string, { place }: Mark): string {
  return `${groupKey}${TAKEN_IN}${place}`;
}

export function isAdopted(groupKey: string): boolean {
  return groupKey.includes(TAKEN_IN);
}

/** The group of an adopted key; any other key is its own. */
export function ownGroupOf(groupKey: string): string {
  const end = groupKey.indexOf(TAKEN_IN);
  return end < 0 ? groupKey : groupKey.slice(0, end);
}

export function adoptedOf(groupKeys: Iterable<string>): Set<string> {
  const groups = new Set<string>();
  for (const key of groupKeys) if (isAdopted(key)) groups.add(ownGroupOf(key));
  return groups;
}
