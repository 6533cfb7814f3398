// GitHub's limits of rate, as documented at https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api: 403 or 429;
// wait for `retry-after`, else until `x-ratelimit-reset`, else at least a minute.
import type { HttpAnswer } from '../../shared/feed';
import type { TrackerRefusal } from '../../shared/tracker';
import { refusal } from '../channels/outcome';
import { retryAfterMs, serverWords } from '../feeds/http-answer';

const LEAST_MS = 60_000;

/** Null: the answer is about something else. `now`: Unix ms. */
export function githubLimit(answer: HttpAnswer, now: number): TrackerRefusal | null {
  const { status, headers } = answer;
  if (status !== 403 && status !== 429) return null;
  const after = retryAfterMs(answer);
  const isSpent = headers['x-ratelimit-remaining'] === '0';
  if (status === 403 && after === null && !isSpent && !/rate limit/i.test(serverWords(answer))) return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000 - now;
  const wait = after ?? (isSpent && Number.isFinite(reset) ? Math.max(1_000, reset) : LEAST_MS);
  return refusal('rate-limited', `GitHub asks us to slow down (${status}).`, 'It is tried again by itself.', wait);
}
