// What the fake engine knows: desks as a person meets them at 03:10. Every name and number is invented.
import type { DeskStatus, FeedHealth } from '../../../shared/contract';
import type { ActView } from '../../../shared/contract/telling';
import { EMPTY_TALLY } from '../../../shared/domain/alert';
import type { IncidentSeverity } from '../../../shared/domain/severity';
import type { Draft, LogEvent } from '../../../shared/log/event';
import { defaultSettings, type Settings } from '../../../shared/settings';
import { manyActs } from './many-acts';

const SCENARIOS = [
  'desk',
  'empty',
  'no-feeds',
  'blind',
  'down',
  'busy',
  'paused',
  'outbox',
  'insights',
  'few-insights',
  'reading-insights',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface Scenario {
  readonly now: number;
  readonly isDown: boolean;
  readonly drafts: readonly Draft[];
  readonly feeds: readonly FeedHealth[];
  readonly status: DeskStatus;
  readonly settings: Settings;
  /** What stands in the outbox. */
  readonly acts: readonly ActView[];
  storm(incidents: number, from: number): Draft[];
}

export function isScenario(name: string): name is ScenarioName {
  return (SCENARIOS as readonly string[]).includes(name);
}

const MINUTE = 60_000;

interface Told {
  readonly n: number;
  readonly sev: IncidentSeverity;
  readonly service: string;
  readonly title: string;
  readonly why: string;
  readonly feeds: readonly string[];
  readonly minutes: number;
  readonly alerts?: number;
  readonly isSecurity?: boolean;
  readonly later?: 'acknowledged' | 'snoozed' | 'silenced' | 'resolved' | 'closed' | 'merged' | 'write-failed' | 'flapping';
}

const DESK: readonly Told[] = [
  {
    n: 1040,
    sev: 1,
    service: 'identity',
    title: 'Impossible travel for an admin account',
    why: 'sign-ins from Lisbon and Osaka within 9 min',
    feeds: ['mimir'],
    minutes: 12,
    isSecurity: true,
  },
  {
    n: 1033,
    sev: 4,
    service: 'identity',
    title: 'Certificate of login.example.com expires in 6 days',
    why: 'issued by R11, renewal failed twice',
    feeds: ['am-fra'],
    minutes: 121,
    later: 'acknowledged',
  },
  {
    n: 1042,
    sev: 1,
    service: 'checkout',
    title: 'Error rate above objective in eu-west-1',
    why: '5xx 14.2 % for 6 min after deploy checkout 4.18.0',
    feeds: ['am-fra', 'mimir'],
    minutes: 6.2,
    alerts: 38,
  },
  {
    n: 1041,
    sev: 2,
    service: 'checkout',
    title: 'p99 latency 2.1 s, objective 400 ms',
    why: 'worst pod checkout-7d9f-x2x',
    feeds: ['am-fra'],
    minutes: 8.67,
    alerts: 2,
    later: 'acknowledged',
  },
  {
    n: 1038,
    sev: 3,
    service: 'checkout',
    title: 'Kafka consumer lag growing on orders',
    why: '184 k messages behind on 12 partitions',
    feeds: ['am-fra', 'mimir'],
    minutes: 31,
    later: 'acknowledged',
  },
  {
    n: 1039,
    sev: 2,
    service: 'platform',
    title: 'Disk of db-3 full in about 2 h',
    why: '/var/lib/postgresql 94 %, growing 3.1 GB/h',
    feeds: ['am-fra'],
    minutes: 14,
    alerts: 3,
  },
  {
    n: 1036,
    sev: 3,
    service: 'platform',
    title: 'search-api flapping: 9 changes in 30 min',
    why: 'held as one incident since 02:41',
    feeds: ['am-ams'],
    minutes: 48,
    later: 'flapping',
  },
  {
    n: 1035,
    sev: 3,
    service: 'platform',
    title: 'Pipeline deploy-prod failed on main',
    why: 'stage migrate, commit 9f31c0a “Add ledger index”',
    feeds: ['am-ams'],
    minutes: 64,
    later: 'write-failed',
  },
  {
    n: 1031,
    sev: 4,
    service: 'platform',
    title: 'Backup of mail older than 26 h',
    why: 'last good 2026-11-21 01:12 UTC',
    feeds: ['am-ams'],
    minutes: 190,
    later: 'silenced',
  },
  {
    n: 1029,
    sev: 5,
    service: 'platform',
    title: 'Provider: elevated API errors in eu-west-1',
    why: 'status page, updated 4 min ago',
    feeds: ['mimir'],
    minutes: 195,
    later: 'snoozed',
  },
  {
    n: 1028,
    sev: 3,
    service: 'search',
    title: 'Index older than 30 min',
    why: 'builder restarted 4 times',
    feeds: ['am-ams'],
    minutes: 300,
    later: 'resolved',
  },
  {
    n: 1020,
    sev: 2,
    service: 'search',
    title: 'Shard 7 unassigned',
    why: 'node es-4 was replaced',
    feeds: ['am-ams'],
    minutes: 900,
    later: 'closed',
  },
  {
    n: 1019,
    sev: 3,
    service: 'checkout',
    title: 'Payment provider slow',
    why: 'p95 3.4 s at the gateway',
    feeds: ['am-fra'],
    minutes: 7,
    later: 'merged',
  },
];

function opened(told: Told, now: number): Draft[] {
  const incident = `inc-${told.n}`;
  const startedAt = now - told.minutes * MINUTE;
  const count = told.alerts ?? 1;
  const [first = 'am-fra', ...others] = told.feeds;
  const tally = { ...EMPTY_TALLY, critical: count, suppressed: told.later === 'silenced' ? count : 0 };
  const labels = { alertname: told.title.split(' ')[0] ?? '', service: told.service, cluster: told.n % 2 === 0 ? 'fra-1' : 'ams-1' };
  return [
    {
      kind: 'incident.opened',
      incident,
      actor: 'desk',
      data: {
        number: told.n,
        title: told.title,
        summary: told.why,
        service: told.service,
        labels,
        groupKey: incident,
        groupWhy: 'same alert name, service and cluster',
        severity: told.sev,
        severityWhy: 'severity critical',
        isSecurity: told.isSecurity ?? false,
        startedAt,
      },
    },
    { kind: 'alert.fired', incident, actor: first, data: { feed: first, alerts: [], tally, newCount: count, startedAt } },
    ...others.map(
      (feed): Draft => ({
        kind: 'alert.fired',
        incident,
        actor: feed,
        data: { feed, alerts: [], tally: EMPTY_TALLY, newCount: 0, startedAt },
      }),
    ),
    ...next(told, incident, now),
  ];
}

function next({ later, n }: Told, incident: string, now: number): Draft[] {
  const by = n % 3 === 0 ? 'Raj' : 'Ana';
  if (later === 'acknowledged') return [{ kind: 'incident.acknowledged', incident, actor: by, data: { by, via: 'window' } }];
  if (later === 'snoozed')
    return [{ kind: 'incident.snoozed', incident, actor: by, data: { until: now + 20 * MINUTE, by, via: 'window' } }];
  if (later === 'resolved')
    return [{ kind: 'incident.resolved', incident, actor: 'desk', data: { why: 'all alerts cleared', isAutomatic: true } }];
  if (later === 'closed') return [{ kind: 'incident.closed', incident, actor: by, data: { why: 'node replaced', isAutomatic: false } }];
  if (later === 'merged') return [{ kind: 'incident.merged', incident, actor: by, data: { into: 'inc-1042', intoNumber: 1042, by } }];
  if (later === 'flapping')
    return [{ kind: 'incident.reopened', incident, actor: 'desk', data: { why: 'fired again', isAutomatic: true, isFlapping: true } }];
  if (later !== 'write-failed') return [];
  return [
    { kind: 'incident.acknowledged', incident, actor: by, data: { by, via: 'window' } },
    {
      kind: 'write.requested',
      incident,
      actor: by,
      data: { write: 'w1', feed: 'am-ams', action: 'ack', ref: null, until: null, why: 'acknowledged', retryOf: null },
    },
    {
      kind: 'write.failed',
      incident,
      actor: 'desk',
      data: { write: 'w1', why: 'Alertmanager answered 403 Forbidden.', remedy: 'May this user create silences?', willRetry: false },
    },
  ];
}

/** Gives a draft its place in the log; hashes and ids are not looked at by the window. */
export function inLog(draft: Draft, seq: number, at: number): LogEvent {
  return { ...draft, seq, id: `e${seq}`, hlc: '', device: 'harness', v: 1, prev: '', at };
}

function feed(id: string, name: string, now: number, change: Partial<FeedHealth> = {}): FeedHealth {
  return {
    feed: id,
    kind: 'alertmanager',
    name,
    isEnabled: true,
    state: 'ok',
    why: '',
    remedy: '',
    lastSuccessAt: now - 4_000,
    lastChangeAt: now - 60_000,
    failingSince: null,
    nextTryAt: now + 9_000,
    latencyMs: 41,
    intervalMs: 15_000,
    alertCount: 40,
    suppressedCount: 1,
    rejectedCount: 0,
    peers: [],
    heartbeat: { name: 'Watchdog', isSeen: true, everyMs: 0, seenAt: null, isListed: true, awaitedSince: null },
    ...change,
  };
}

const CALM: DeskStatus = {
  state: 'problems',
  blindWhy: [],
  worst: 1,
  openCount: 0,
  unacknowledgedCount: 0,
  feedCount: 3,
  pausedUntil: null,
  isDemo: false,
  settingsFrom: null,
  keyKeeping: 'keychain',
  pendingWrites: 0,
  absence: null,
};

function many(count: number, from: number, now: number): Draft[] {
  const services = ['checkout', 'identity', 'platform', 'search', 'mail', 'ledger', 'media'];
  return Array.from({ length: count }, (_, i) => i + from).flatMap((i) =>
    opened(
      {
        n: 2000 + i,
        sev: ((i % 5) + 1) as IncidentSeverity,
        service: `${services[i % services.length]}-${i % 40}`,
        title: `HighLatency on instance 10.4.${i % 250}.${(i * 7) % 250}`,
        why: `p99 ${(i % 90) / 10} s for ${i % 60} min`,
        feeds: ['am-fra'],
        minutes: (i % 500) + 1,
        alerts: (i % 60) + 1,
      },
      now,
    ),
  );
}

export function scenarioOf(name: ScenarioName, now: number): Scenario {
  const feeds = [
    feed('am-fra', 'AM Frankfurt', now),
    feed('am-ams', 'AM Amsterdam', now, { state: 'slow', latencyMs: 3_200 }),
    feed('mimir', 'Mimir', now),
  ];
  const base: Scenario = {
    now,
    isDown: false,
    feeds,
    status: { ...CALM, pendingWrites: 2, keyKeeping: 'file' },
    settings: defaultSettings(),
    acts: [],
    drafts: DESK.flatMap((told) => opened(told, now)),
    storm: (incidents, from) => many(incidents, from, now),
  };
  const absence = { from: now - 120 * MINUTE, to: now - 3 * MINUTE, fired: 3, cleared: 2, stillOpen: 1 };
  const blindWhy = ['AM Frankfurt has not answered for 4 min: connection refused', 'Nothing shows notifications on this desktop'];
  const blind = feed('am-fra', 'AM Frankfurt', now, {
    state: 'blind',
    why: 'connection refused',
    failingSince: now - 4 * MINUTE,
    lastSuccessAt: now - 4 * MINUTE,
  });
  switch (name) {
    case 'desk':
    case 'insights':
    case 'few-insights':
    case 'reading-insights':
      return base;
    case 'outbox':
      return { ...base, acts: manyActs(5_000, now) };
    case 'empty':
      return { ...base, drafts: [], status: { ...CALM, state: 'clear', worst: null } };
    case 'no-feeds':
      return { ...base, drafts: [], feeds: [], status: { ...CALM, state: 'clear', worst: null, feedCount: 0 } };
    case 'blind':
      return { ...base, feeds: [blind, ...feeds.slice(1)], status: { ...base.status, state: 'blind', blindWhy } };
    case 'down':
      return { ...base, isDown: true };
    case 'paused':
      return { ...base, status: { ...CALM, pausedUntil: now + 14 * MINUTE, isDemo: true, absence } };
    case 'busy':
      return { ...base, drafts: [...base.drafts, ...many(3_000, 0, now)] };
  }
}
