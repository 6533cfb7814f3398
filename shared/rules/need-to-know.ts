// What those may read who are not among the people that need to know: number and severity, nothing else. Pages, tray, terminal and
// messages all take their words from here.
import type { IncidentRow } from '../domain/incident';
import type { Settings } from '../settings';
import type { Place } from './route';

type Named = Pick<IncidentRow, 'number' | 'severity' | 'title' | 'isRestricted'>;

/** The title as anybody may read it. */
export function openTitle(row: Pick<Named, 'title' | 'isRestricted'>): string {
  return row.isRestricted ? 'restricted' : row.title;
}

/** `SEV1 INC-42`: all that may be said of a restricted incident. */
export function restrictedName(row: Pick<Named, 'number' | 'severity'>): string {
  return `SEV${row.severity} INC-${row.number}`;
}

/** May a message to this person (id) name more than that? Nobody in particular (a channel, a lock screen) never may. */
export function mayKnow(row: Pick<IncidentRow, 'isRestricted' | 'members'>, person: string | null): boolean {
  return !row.isRestricted || (person !== null && (row.members ?? []).includes(person));
}

type Known = Pick<IncidentRow, 'isRestricted' | 'members'>;
type Reading = Pick<Settings, 'people' | 'channels' | 'audiences' | 'escalation'>;

/** Which form of words a place gets. `why` says for a restricted incident why it is the one or the other; '' for others. */
export interface Form {
  readonly isFull: boolean;
  readonly why: string;
}

/** Everything goes to a member at a place that only members read; to all other places number and severity. */
export function formFor(row: Known, place: Place, settings: Reading): Form {
  if (!row.isRestricted) return { isFull: true, why: '' };
  const nameOf = (person: string): string => settings.people.find((p) => p.id === person)?.name ?? person;
  const channel = settings.channels.find((c) => c.id === place.channel)?.name ?? place.channel;
  const short = (why: string): Form => ({ isFull: false, why: `short form: ${why}` });
  if (place.person === null) return short(`${channel} is read by more than those who need to know`);
  if (!mayKnow(row, place.person)) return short(`${nameOf(place.person)} is not among those who need to know`);
  const others = readersOf(place, settings).filter((person) => !mayKnow(row, person));
  if (others.length > 0) return short(`${channel} is shared with ${others.map(nameOf).join(', ')}`);
  if (isOpenPlace(place, settings)) return short(`${channel} is shared: it has several addresses, or audiences or policies use it too`);
  return { isFull: true, why: `full form: ${nameOf(place.person)} needs to know` };
}

const isAt = (place: Place, channel: string, address: string): boolean =>
  place.channel === channel && (place.address ?? '').trim().toLowerCase() === address.trim().toLowerCase();

/** Everybody whom the settings say is reached there. */
function readersOf(place: Place, { people }: Reading): string[] {
  return people.filter((p) => p.reach.some((way) => isAt(place, way.channel, way.address))).map((p) => p.id);
}

/** Does a list of addresses, an audience or a policy make it a place of nobody in particular? */
function isOpenPlace(place: Place, { audiences, channels, escalation }: Reading): boolean {
  const own = channels.find((c) => c.id === place.channel)?.config.to;
  const isList = !place.address ? Array.isArray(own) && own.length > 1 : /[,;\s]/.test(place.address.trim());
  if (isList) return true;
  const isOfAudience = audiences.some((a) => a.members.some((m) => 'channel' in m && isAt(place, m.channel, m.address)));
  const isOfPolicy = (does: string, to: string): boolean => does === 'tell-channel' && isAt(place, to, '');
  return isOfAudience || escalation.policies.some((p) => p.steps.some((s) => isOfPolicy(s.does, s.to)));
}
