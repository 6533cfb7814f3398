// Who is to read an incident, as this desk's own log and settings say: what a person decided here, and for a security incident that began
// here the people of the settings and those on call.
import type { OnCallNow } from '../../shared/rules/route';
import type { Settings } from '../../shared/settings';
import { isPerson } from '../../shared/team/duty';
import { isOpenRing, type Ring } from '../../shared/team/ring';
import type { MemberRecord } from '../../shared/team/roster';
import type { Log } from '../log/store';
import type { RingWish } from './rings';

export interface RingWishDeps {
  readonly log: Pick<Log, 'row' | 'ofKinds'>;
  readonly settings: () => Pick<Settings, 'people' | 'schedules' | 'sharing'>;
  readonly onCall: OnCallNow;
  readonly members: () => readonly MemberRecord[];
}

/** Null: nothing was decided here. */
export function ringWish(deps: RingWishDeps, incident: string, ring: Ring): RingWish | null {
  const row = deps.log.row(incident);
  if (!row || (!row.isRestricted && isOpenRing(ring))) return null;
  const own = deps.log.ofKinds(incident, ['incident.restricted']).findLast(({ isForeign }) => !isForeign);
  if (own?.kind === 'incident.restricted') {
    const { isRestricted, desks, members } = own.data;
    return { hlc: own.hlc, desks: isRestricted ? (desks ?? desksOf(deps, members)) : null };
  }
  const begun = ring.length === 0 && row.isSecurity ? openedHere(deps, incident) : null;
  return begun === null ? null : { hlc: begun, desks: desksOf(deps, deps.settings().sharing.securityReaders.concat(onCallNow(deps))) };
}

/** Desks of the space before which these people (ids) sit, as whoever let them in signed it. */
export function desksOf({ settings, members }: Pick<RingWishDeps, 'settings' | 'members'>, people: readonly string[]): string[] {
  const isOne = (person: string): boolean => people.some((id) => isPerson(person, id, settings()));
  return members().flatMap(({ desk, person, until }) => (until === null && isOne(person) ? [desk] : []));
}

/** hlc of the event; null: it did not begin here as one, or nobody is named to read such incidents. */
function openedHere({ log, settings }: RingWishDeps, incident: string): string | null {
  if (settings().sharing.securityReaders.length === 0) return null;
  const opened = log.ofKinds(incident, ['incident.opened']).find(({ isForeign }) => !isForeign);
  return opened?.kind === 'incident.opened' && opened.data.isSecurity ? opened.hlc : null;
}

function onCallNow({ settings, onCall }: RingWishDeps): string[] {
  return settings().schedules.flatMap(({ id }) => onCall(id));
}
