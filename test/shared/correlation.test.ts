// One failure, told by several tools: one incident. What differs in an identity label: never.
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../shared/feed';
import type { DecideContext } from '../../shared/log/decide/context';
import { reduce } from '../../shared/log/reduce';
import { EMPTY_STATE } from '../../shared/log/state';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const MINUTE = 60_000;
const FEEDS = [
  { id: 'am', kind: 'alertmanager', name: 'Alertmanager' },
  { id: 'icinga', kind: 'icinga', name: 'Icinga' },
  { id: 'pd', kind: 'pagerduty', name: 'PagerDuty' },
];
const SETTINGS = settingsSchema.parse({ feeds: FEEDS });
const under = (correlation: unknown, more: object = {}) => settingsSchema.parse({ feeds: FEEDS, correlation, ...more });

class Tools extends Bench {
  settings = SETTINGS;

  static under(settings: typeof SETTINGS): Tools {
    return Object.assign(new Tools(), { settings });
  }

  hear(feed: string, sightings: Sighting[], at = T0 + 1000, change: Partial<DecideContext> = {}) {
    return this.see(sightings, context({ now: at, settings: this.settings, ...change }), { feed });
  }
  /** Names of the alerts of each incident. */
  parts(): string[][] {
    return [...this.state.incidents.values()].map((i) => [...i.alerts.values()].map((a) => a.name).sort()).sort();
  }
}

const amHigh = sighting({ alertname: 'HighErrors', service: 'checkout', instance: 'web1:9100', severity: 'critical' });
const icingaHttp = (host: string, start = T0) =>
  sighting({ host, service: 'http' }, { key: `${host}!http`, name: 'http', startsAt: start, severity: 'critical' });
const hostDown = (host: string, start = T0) => sighting({ host }, { key: host, name: 'Host down', startsAt: start, severity: 'critical' });
const pdCheckout = sighting({ service: 'Checkout' }, { key: 'PQ1', name: 'Checkout is failing', severity: 'critical' });

describe('one failure in several tools', () => {
  it('[K1] becomes one incident with the reason and the rule of each joining', () => {
    const tools = new Tools();
    tools.hear('am', [amHigh]);
    tools.hear('icinga', [icingaHttp('web1', T0 + MINUTE)], T0 + 2 * MINUTE);
    tools.hear('pd', [{ ...pdCheckout, startsAt: T0 + 2 * MINUTE }], T0 + 3 * MINUTE);
    expect(tools.only().row.feeds).toEqual(['am', 'icinga', 'pd']);
    const joined = tools.events.flatMap((e) => (e.kind === 'incident.correlated' ? [[e.data.rule, e.data.why]] : []));
    expect(joined).toEqual([
      ['same host in two tools', 'same host web1 in Alertmanager and Icinga within 5 min'],
      ['same service in two tools', 'same service checkout in Alertmanager and PagerDuty within 5 min'],
    ]);
  });

  it('[K1] is one incident whichever of two tools speaks first, also when its group grows later', () => {
    const pod = (n: number, start = T0) =>
      sighting({ alertname: 'HighErrors', service: 'checkout', instance: `pod${n}:80`, severity: 'critical' }, { startsAt: start });
    for (const order of [
      ['am', 'pd'],
      ['pd', 'am'],
    ]) {
      const tools = new Tools();
      for (const feed of order) tools.hear(feed, feed === 'am' ? [pod(1), pod(2)] : [pdCheckout]);
      tools.hear('am', [pod(3, T0 + 30 * MINUTE)], T0 + 30 * MINUTE);
      expect(tools.only().alerts.size).toBe(4);
    }
  });

  it('[K2] needs a start within the window', () => {
    const tools = new Tools();
    tools.hear('am', [amHigh]);
    tools.hear('pd', [{ ...pdCheckout, startsAt: T0 + 6 * MINUTE }], T0 + 7 * MINUTE);
    expect(tools.state.incidents.size).toBe(2);
  });

  it('[K2] stays apart within one tool, when it is switched off, and for a drill', () => {
    const other = sighting({ alertname: 'HighLatency', service: 'checkout', severity: 'critical' });
    const one = new Tools();
    one.hear('am', [amHigh, other]);
    expect(one.state.incidents.size).toBe(2);
    const off = Tools.under(under({ isOn: false }));
    off.hear('am', [amHigh]);
    off.hear('pd', [pdCheckout]);
    expect(off.state.incidents.size).toBe(2);
    const drill = new Tools();
    drill.hear('am', [amHigh]);
    drill.hear('drill:d1', [pdCheckout]);
    expect(drill.state.incidents.size).toBe(2);
  });

  it('[K5] replays to the same incidents', () => {
    const tools = new Tools();
    tools.hear('am', [amHigh]);
    tools.hear('pd', [pdCheckout]);
    const again = reduce(EMPTY_STATE, tools.events);
    expect([...again.groups].sort()).toEqual([...tools.state.groups].sort());
    expect([...again.incidents.values()].map((i) => [i.groupKeys, [...i.alerts.keys()]])).toEqual(
      [...tools.state.incidents.values()].map((i) => [i.groupKeys, [...i.alerts.keys()]]),
    );
  });
});

