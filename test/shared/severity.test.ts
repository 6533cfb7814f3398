// From what a source says to SEV1-5, and why: ordered rules, tiers, hours, numbers, security first.
import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../shared/log/event';
import { isBusinessTime } from '../../shared/rules/business-hours';
import { tierOf } from '../../shared/rules/service-tier';
import { defaultSettings, settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const under = (severity: object) => settingsSchema.parse({ severity });
const traceOf = (events: readonly LogEvent[]) =>
  events.flatMap((e) => (e.kind === 'incident.opened' || e.kind === 'incident.severity-changed' ? [e.data.trace ?? []] : []));

describe('severity rules', () => {
  it('[K7] the first rule that fits decides, and each that was asked says why it did or did not', () => {
    const settings = under({
      serviceTiers: [{ service: 'check*', tier: 1 }],
      rules: [
        { name: 'database', when: ['service="db"'], set: 1 },
        { name: 'off', isEnabled: false, source: ['error'], set: 5 },
        { name: 'page of a tier-1 service', tiers: [1], source: ['critical', 'error'], set: 1 },
        { name: 'never asked', source: ['error'], set: 5 },
      ],
    });
    const bench = new Bench();
    const events = bench.see([sighting({ alertname: 'A', service: 'checkout', severity: 'error' })], context({ settings }));
    expect([bench.only().row.severity, bench.only().row.severityWhy]).toEqual([1, 'rule “page of a tier-1 service”']);
    expect(traceOf(events)).toEqual([
      [
        { rule: 'database', verdict: 'skipped', why: 'service="db" does not hold' },
        { rule: 'page of a tier-1 service', verdict: 'fits', why: 'everything it asks holds: SEV1' },
        { rule: 'security', verdict: 'skipped', why: 'nothing says that it is about security' },
      ],
    ]);
  });

  it('[K7] business hours make a difference, at the moment at which it fires', () => {
    const settings = under({
      businessHours: { timeZone: 'UTC' },
      rules: [{ name: 'nobody works', hours: 'outside business', source: ['warning'], set: 5 }],
    });
    const sunday = new Bench();
    sunday.see([sighting({ alertname: 'A', severity: 'warning' })], context({ settings }));
    expect(sunday.only().row.severity).toBe(5);
    const monday = new Bench();
    monday.see([sighting({ alertname: 'A', severity: 'warning' })], context({ settings, now: Date.UTC(2026, 10, 23, 10) }));
    expect(monday.only().row.severity).toBe(4);
  });

  it('[K8] numbers make it worse when they are reached, also by later answers, and never better', () => {
    const settings = under({
      rules: [
        { name: 'many hosts', hostsAtLeast: 3, set: 1 },
        { name: 'many', alertsAtLeast: 2, set: 5 },
      ],
    });
    const bench = new Bench();
    const on = (host: number) => sighting({ alertname: 'Down', severity: 'error', instance: `h${host}:9100` });
    bench.see([on(1), on(2), sighting({ alertname: 'Down', severity: 'error', instance: 'h1:80' })], context({ settings }));
    expect(bench.only().row.severity).toBe(3);
    const events = bench.see([on(3)], context({ settings, now: T0 + 2000 }));
    expect([bench.only().row.severity, bench.only().row.severityWhy]).toEqual([1, 'rule “many hosts”: 3 hosts or more']);
    expect(traceOf(events)[0]?.[0]).toEqual({
      rule: 'many hosts',
      verdict: 'fits',
      why: 'everything it asks holds: SEV1, if that is worse',
    });
  });

  it('[K9] security is recognised by what tools and teams call it, is SEV2 at least, and breaks through', () => {
    const bench = new Bench();
    const said = [
      sighting({ alertname: 'Terminal shell in container', source: 'falco', severity: 'info' }),
      sighting({ rule: '5712' }, { name: 'sshd: brute force trying to get access', severity: 'warning' }),
      sighting({ alertname: 'SecretsManagerLatency', severity: 'warning' }),
    ];
    bench.see(said, context({ settings: defaultSettings() }));
    expect([...bench.state.incidents.values()].map(({ row }) => [row.isSecurity, row.severity])).toEqual([
      [true, 2],
      [true, 2],
      [false, 4],
    ]);
  });

  it('[K7] a rule that asks nothing is refused', () => {
    expect(settingsSchema.safeParse({ severity: { rules: [{ name: 'all', set: 1 }] } }).success).toBe(false);
  });
});

describe('what rules look at', () => {
  it('[K7] tiers by name, with stars, the first that fits', () => {
    const tier = tierOf([
      { service: 'pay*-api', tier: 1 },
      { service: 'Pay*', tier: 2 },
      { service: '*', tier: 4 },
    ]);
    expect(['payments-api', 'payroll', 'x', ''].map(tier)).toEqual([1, 2, 4, null]);
  });

  it('[K7] business hours by the clocks of their zone, also over midnight', () => {
    const hours = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5], timeZone: 'Europe/Berlin' };
    expect(isBusinessTime(hours, 'UTC', Date.UTC(2026, 10, 23, 8, 0))).toBe(true);
    expect(isBusinessTime(hours, 'UTC', Date.UTC(2026, 10, 23, 7, 59))).toBe(false);
    const night = { ...hours, from: '22:00', to: '06:00', timeZone: '' };
    expect(isBusinessTime(night, 'UTC', Date.UTC(2026, 10, 21, 5))).toBe(true);
    expect(isBusinessTime(night, 'UTC', Date.UTC(2026, 10, 22, 5))).toBe(false);
    expect(isBusinessTime(night, 'UTC', Date.UTC(2026, 10, 23, 5))).toBe(false);
  });
});
