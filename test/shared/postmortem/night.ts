// One incident with a bit of everything, as events: what drafts are tested on.

import type { EventKind, LogEvent } from '../../../shared/log/event';
import { foldIncident } from '../../../shared/log/reduce';
import type { DraftInput } from '../../../shared/postmortem/draft/input';
import type { SimilarIncident } from '../../../shared/rules/similar-incidents';
import { anAlert, fired } from '../../electron/log/a-log';
import { T0 } from '../make';

export const NIGHT = T0;
const id = 'inc-1';
const MIN = 60_000;

export type Step = readonly [afterMs: number, draft: { readonly kind: EventKind; readonly actor: string; readonly data: object }];

/** Raj leads, Anna helps and holds no role; the impact began before anything was seen. */
export const STEPS: readonly Step[] = [
  [
    40_000,
    {
      kind: 'incident.opened',
      actor: 'rules',
      data: {
        ...{
          number: 42,
          title: 'Checkout *errors* [x](http://evil.example)',
          summary: '',
          service: 'checkout',
          labels: { alertname: 'HighErrorRate' },
        },
        ...{ groupKey: 'g', groupWhy: 'alone', severity: 3, severityWhy: 'source says error', isSecurity: false, startedAt: NIGHT },
      },
    },
  ],
  [40_000, fired(id, [])],
  [48_000, { kind: 'page.shown', actor: 'shell', data: { page: 'p1', route: 'dbus', receiptMs: 12 } }],
  [2 * MIN, { kind: 'page.shown', actor: 'shell', data: { page: 'p2', route: 'dbus', receiptMs: 12 } }],
  [2 * MIN + 1000, { kind: 'page.shown', actor: 'shell', data: { page: 'p3', route: 'dbus', receiptMs: 12 } }],
  [3 * MIN, { kind: 'incident.acknowledged', actor: 'person:Anna', data: { by: 'Anna', via: 'window' } }],
  [
    3 * MIN + 1000,
    {
      kind: 'role.assigned',
      actor: 'person:Raj',
      data: { role: 'incident-manager', roleName: 'Incident manager', person: 'raj', personName: 'Raj', by: 'Raj', why: '' },
    },
  ],
  [
    3 * MIN + 1000,
    {
      kind: 'role.accepted',
      actor: 'person:Raj',
      data: { role: 'incident-manager', roleName: 'Incident manager', person: 'raj', personName: 'Raj', by: 'Raj', why: '' },
    },
  ],
  [4 * MIN, { kind: 'incident.severity-changed', actor: 'person:Raj', data: { to: 1, why: 'set by Raj', isByHand: true } }],
  [5 * MIN, { kind: 'runbook.opened', actor: 'person:Raj', data: { runbook: 'r', title: 'Checkout | errors', version: 'v', by: 'Raj' } }],
  [
    6 * MIN,
    {
      kind: 'runbook.step-marked',
      actor: 'person:Raj',
      data: { runbook: 'r', step: 's', stepTitle: 'Compare with the last deploy', to: 'done', by: 'Raj' },
    },
  ],
  [
    7 * MIN,
    {
      kind: 'act.requested',
      actor: 'rules',
      data: {
        ...{ act: 'a1', precondition: { needs: 'nothing' }, key: 'k', why: '', rule: null, by: 'Raj', expiresAt: 0, isAwaiting: false },
        content: {
          ...{ what: 'message', channel: 'ops', channelName: 'Operations', address: null, audience: 'Customer support', person: null },
          ...{ purpose: 'update', subject: 'Checkout is slow', text: 'long text', isRedacted: false },
        },
      },
    },
  ],
  [7 * MIN + 2000, { kind: 'act.sent', actor: 'outbox', data: { act: 'a1', ref: null, attempt: 1, mayBeDouble: false } }],
  [
    8 * MIN,
    {
      kind: 'incident.noted',
      actor: 'person:Anna',
      data: { text: 'Deploy 4.18.0 finished\n# not a heading', by: 'Anna', happenedAt: NIGHT - 4 * MIN },
    },
  ],
  [26 * MIN, { kind: 'incident.resolved', actor: 'person:Raj', data: { why: 'resolved by Raj', isAutomatic: false } }],
];

const confirmed: Step = [
  60 * MIN,
  {
    kind: 'incident.impact-set',
    actor: 'person:Raj',
    data: {
      ...{ impactStart: NIGHT - 20_000, mitigatedAt: NIGHT + 20 * MIN, restoredAt: NIGHT + 25 * MIN, customersAffected: 3118 },
      ...{ requestsFailed: null, supportRequests: 12, words: '“Try again later”', by: 'Raj' },
    },
  },
];

/** Id of the event at this place. */
export function ulidOf(place: number): string {
  return `01JD${String(place).padStart(22, '0')}`;
}

export function eventsOf(steps: readonly Step[]): LogEvent[] {
  return steps.map(([after, draft], i) => {
    const alerts = [anAlert({ name: 'HighErrorRate', summary: 'Errors above 5 %', startsAt: NIGHT, link: 'https://am.example/x?a=1&b=2' })];
    const full =
      draft.kind === 'alert.fired' && 'alerts' in draft.data && String(draft.data.alerts) === ''
        ? { ...fired(id, alerts), data: { ...fired(id, alerts).data, startedAt: NIGHT } }
        : draft;
    const place = { incident: id, seq: i + 1, id: ulidOf(i), hlc: '', device: 'd', v: 1, prev: '', at: NIGHT + after };
    return { ...full, ...place } as unknown as LogEvent;
  });
}

export interface NightOptions {
  readonly isConfirmed?: boolean;
  readonly more?: readonly Step[];
  readonly similar?: readonly SimilarIncident[];
}

export function aNight({ isConfirmed = true, more = [], similar = [] }: NightOptions = {}): DraftInput {
  const events = eventsOf([...STEPS, ...more, ...(isConfirmed ? [confirmed] : [])]);
  const incident = foldIncident(events);
  if (!incident) throw new Error('no incident');
  return {
    ...{
      row: incident.row,
      events,
      alerts: [...incident.alerts.values()],
      similar,
      me: 'Raj',
      feeds: { am: 'Main cluster' },
      zone: 'Europe/Berlin',
    },
    people: ['Raj', 'Anna'].map((name) => ({ id: name.toLowerCase(), name, timeZone: '', reach: [] })),
  };
}