describe('what is never joined', () => {
  /** Pairs that a keen deduplication makes one of: told by two tools at the same time, the same service, and yet two failures. */
  const pairs: [string, Record<string, string>, Record<string, string>][] = [
    ['namespace', { namespace: 'payments' }, { namespace: 'search' }],
    ['cluster', { cluster: 'fra' }, { cluster_name: 'iad' }],
    ['environment', { environment: 'prod' }, { env: 'staging' }],
    ['host', { instance: 'web1:9100' }, { host: 'web2' }],
    ['device', { device: 'sda', host: 'db1' }, { device: 'sdb', host: 'db1' }],
    ['tenant', { tenant: 'acme' }, { tenant: 'umbrella' }],
    ['region', { region: 'eu' }, { region: 'us' }],
  ];
  it.each(pairs)('[K3] alerts that differ in %s', (_, a, b) => {
    const tools = new Tools();
    tools.hear('am', [sighting({ alertname: 'A', service: 'checkout', ...a })]);
    tools.hear('pd', [sighting({ alertname: 'B', service: 'checkout', ...b })]);
    expect(tools.parts()).toEqual([['A'], ['B']]);
  });

  it('[K3] not by way of a third alert that has no such label', () => {
    const tools = new Tools();
    tools.hear('pd', [pdCheckout]);
    tools.hear('am', [sighting({ alertname: 'Prod', service: 'checkout', namespace: 'prod' })]);
    tools.hear('icinga', [sighting({ alertname: 'Staging', service: 'checkout', namespace: 'staging' })]);
    expect(tools.parts()).toEqual([['Checkout is failing', 'Prod'], ['Staging']]);
  });

  it('[K3] not even when a value is shared by ever so many', () => {
    const tools = new Tools();
    const events = Array.from({ length: 300 }, (_, i) => sighting({ alertname: `Event${i}`, service: 'unknown', instance: `h${i}:1` }));
    tools.hear('am', events);
    tools.hear('pd', [sighting({ alertname: 'Ticket', service: 'unknown' })]);
    expect(tools.state.incidents.size).toBe(301);
  });

  it('[K3] which labels are an identity is a setting', () => {
    const tools = Tools.under(under({ identity: ['customer'] }));
    tools.hear('am', [sighting({ alertname: 'A', service: 'checkout', namespace: 'x', customer: '1' })]);
    tools.hear('pd', [sighting({ alertname: 'B', service: 'checkout', namespace: 'y', customer: '1' })]);
    tools.hear('icinga', [sighting({ alertname: 'C', service: 'checkout', customer: '2' })]);
    expect(tools.parts()).toEqual([['A', 'B'], ['C']]);
  });
});

describe('rules of one’s own', () => {
  it('[K6] bring together what matchers say', () => {
    const rule = {
      name: 'queue backs up',
      these: ['alertname="QueueFull"'],
      those: ['alertname=~"Consumer.*"'],
      from: 'any tool',
      withinMinutes: 2,
    };
    const tools = Tools.under(under({ rules: [rule] }));
    const lag = sighting({ alertname: 'ConsumerLag', service: 'mail' });
    tools.hear('am', [sighting({ alertname: 'QueueFull', service: 'queue' }), lag, sighting({ alertname: 'Other', service: 'queue' })]);
    expect(tools.parts()).toEqual([['ConsumerLag', 'QueueFull'], ['Other']]);
  });

  it('[K6] keep apart what they say, within a group and across tools', () => {
    const apart = { name: 'canary is its own', does: 'apart', these: ['track="canary"'] };
    const rules = [apart, { name: 'same service', same: ['service'] }];
    const tools = Tools.under(under({ rules }));
    tools.hear('am', [sighting({ alertname: 'HighErrors', service: 'checkout', track: 'canary' }), amHigh]);
    expect(tools.state.incidents.size).toBe(2);
    tools.hear('pd', [pdCheckout]);
    expect([...tools.state.incidents.values()].map((i) => i.alerts.size).sort()).toEqual([1, 2]);
  });
});

describe('children of a failed parent', () => {
  it('[K4] join the incident of their host and say so, however late', () => {
    const tools = new Tools();
    tools.hear('icinga', [hostDown('web1'), hostDown('web9', T0)]);
    expect(tools.state.incidents.size).toBe(1);
    const own = Tools.under(under({}, { grouping: { labels: ['host', 'service'] } }));
    own.hear('icinga', [hostDown('web1'), hostDown('web9')]);
    own.hear('icinga', [hostDown('web1'), hostDown('web9'), icingaHttp('web1', T0 + 20 * MINUTE)], T0 + 20 * MINUTE);
    expect(own.parts()).toEqual([['Host down'], ['Host down', 'http']]);
    const why = own.events.flatMap((e) => (e.kind === 'incident.correlated' ? [e.data.why] : []));
    expect(why).toEqual(['what it stands on has failed: host web1']);
  });

  it('[K4] stay alone while their host is up', () => {
    const tools = new Tools();
    tools.hear('icinga', [hostDown('web1')]);
    tools.see([], context({ now: T0 + MINUTE, settings: SETTINGS }), { feed: 'icinga', clearedKeys: ['web1'] });
    tools.hear('icinga', [icingaHttp('web1', T0 + 2 * MINUTE)], T0 + 2 * MINUTE);
    expect(tools.state.incidents.size).toBe(2);
  });
});
