// Who is told about a moment of an incident, and where: the routing rules in order, then the members of each audience. First match per audience.
import type { Incident } from '../domain/incident';
import { isReview } from '../readiness/policy-review';
import type { Settings } from '../settings';
import type { Audience, Moment, RoutingRule } from '../settings/telling';
import { meetsCondition } from './condition';

/** One place where an audience is reached. `person`: who is told there, where it is a person's. */
export interface Place {
  readonly channel: string;
  readonly address: string | null;
  readonly person: string | null;
}

export interface Route {
  readonly audience: Audience;
  readonly rule: RoutingRule;
  readonly why: string;
}

/** Ids of the people who are on call in a schedule now, first the one to tell. */
export type OnCallNow = (schedule: string) => readonly string[];

/** The rules that speak about this moment of this incident, at most one for each audience; earlier rules go first. None tells of a review. */
export function routesOf(incident: Incident, moment: Moment, settings: Settings): Route[] {
  const routes = new Map<string, Route>();
  if (isReview(incident.row)) return [];
  for (const rule of settings.routing) {
    if (!rule.isEnabled || !rule.at.includes(moment) || !meetsCondition(incident, rule.when)) continue;
    for (const id of rule.to) {
      const audience = settings.audiences.find((a) => a.id === id) ?? { id, name: id, members: [] };
      if (!routes.has(id)) routes.set(id, { audience, rule, why: `rule “${rule.name}”: ${MOMENT_WORDS[moment]} → ${audience.name}` });
    }
  }
  return [...routes.values()];
}

export const MOMENT_WORDS: Readonly<Record<Moment, string>> = {
  opened: 'incident opened',
  severity: 'severity changed',
  acknowledged: 'acknowledged',
  update: 'update due',
  resolved: 'resolved',
  closed: 'closed',
};

/** Where the members of an audience are reached now, each place once. Channels that are off or unknown, and people without a way, are left out. */
export function placesOf(audience: Audience, settings: Settings, onCall: OnCallNow): Place[] {
  const isUsable = (channel: string): boolean => settings.channels.some((c) => c.id === channel && c.isEnabled);
  const ofPerson = (id: string): Place[] => {
    const way = settings.people.find((p) => p.id === id)?.reach.find((r) => isUsable(r.channel));
    return way ? [{ channel: way.channel, address: way.address || null, person: id }] : [];
  };
  const places = audience.members.flatMap((m): Place[] => {
    if ('person' in m) return ofPerson(m.person);
    if ('schedule' in m) return onCall(m.schedule).slice(0, 1).flatMap(ofPerson);
    return isUsable(m.channel) ? [{ channel: m.channel, address: m.address || null, person: null }] : [];
  });
  return [...new Map(places.map((p) => [`${p.channel}\n${p.address ?? ''}`, p])).values()];
}
