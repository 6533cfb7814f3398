// A calendar's times as instants. Zones that this machine knows go by its own tables, where a time that comes twice is told apart;
// others (a calendar's own VTIMEZONE) go by what the calendar says.
import ICAL from 'ical.js';
import { type Edge, instantOf } from '../../shared/rules/wall-clock';

export function isZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** IANA name in what calendars write: `Europe/Berlin`, `/freeassociation.sourceforge.net/Europe/Berlin`; '' when there is none. */
export function ianaOf(tzid: string): string {
  const parts = tzid.split('/').filter((part) => part !== '');
  return [tzid, parts.slice(-2).join('/'), parts.slice(-3).join('/')].find((name) => name.includes('/') && isZone(name)) ?? '';
}

/** Unix ms. `floating`: IANA zone for days and for times without a zone. */
export function calendarInstant(time: ICAL.Time, floating: string, edge: Edge): number {
  const { year, month, day } = time;
  if (time.isDate) return instantOf({ year, month, day, hour: 0, minute: 0 }, floating, edge);
  const zone = time.zone;
  if (zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1000;
  const tzid = String(zone?.tzid ?? '');
  const iana = tzid === '' || tzid === 'floating' ? floating : ianaOf(tzid);
  if (iana === '') return zone?.component ? time.toUnixTime() * 1000 : instantOf(wallOf(time), floating, edge) + time.second * 1000;
  return instantOf(wallOf(time), iana, edge) + time.second * 1000;
}

function wallOf({ year, month, day, hour, minute }: ICAL.Time) {
  return { year, month, day, hour, minute };
}
