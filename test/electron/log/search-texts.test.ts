import { describe, expect, it } from 'vitest';
import { encodeBody } from '../../../electron/log/event-body';
import { searchWordsOf } from '../../../electron/log/search-texts';
import type { LogEvent } from '../../../shared/log/event';
import { anAlert, fired } from './a-log';

const sentence = (pod: string, value: string, end = 'times and never became ready in between, look at it') =>
  `${pod} in namespace prod-shop on cluster eu-west-1a restarted ${value} ${end}`;

describe('the words of an event', () => {
  it.each([
    ['names within one sentence', ['a-1', 'b-22', 'a-1', 'c'], ['3', '44', '3', '5'], undefined],
    ['a common beginning of names', ['pod-1', 'pod-12', 'pod-123', 'po'], ['3', '33', '333', '3'], undefined],
    ['different ends', ['x', 'x', 'y', 'x'], ['1', '1', '1', '1'], ['alpha beta', 'alpha betas', 'beta', 'alpha alpha beta']],
  ])('are the same whether its alerts are packed or not: %s', (_what, pods, values, ends) => {
    const alerts = pods.map((pod, i) => anAlert({ key: `k${i}`, annotations: { description: sentence(pod, values[i] ?? '', ends?.[i]) } }));
    const draft = fired('a', alerts);
    const { packed } = encodeBody(draft);
    expect(packed).not.toBeNull();
    const event = draft as LogEvent;
    expect(new Set(searchWordsOf(event, packed))).toEqual(new Set(searchWordsOf(event, null)));
  });

  it('are none for what concerns the desk or holds no words', () => {
    expect(searchWordsOf({ kind: 'paging.unpaused', incident: null, actor: 'me', data: { by: 'me' } } as LogEvent, null)).toEqual([]);
    expect(searchWordsOf({ kind: 'incident.unacknowledged', incident: 'a', actor: 'me', data: { by: 'me' } } as LogEvent, null)).toEqual(
      [],
    );
  });
});
