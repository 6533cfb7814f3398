// When the next update is due, in words; the header, the queue and the incident's messages say it alike.

const MINUTE_MS = 60_000;

/** `Next update in 12 min`, `Update due since 3 min`; '' where none is due. Unix ms. */
export function updateWords(dueAt: number | null, now: number): string {
  if (dueAt === null) return '';
  const minutes = Math.ceil((dueAt - now) / MINUTE_MS);
  if (minutes > 0) return `Next update in ${minutes} min`;
  return minutes === 0 ? 'Update due now' : `Update due for ${-minutes} min`;
}
