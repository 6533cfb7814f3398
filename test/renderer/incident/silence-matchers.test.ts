import { describe, expect, it } from 'vitest';
import {
  commonLabels,
  matchersFault,
  operatorOf,
  prefill,
  silencesHiding,
  withOperator,
} from '../../../renderer/views/incident/silence-matchers';
import type { Alert } from '../../../shared/domain/alert';
import type { Matcher, Silence } from '../../../shared/feed';

const alert = (labels: Record<string, string>, more: Partial<Alert> = {}): Alert => ({
  feed: 'am',
  key: JSON.stringify(labels),
  name: labels.alertname ?? '',
  summary: '',
  labels,
  annotations: {},
  severity: null,
  startsAt: 0,
  suppression: null,
  link: null,
  isFiring: true,
  seenAt: 0,
  clearedAt: null,
  episodes: 1,
  ...more,
});
const is = (name: string, value: string): Matcher => ({ name, value, isRegex: false, isEqual: true });

describe('prefill', () => {
  it('takes what all firing alerts of the feed share, what it is first', () => {
    const alerts = [
      alert({ zone: 'a', alertname: 'Disk', service: 'db', pod: '1', severity: 'critical' }),
      alert({ zone: 'a', alertname: 'Disk', service: 'db', pod: '2', severity: 'critical' }),
      alert({ alertname: 'Disk', service: 'other' }, { isFiring: false }),
      alert({ alertname: 'Elsewhere' }, { feed: 'other' }),
    ];
    expect(prefill(alerts, 'am', {})).toEqual([is('alertname', 'Disk'), is('service', 'db'), is('zone', 'a')]);
  });

  it('falls back to cleared alerts, then to the incident', () => {
    expect(prefill([alert({ alertname: 'A' }, { isFiring: false })], 'am', {})).toEqual([is('alertname', 'A')]);
    expect(prefill([], 'am', { service: 'x', severity: 'page', empty: '' })).toEqual([is('service', 'x')]);
    expect(commonLabels([])).toEqual({});
  });

  it('stays at eight', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`l${i}`, 'x']));
    expect(prefill([alert({ ...many, alertname: 'A' })], 'am', {})).toHaveLength(8);
  });
});

describe('matchers', () => {
  it('operators go there and back', () => {
    for (const operator of ['=', '!=', '=~', '!~'] as const) expect(operatorOf(withOperator(is('a', 'b'), operator))).toBe(operator);
  });

  it('faults have words', () => {
    expect(matchersFault([])).toContain('at least one');
    expect(matchersFault([is('', 'x')])).toContain('Matcher 1');
    expect(matchersFault([{ name: 'a', value: '(', isRegex: true, isEqual: true }])).toContain('not a regular expression');
    expect(matchersFault([{ name: 'a', value: '.*', isRegex: true, isEqual: true }])).toContain('hide everything');
    expect(matchersFault([is('a', 'b')])).toBe('');
  });
});

describe('silencesHiding', () => {
  const silence = (id: string, state: Silence['state'] = 'active'): Silence => ({
    id,
    matchers: [],
    startsAt: 0,
    endsAt: 1,
    createdBy: 'me',
    comment: '',
    state,
  });

  it('believes the source and what this desk made', () => {
    const alerts = [
      alert({}, { suppression: { by: 'silence', ids: ['s1', 's3'] } }),
      alert({}, { suppression: { by: 'inhibition', ids: ['s4'] } }),
    ];
    const all = [silence('s1'), silence('s2', 'pending'), silence('s3', 'expired'), silence('s4'), silence('s5')];
    expect(silencesHiding(all, alerts, ['s2']).map((s) => s.id)).toEqual(['s1', 's2']);
  });
});
