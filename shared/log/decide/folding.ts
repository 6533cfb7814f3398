// Children that were told before their parent: which incidents of state hold nothing else, so that they fold when the parent comes.

import type { Alert } from '../../domain/alert';
import { firingCount } from '../../domain/alert';
import type { Incident, IncidentRow } from '../../domain/incident';
import { type Correlator, isParentMark, type Mark } from '../../rules/correlate';
import { canCorrelate } from '../correlation-cache';
import type { Draft, EventData } from '../event';
import type { State } from '../state';

/** An incident whose firing alerts all stand on one thing. */
export interface Child {
  readonly incident: Incident;
  readonly firing: readonly Alert[];
  /** Earliest start of them, Unix ms. */
  readonly first: number;
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

/** Looked through once, when the first parent of an answer asks. */
export class Folding {
  private readonly state: State;
  private readonly rules: Correlator;
  private readonly feed: string;
  private byPlace: Map<string, Child[]> | null = null;

  constructor(state: State, rules: Correlator, feed: string) {
    this.state = state;
    this.rules = rules;
    this.feed = feed;
  }

  /** Those that stand on what an alert with this mark says has failed, begun within the rule's window: what a person works on first, then by age. */
  childrenOf({ stored: [place = ''], rule }: Mark, startsAt: number): readonly Child[] {
    this.byPlace ??= this.lookThrough();
    const found = (this.byPlace.get(place) ?? []).filter(({ first }) => startsAt - first <= rule.withinMs);
    return found.sort((a, b) => Number(b.isTouched) - Number(a.isTouched) || a.incident.row.number - b.incident.row.number);
  }

  private lookThrough(): Map<string, Child[]> {
    const byPlace = new Map<string, Child[]>();
    for (const incident of this.state.incidents.values()) {
      if (!mayFold(incident)) continue;
      const firing = [...incident.alerts.values()].filter(({ isFiring }) => isFiring);
      const places = this.placesOf(firing);
      if (places.length === 0) continue;
      const first = firing.reduce((least, { startsAt }) => Math.min(least, startsAt), Number.POSITIVE_INFINITY);
      const child = { incident, firing, first, isTouched: isTouched(incident) };
      for (const place of places) byPlace.set(place, [...(byPlace.get(place) ?? []), child]);
    }
    return byPlace;
  }

  /** What all of them stand on. */
  private placesOf(alerts: readonly Alert[]): readonly string[] {
    let places: readonly string[] | null = null;
    for (const alert of alerts) {
      const own: readonly string[] = this.rules
        .marksOf(alert)
        .marks.filter((mark) => mark.rule.does === 'children' && !isParentMark(mark) && isFrom(mark, alert.feed, this.feed))
        .flatMap(({ sought }) => sought);
      places = places === null ? own : places.filter((place) => own.includes(place));
      if (places.length === 0) break;
    }
    return places ?? [];
  }
}

function isFrom({ rule: { from } }: Mark, feed: string, parents: string): boolean {
  return from === 'any tool' || (feed === parents) === (from === 'one tool');
}

/** The alerts of each child move; its own group does not, for others of that group may stand elsewhere. */
export function foldDrafts(folds: readonly Fold[], into: Pick<IncidentRow, 'id' | 'number'>): Draft[] {
  return folds.flatMap(({ child: { incident }, joined }): Draft[] => {
    const { row, alerts, groupKeys } = incident;
    const all = [...alerts.values()];
    const absorbed = {
      ...{ from: row.id, fromNumber: row.number, groupKeys: [...groupKeys].filter((key) => key.includes('\n~')) },
      ...{ feeds: [...row.feeds], alerts: all, alertCount: all.length, tally: row.tally, startedAt: row.startedAt },
    };
    const by = `the rule “${joined.rule}”`;
    return [
      { kind: 'incident.correlated', incident: into.id, actor: 'rules', data: joined },
      { kind: 'incident.merged', incident: row.id, actor: 'rules', data: { into: into.id, intoNumber: into.number, by } },
      { kind: 'incident.absorbed', incident: into.id, actor: 'rules', data: absorbed },
    ];
  });
}
