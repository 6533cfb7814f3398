import { expect, it } from 'vitest';
import type { Draft } from '../../../../shared/log/event';
import { tellEvent } from '../../../../shared/log/views/timeline';
import { Bench, T0 } from '../../make';

it.each([
  [15, '15 min'],
  [60, '1 h'],
  [714, '11 h 54 min'],
  [0.2, '1 min'],
])('a snooze of %d minutes is told by its length, which needs no time zone', (minutes, words) => {
  const draft: Draft = {
    kind: 'incident.snoozed',
    incident: 'i1',
    actor: 'me',
    data: { until: T0 + minutes * 60_000, by: 'me', via: 'window' },
  };
  const [event] = new Bench().seal([draft], T0);
  expect(event && tellEvent(event)).toMatchObject({ at: T0, text: 'Snoozed by me', detail: `for ${words}`, tone: 'person' });
});
