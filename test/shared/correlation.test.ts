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

describe('children told before their parent', () => {
  const grouped = under({}, { grouping: { labels: ['host', 'service'] } });
  const ssh = (host: string, start = T0) =>
    sighting({ host, service: 'ssh' }, { key: `${host}!ssh`, name: 'ssh', startsAt: start, severity: 'critical' });
  const children = (): Tools => {
    const tools = Tools.under(grouped);
    tools.hear('icinga', [icingaHttp('web1'), ssh('web1'), icingaHttp('web2')]);
    expect(tools.parts()).toEqual([['http'], ['http'], ['ssh']]);
    return tools;
  };
  const all = [icingaHttp('web1'), ssh('web1'), icingaHttp('web2'), hostDown('web1', T0 + MINUTE)];
  const kinds = (tools: Tools, from: number) => tools.events.slice(from).map((e) => e.kind);
  const live = (tools: Tools) => [...tools.state.incidents.values()].filter(({ row }) => row.status !== 'merged');

  it('[K10] fold when it comes, by events with the rule and the reason, and nothing is paged again', () => {
    const tools = children();
    const before = tools.events.length;
    tools.hear('icinga', all, T0 + 2 * MINUTE);
    expect(tools.parts().filter((p) => p.length > 0)).toEqual([['Host down', 'http', 'ssh'], ['http']]);
    expect(kinds(tools, before)).toEqual([
      'incident.correlated',
      'incident.correlated',
      'incident.merged',
      'incident.absorbed',
      'alert.fired',
    ]);
    const why = tools.events.flatMap((e) => (e.kind === 'incident.correlated' ? [e.data.why] : []));
    expect(why).toEqual(['it has failed, and what stands on it was told before: host web1', 'what it stands on has failed: host web1']);
    const [home] = live(tools);
    expect([home?.row.number, home?.row.alertCount, home?.alerts.size]).toEqual([1, 3, 3]);
  });

  it('[K10] later ones of its host follow, those of the same group on another host do not', () => {
    const tools = children();
    tools.hear('icinga', all, T0 + 2 * MINUTE);
    const disk = sighting({ host: 'web1', service: 'disk' }, { key: 'web1!disk', name: 'disk', startsAt: T0 + 3 * MINUTE });
    tools.hear('icinga', [...all, disk, ssh('web3', T0 + 3 * MINUTE)], T0 + 4 * MINUTE);
    expect(live(tools).map(({ alerts }) => alerts.size)).toEqual([4, 1, 1]);
    tools.see([], context({ now: T0 + 5 * MINUTE, settings: grouped }), {
      feed: 'icinga',
      clearedKeys: ['web1', 'web1!http', 'web1!ssh', 'web1!disk'],
    });
    expect(live(tools)[0]?.row.status).toBe('resolved');
  });

  it('[K10] one that a person works on keeps its acknowledgement and notes: the parent joins it, a second one stays', () => {
    const tools = children();
    const [http, sshd] = live(tools).map(({ row }) => row.id);
    tools.commit(
      [
        { kind: 'incident.acknowledged', incident: sshd ?? '', actor: 'person:ann', data: { by: 'ann', via: 'window' } },
        { kind: 'incident.noted', incident: http ?? '', actor: 'person:ann', data: { by: 'ann', text: 'looking' } },
      ] as never,
      T0 + MINUTE,
    );
    const pages = tools.events.filter((e) => e.kind === 'page.requested').length;
    tools.hear('icinga', all, T0 + 2 * MINUTE);
    expect(tools.parts()).toEqual([['Host down', 'http'], ['http'], ['ssh']]);
    expect(tools.events.some((e) => e.kind === 'incident.merged')).toBe(false);
    expect(live(tools).map(({ row }) => [row.status, row.noteCount])).toEqual([
      ['open', 1],
      ['acknowledged', 0],
      ['open', 0],
    ]);
    expect(tools.events.filter((e) => e.kind === 'page.requested')).toHaveLength(pages);
  });

  it('[K10] the parent’s group has an incident already: they are merged there, and what is worse comes along', () => {
    const tools = new Tools();
    tools.hear('icinga', [{ ...hostDown('web9'), severity: 'warning' }, icingaHttp('web1')]);
    expect(tools.state.incidents.size).toBe(2);
    tools.hear('icinga', [{ ...hostDown('web1', T0 + MINUTE), severity: 'warning' }], T0 + 2 * MINUTE);
    expect(tools.parts().filter((p) => p.length > 0)).toEqual([['Host down', 'Host down', 'http']]);
    expect(live(tools)[0]?.row.severity).toBe(2);
    expect(tools.events.flatMap((e) => (e.kind === 'incident.merged' ? [[e.actor, e.data.by]] : []))).toEqual([
      ['rules', 'the rule “services of a host that is down”'],
    ]);
  });

  it('[K10] not what began long before it, what is not of it alone, what has cleared, nor what a person split off', () => {
    const tools = Tools.under(grouped);
    tools.hear('icinga', [icingaHttp('web1'), ssh('web1', T0 + 20 * MINUTE)], T0 + 20 * MINUTE);
    tools.hear('icinga', [hostDown('web1', T0 + 21 * MINUTE)], T0 + 22 * MINUTE);
    expect(tools.parts()).toEqual([['Host down', 'ssh'], ['http']]);
    const mixed = new Tools();
    mixed.hear('icinga', [icingaHttp('web1'), icingaHttp('web2')]);
    mixed.hear('icinga', [hostDown('web1')], T0 + MINUTE);
    expect(mixed.parts()).toEqual([['Host down'], ['http', 'http']]);
    const over = children();
    over.see([], context({ now: T0 + MINUTE, settings: grouped }), { feed: 'icinga', clearedKeys: ['web1!http', 'web1!ssh'] });
    over.hear('icinga', [hostDown('web1')], T0 + 2 * MINUTE);
    expect(over.parts()).toEqual([['Host down'], ['http'], ['http'], ['ssh']]);
  });

  it.each([
    ['cluster', { cluster: 'a' }, { cluster: 'b' }],
    ['namespace', { namespace: 'a' }, { namespace: 'b' }],
    ['tenant', { tenant: 'a' }, { tenant: 'b' }],
  ])('[K3] [K10] not what differs in %s, before or after', (_, a, b) => {
    const child = sighting({ host: 'web1', service: 'http', ...a }, { key: 'c', name: 'http' });
    const parent = sighting({ host: 'web1', ...b }, { key: 'p', name: 'Host down' });
    for (const order of [
      [child, parent],
      [parent, child],
    ]) {
      const tools = Tools.under(grouped);
      for (const one of order) tools.hear('icinga', [one]);
      expect(tools.parts()).toEqual([['Host down'], ['http']]);
    }
  });
});
