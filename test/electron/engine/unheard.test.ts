// Alerts of sources that only tell what changes are let go when nobody speaks of them any more, and never too early.
import { expect, test } from 'vitest';
import { hoursWords, Unheard } from '../../../electron/engine/unheard';
import { Bench, context, sighting, T0 } from '../../shared/make';

const HOUR = 3_600_000;
const FEEDS = [{ feed: 'am', forgetAfterMs: 24 * HOUR }];

function heard(unheard: Unheard, bench: Bench, name: string, at: number, state: 'firing' | 'resolved' = 'firing'): void {
  const one = sighting({ alertname: name }, { state });
  bench.see([one], context({ now: at }));
  unheard.hear({
    feed: 'am',
    sightings: [one],
    rejected: [],
    isComplete: false,
    isPushed: true,
    why: '',
    polledAt: at,
    previousPollAt: null,
  });
}

test('[F7] what is neither sent again nor cleared for so long is due, what is sent again is not', () => {
  const [bench, unheard] = [new Bench(), new Unheard(T0)];
  heard(unheard, bench, 'Left', T0);
  heard(unheard, bench, 'Repeated', T0);
  heard(unheard, bench, 'Over', T0);
  heard(unheard, bench, 'Over', T0 + 1000, 'resolved');
  heard(unheard, bench, 'Repeated', T0 + 23 * HOUR);
  expect(unheard.due(FEEDS, bench.state, T0 + 23.5 * HOUR)).toEqual(new Map());
  expect(unheard.due(FEEDS, bench.state, T0 + 24.1 * HOUR)).toEqual(new Map([['am', ['alertname=Left']]]));
});

test('what was heard before this run counts as heard when it began', () => {
  const bench = new Bench();
  heard(new Unheard(T0), bench, 'Old', T0);
  const later = new Unheard(T0 + 100 * HOUR);
  expect(later.due(FEEDS, bench.state, T0 + 101 * HOUR)).toEqual(new Map());
  expect(later.due(FEEDS, bench.state, T0 + 125 * HOUR).get('am')).toEqual(['alertname=Old']);
});

test('never, where it is switched off; and it looks once a minute only', () => {
  const [bench, unheard] = [new Bench(), new Unheard(T0)];
  heard(unheard, bench, 'Left', T0);
  expect(unheard.due([{ feed: 'am', forgetAfterMs: 0 }], bench.state, T0 + 1000 * HOUR)).toEqual(new Map());
  expect(unheard.due(FEEDS, bench.state, T0 + 1000 * HOUR + 1000)).toEqual(new Map());
  expect([24 * HOUR, 1.5 * HOUR, HOUR / 2].map(hoursWords)).toEqual(['24 h', '1.5 h', '30 min']);
});
