// PagerDuty and Opsgenie as far as schedules go, written from their documented behaviour: keys, pages, limits of rate, errors.
import type { SinkRule } from './http-sink';

export const KEY = 'pd-s3cret-key-0001';

const json = (status: number, value: unknown, headers: Record<string, string> = {}) => ({
  ...{ status, body: JSON.stringify(value) },
  headers: { 'content-type': 'application/json', ...headers },
});

export interface Duty {
  readonly name: string;
  readonly email: string;
  readonly start: string;
  readonly end: string;
}

/** GET /oncalls; each duty comes twice, once for each escalation level. */
export function pagerDutySays(duties: readonly Duty[]): SinkRule {
  return ({ headers, path }) => {
    const url = new URL(path, 'http://pagerduty.invalid');
    if (headers.authorization !== `Token token=${KEY}`)
      return json(401, { error: { code: 2006, message: `bad key ${headers.authorization}` } });
    if (url.pathname !== '/oncalls' || url.searchParams.get('schedule_ids[]') !== 'P1')
      return json(404, { error: { message: 'Not Found' } });
    const all = duties.flatMap(({ name, email, start, end }) =>
      [1, 2].map((level) => ({
        user: { id: name, summary: name, name, email },
        schedule: { id: 'P1' },
        escalation_level: level,
        start,
        end,
      })),
    );
    const offset = Number(url.searchParams.get('offset'));
    const limit = Math.min(100, Number(url.searchParams.get('limit')));
    return json(200, { oncalls: all.slice(offset, offset + limit), limit, offset, more: offset + limit < all.length, total: null });
  };
}

/** GET /v2/schedules/{…}/timeline and /on-calls. */
export function opsgenieSays(duties: readonly Duty[], onCallNow: readonly string[] = []): SinkRule {
  return ({ headers, path }) => {
    const url = new URL(path, 'http://opsgenie.invalid');
    if (headers.authorization !== `GenieKey ${KEY}`) return json(401, { message: 'Could not authenticate', took: 0.1 });
    if (!url.pathname.startsWith('/v2/schedules/Night%20duty/')) return json(404, { message: 'No schedule exists' });
    if (url.pathname.endsWith('/on-calls')) return json(200, { data: { onCallRecipients: onCallNow } });
    const periods = duties.map(({ email, start, end }) => ({
      startDate: start,
      endDate: end,
      type: 'default',
      recipient: { type: 'user', name: email },
    }));
    return json(200, { data: { finalTimeline: { rotations: [{ id: 'r1', name: 'Rota', periods }] } } });
  };
}

/** What vendors say when too much was asked, or when they are ill. */
export const asksToWait: SinkRule = () => json(429, { error: { message: 'slow down' } }, { 'ratelimit-reset': '120' });
export const isIll: SinkRule = () => json(500, { message: 'oops' });
