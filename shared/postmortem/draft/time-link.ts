// A time in a draft is a link to the entry that it was taken from, with the exact time at the source as its title.
import { printIncidentLink } from '../../domain/incident-link';
import { type Clock, isoTime } from './moment';

/** `number` is the incident's, `event` the entry's ULID. */
export function timeLink(at: number, number: number, event: string, clock: Clock): string {
  return `[${clock.time(at)}](${printIncidentLink(number, event)} "${isoTime(at)}")`;
}
