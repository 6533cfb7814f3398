// Parents and children of many hosts, told in any order and in answers cut anywhere: the same alerts stand together.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Sighting } from '../../shared/feed';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from '../shared/make';

const settings = settingsSchema.parse({
  feeds: [{ id: 'icinga', kind: 'icinga', name: 'Icinga' }],
  grouping: { labels: ['host', 'service'] },
});
const HOSTS = ['web1', 'web2', 'db1'];
const SERVICES = ['http', 'ssh', 'disk', 'load'];

/** One host: how it is told, in which cluster, and what of it fails. Starts lie within the window of the rule. */
const host = fc.record({
  isDown: fc.boolean(),
  /** Of one of its services, another cluster than the host's: never the same failure. */
  stranger: fc.boolean(),
  services: fc.subarray(SERVICES),
  starts: fc.array(fc.integer({ min: 0, max: 240 }), { minLength: 5, maxLength: 5 }),
});

function alertsOf(hosts: readonly (typeof host extends fc.Arbitrary<infer H> ? H : never)[]): Sighting[] {
  return hosts.flatMap(({ isDown, stranger, services, starts }, at) => {
    const name = HOSTS[at] ?? '';
    const start = (i: number) => T0 + (starts[i] ?? 0) * 1000;
    const down = sighting({ host: name, cluster: 'a' }, { key: name, name: 'Host down', startsAt: start(4), severity: 'critical' });
    const children = services.map((service, i) =>
      sighting(
        { host: name, service, cluster: stranger && i === 0 ? 'b' : 'a' },
        { key: `${name}!${service}`, name: service, startsAt: start(i), severity: 'critical' },
      ),
    );
    return [...children, ...(isDown ? [down] : [])];
  });
}

/** Keys of the alerts of each incident that is not merged away. */
function partsAfter(told: readonly Sighting[], cuts: ReadonlySet<number>): string[][] {
  const bench = new Bench();
  const answer: Sighting[] = [];
  told.forEach((one, i) => {
    answer.push(one);
    if (!cuts.has(i) && i < told.length - 1) return;
    bench.see([...answer], context({ now: T0 + 300_000 + i * 1000, settings }), { feed: 'icinga' });
  });
  const live = [...bench.state.incidents.values()].filter(({ row }) => row.status !== 'merged');
  for (const { row, alerts } of live) expect(row.alertCount).toBe(alerts.size);
  return live.map(({ alerts }) => [...alerts.values()].map(({ key }) => key).sort()).sort();
}

it('[K5] [K10] whatever the order, and however answers are cut', () => {
  const hosts = fc.tuple(host, host, host);
  const order = fc.array(fc.nat(), { minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(hosts, order, fc.uniqueArray(fc.nat(14)), (told, weights, cuts) => {
      const alerts = alertsOf(told);
      const mixed = alerts.map((one, i) => [weights[i] ?? 0, one] as const).sort(([a], [b]) => a - b);
      const parts = partsAfter(
        mixed.map(([, one]) => one),
        new Set(cuts),
      );
      expect(parts).toEqual(partsAfter(alerts, new Set()));
      for (const part of parts) expect(new Set(part.map((key) => key.split('!')[0])).size).toBe(1);
    }),
    { numRuns: 500 },
  );
});
