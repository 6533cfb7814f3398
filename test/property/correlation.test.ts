// Whatever several tools say at once, in any order and however cut: correlation joins only what it may.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../shared/feed';
import { decideSightings } from '../../shared/log/decide/sightings';
import { reduce } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from '../shared/make';

const IDENTITY = ['namespace', 'cluster', 'host'];
const settings = settingsSchema.parse({ grouping: { labels: ['service', ...IDENTITY] }, correlation: { identity: IDENTITY } });
const maybe = (...values: string[]) => fc.constantFrom('', '', ...values);

interface Said {
  readonly feed: string;
  readonly sighting: Sighting;
}

const anySaid: fc.Arbitrary<Said> = fc
  .record({
    feed: fc.constantFrom('am', 'icinga', 'pd'),
    alertname: fc.constantFrom('A', 'B', 'Host down'),
    service: maybe('checkout', 'search'),
    namespace: maybe('n1', 'n2'),
    cluster: maybe('c1', 'c2'),
    host: maybe('h1', 'h2'),
    start: fc.nat(12),
  })
  .map(({ feed, start, ...labels }) => {
    const given = Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
    return { feed, sighting: sighting(given, { startsAt: T0 + start * 60_000 }) };
  });
const history = fc.uniqueArray(anySaid, { selector: (s) => `${s.feed} ${s.sighting.key}`, maxLength: 16 });

function hear(bench: Bench, said: readonly Said[]): Bench {
  for (const { feed, sighting: s } of said) bench.see([s], context({ settings }), { feed });
  return bench;
}

/** Which alerts stand together, whatever the incidents are called. */
const parts = (state: State): string[] => [...state.incidents.values()].map((i) => [...i.alerts.keys()].sort().join('|')).sort();

describe('correlation', () => {
  it('[K3] no incident ever holds two values of an identity label', () => {
    fc.assert(
      fc.property(history, (said) => {
        for (const { alerts } of hear(new Bench(), said).state.incidents.values())
          for (const label of IDENTITY) {
            const values = new Set([...alerts.values()].flatMap((a) => a.labels[label] ?? []));
            expect(values.size).toBeLessThanOrEqual(1);
          }
      }),
      { numRuns: 500 },
    );
  });

  it('[K5] an answer and its parts lead to the same incidents', () => {
    fc.assert(
      fc.property(history, fc.nat(16), (said, cut) => {
        const bench = hear(
          new Bench(),
          said.filter((s) => s.feed !== 'am'),
        );
        const answer = said.filter((s) => s.feed === 'am').map((s) => s.sighting);
        const ctx = context({ settings });
        const whole = Object.assign(new Bench(), { state: bench.state });
        whole.see(answer, ctx);
        const cutUp = Object.assign(new Bench(), { state: bench.state });
        cutUp.see(answer.slice(0, cut), ctx);
        cutUp.see(answer.slice(cut), ctx);
        expect(parts(cutUp.state)).toEqual(parts(whole.state));
      }),
      { numRuns: 500 },
    );
  });

  it('[K5] repetitions change nothing, and a replay decides alike: what was kept of an index is no part of the state', () => {
    fc.assert(
      fc.property(history, anySaid, (said, next) => {
        const bench = hear(new Bench(), said);
        const before = bench.events.length;
        hear(bench, said);
        expect(bench.events.slice(before).filter((e) => !e.kind.startsWith('page.'))).toEqual([]);
        const input = { feed: next.feed, sightings: [next.sighting], clearedKeys: [], clearedWhy: '', previousAnswerAt: null };
        const replayed = reduce(EMPTY_STATE, bench.events);
        expect(decideSightings(replayed, input, context({ settings }))).toEqual(decideSightings(bench.state, input, context({ settings })));
      }),
      { numRuns: 500 },
    );
  });

  it('[K1] the order of two tools makes no difference where an alert fits one incident only', () => {
    const one = fc.record({ service: fc.constantFrom('checkout', 'search'), namespace: maybe('n1'), start: fc.nat(4) });
    fc.assert(
      fc.property(one, one, ({ start: a, ...am }, { start: b, ...pd }) => {
        const given = (labels: Record<string, string>) => Object.fromEntries(Object.entries(labels).filter(([, v]) => v !== ''));
        const said: Said[] = [
          { feed: 'am', sighting: sighting({ alertname: 'A', ...given(am) }, { startsAt: T0 + a * 60_000 }) },
          { feed: 'pd', sighting: sighting({ alertname: 'B', ...given(pd) }, { startsAt: T0 + b * 60_000 }) },
        ];
        expect(parts(hear(new Bench(), said.toReversed()).state)).toEqual(parts(hear(new Bench(), said).state));
      }),
      { numRuns: 200 },
    );
  });
});
