// PagerDuty's schedules. Facts (developer.pagerduty.com, REST v2, list all of the on-calls): GET /oncalls?schedule_ids[]&since&until&limit&offset,
// at most 90 days; `more` tells of another page; one entry for each escalation level, so the same shift comes several times; start or end
// null: always. Authorization: Token token=…; 429 with ratelimit-reset in seconds.
import type { FeedFailure, HttpAnswer } from '../../shared/feed';
import { failed, type RawShift, type ScheduleSource, type SourceContext, type Span, touches } from './source';
import { instantIn, listIn, objectIn, readVendor, textIn } from './vendor-answer';

export interface VendorConfig {
  /** Id of the schedule (Opsgenie: or its name). */
  readonly schedule: string;
  /** '' = the vendor's own address. */
  readonly baseUrl: string;
  readonly token: string;
}

const BASE = 'https://api.pagerduty.com';
const PAGE = 100;
const MAX_PAGES = 50;

function addressOf(config: VendorConfig, span: Span, offset: number): string {
  const base = (config.baseUrl || BASE).replace(/\/+$/, '');
  const query = new URLSearchParams([
    ['schedule_ids[]', config.schedule],
    ['include[]', 'users'],
    ['time_zone', 'UTC'],
    ['since', new Date(span.from).toISOString()],
    ['until', new Date(span.to).toISOString()],
    ['limit', String(PAGE)],
    ['offset', String(offset)],
  ]);
  return `${base}/oncalls?${query}`;
}

function shiftOf(entry: unknown, span: Span): RawShift | null {
  const user = objectIn(entry, 'user');
  const name = textIn(user, 'name') || textIn(user, 'summary');
  if (name === '') return null;
  const from = instantIn(objectIn(entry, 'start')) ?? span.from;
  const to = instantIn(objectIn(entry, 'end')) ?? span.to;
  return { name, email: textIn(user, 'email'), person: null, from, to };
}

/** PagerDuty says when to come back in a header of its own. */
function withReset(failure: FeedFailure, answer: HttpAnswer): FeedFailure {
  const seconds = Number(answer.headers['ratelimit-reset']);
  return failure.kind === 'rate-limited' && failure.retryAfterMs === undefined && seconds > 0
    ? { ...failure, retryAfterMs: seconds * 1000 }
    : failure;
}

export function openPagerDuty(config: VendorConfig, ctx: SourceContext): ScheduleSource {
  const headers = { authorization: `Token token=${config.token}`, accept: 'application/vnd.pagerduty+json;version=2' };
  return {
    async read(span) {
      if (config.token === '') return failed('config', 'PagerDuty needs an API key.', 'Put a read-only REST key in.');
      const shifts = new Map<string, RawShift>();
      for (let page = 0; page < MAX_PAGES; page++) {
        const asked = await ctx.http({ url: addressOf(config, span, page * PAGE), headers });
        if (!asked.ok) return asked;
        const read = readVendor(asked.answer, 'PagerDuty', config.schedule);
        if (!read.ok) return { ok: false, failure: withReset(read.failure, asked.answer) };
        if (!Array.isArray(objectIn(read.value, 'oncalls')))
          return failed('bad-answer', 'The answer is not PagerDuty’s.', 'Check the address.');
        for (const entry of listIn(read.value, 'oncalls')) {
          const shift = shiftOf(entry, span);
          if (shift && touches(shift, span)) shifts.set(JSON.stringify(shift), shift);
        }
        if (objectIn(read.value, 'more') !== true) break;
      }
      return { ok: true, shifts: [...shifts.values()], note: '' };
    },
  };
}
