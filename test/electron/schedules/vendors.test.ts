import { afterEach, describe, expect, test } from 'vitest';
import { openSchedule } from '../../../electron/schedules/open-schedule';
import type { ScheduleSettings } from '../../../shared/settings/team';
import { type HttpSink, type SinkRule, startHttpSink } from '../../fakes/http-sink';
import { asksToWait, type Duty, isIll, KEY, opsgenieSays, pagerDutySays } from '../../fakes/schedule-vendors';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const span = { from: NOW, to: NOW + 62 * 86_400_000 };
let sink: HttpSink;
afterEach(() => sink.stop());

async function read(rule: SinkRule, kind: 'pagerduty' | 'opsgenie', change: Partial<{ schedule: string; token: string }> = {}) {
  sink = await startHttpSink(rule);
  const { schedule = kind === 'pagerduty' ? 'P1' : 'Night duty', token = KEY } = change;
  const settings: ScheduleSettings = { id: 'duty', name: 'Duty', from: { kind, schedule, baseUrl: sink.url } };
  const source = openSchedule(settings, { token }, { people: () => [], now: () => NOW, timeZone: 'UTC', log: () => undefined });
  return source.read(span);
}

const duty = (n: number): Duty => ({
  ...{ name: `Person ${n}`, email: `p${n}@example.com` },
  start: new Date(NOW + (n - 1) * 3_600_000).toISOString(),
  end: new Date(NOW + n * 3_600_000).toISOString(),
});

describe('[D25] PagerDuty', () => {
  test('all pages, each shift once though every escalation level tells it', async () => {
    const answer = await read(pagerDutySays(Array.from({ length: 120 }, (_, i) => duty(i + 1))), 'pagerduty');
    expect(answer.ok && answer.shifts).toHaveLength(120);
    expect(answer.ok && answer.shifts[0]).toEqual({
      ...{ name: 'Person 1', email: 'p1@example.com', person: null },
      ...{ from: NOW, to: NOW + 3_600_000 },
    });
    expect(sink.got).toHaveLength(3);
  });

  test.each([
    ['a key that is refused', pagerDutySays([]), { token: 'wrong-s3cret-key' }, 'auth', /does not accept the key \(401\)/],
    ['a schedule that is not there', pagerDutySays([]), { schedule: 'P9' }, 'config', /knows no schedule “P9”/],
    ['too many questions', asksToWait, {}, 'rate-limited', /429/],
    ['an illness', isIll, {}, 'server', /500/],
    ['a hang-up', () => 'drop' as const, {}, 'server', /closed the connection/],
    ['another JSON', () => ({ status: 200, body: '{"a":1}' }), {}, 'bad-answer', /not PagerDuty/],
  ])('%s is a failure in words, without the key', async (_, rule, change, kind, words) => {
    const answer = await read(rule, 'pagerduty', change);
    if (answer.ok) throw new Error('it answered');
    expect(answer.failure.kind).toBe(kind);
    expect(answer.failure.what).toMatch(words);
    expect(JSON.stringify(answer)).not.toMatch(/s3cret/);
    if (kind === 'rate-limited') expect(answer.failure.retryAfterMs).toBe(120_000);
  });
});

describe('[D25] Opsgenie', () => {
  test('the final timeline; people are e-mail addresses', async () => {
    const answer = await read(opsgenieSays([duty(1), duty(2)]), 'opsgenie');
    expect(answer.ok && answer.shifts.map(({ name, email }) => [name, email])).toEqual([
      ['p1@example.com', 'p1@example.com'],
      ['p2@example.com', 'p2@example.com'],
    ]);
  });

  test('who is on call now counts where the timeline shows nobody', async () => {
    const answer = await read(opsgenieSays([duty(2)], ['boss@example.com']), 'opsgenie');
    expect(answer.ok && answer.shifts.map(({ name, from }) => [name, from])).toContainEqual(['boss@example.com', NOW]);
  });

  test.each([
    ['a refused key', { token: 'wrong-s3cret-key' }, /does not accept the key/],
    ['an unknown schedule', { schedule: 'Day' }, /knows no schedule “Day”/],
    ['no key', { token: '' }, /needs an API key/],
  ])('%s', async (_, change, words) => {
    const answer = await read(opsgenieSays([]), 'opsgenie', change);
    expect(answer.ok ? '' : answer.failure.what).toMatch(words);
  });
});
