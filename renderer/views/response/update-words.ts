// When the next update is due, in words; the header, the queue and the incident's messages say it alike.
import { msg } from '../../../shared/words/words';

const MINUTE_MS = 60_000;

/** `Next update in 12 min`, `Update due since 3 min`; '' where none is due. Unix ms. */
export function updateWords(dueAt: number | null, now: number): string {
  if (dueAt === null) return '';
  const minutes = Math.ceil((dueAt - now) / MINUTE_MS);
  if (minutes > 0) return msg`Next update in ${minutes} min`;
  return minutes === 0 ? msg`Update due now` : msg`Update due for ${-minutes} min`;
}

/** The next update is due, or should be out already. */
export function isUpdateLate(dueAt: number | null, now: number): boolean {
  return dueAt !== null && Math.ceil((dueAt - now) / MINUTE_MS) <= 0;
}
