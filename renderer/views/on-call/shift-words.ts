// Shifts in words: when, in the reader's zone and in that of who has the duty. Pure but for the browser's formats.
import type { Shift } from '../../../shared/domain/on-call';
import { msg } from '../../../shared/words/words';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', timeZoneName: 'short', ...options });
  formats.set(zone, format);
  return format;
}

/** 'Mon 30 Nov 09:00 CET'. */
export function dayTime(at: number, zone: string): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.hour}:${parts.minute} ${parts.timeZoneName}`;
}

/** 'Robin: Mon 23 Nov 09:00 CET to Mon 30 Nov 09:00 CET'. */
export function shiftWords({ name, from, to }: Shift, zone: string): string {
  return msg`${name}: ${dayTime(from, zone)} to ${dayTime(to, zone)}`;
}

/** 'in 3 d 4 h', 'in 25 min'; at least a minute. */
export function inWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 90) return msg`in ${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return msg`in ${hours} h`;
  const rest = hours % 24;
  return msg`in ${Math.floor(hours / 24)} d${rest === 0 ? '' : ` ${rest} h`}`;
}
