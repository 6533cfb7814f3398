// When what an event tells of happened at its source: what the timeline is ordered by. The time it was seen here stays beside it.
import type { LogEvent } from '../event';

/** Unix ms; never later than `at`: a source whose clock is ahead, or a time that makes no sense, counts as the time of seeing. */
export function sourceTime(event: LogEvent): number {
  const told = toldTime(event);
  return Number.isSafeInteger(told) && told > 0 ? Math.min(told, event.at) : event.at;
}

function toldTime(event: LogEvent): number {
  if (event.kind === 'alert.fired') return event.data.startedAt;
  if (event.kind === 'incident.noted') return event.data.happenedAt ?? event.at;
  return event.at;
}
