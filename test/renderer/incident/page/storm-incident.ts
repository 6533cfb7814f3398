// One incident as rich and as hostile as they come: 640 alerts of 38 pods, markup and direction overrides in what feeds sent.
import type { TimelineEntry } from '../../../../shared/contract';
import type { Alert } from '../../../../shared/domain/alert';
import type { Silence } from '../../../../shared/feed';
import type { TraceStep } from '../../../../shared/log/event';
import type { AlertLane } from '../../../../shared/log/views/lanes';

const SECOND = 1_000;
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const SILENCE = '8f3a12c4-77aa-4b57-9b1a-2d6f0c9e5b10';

export function stormAlerts(now: number): readonly Alert[] {
  const startsAt = now - 372 * SECOND;
  return Array.from({ length: 640 }, (_, i): Alert => {
    const isFiring = i < 600;
    const labels = {
      alertname: 'HighErrorRate',
      service: 'checkout',
      namespace: 'prod',
      cluster: 'fra-1',
      region: 'eu-west-1',
      severity: i % 5 === 0 ? 'warning' : 'critical',
      pod: `checkout-7d9f${(i % 38).toString(16).padStart(2, '0')}-x${(i * 7919).toString(36)}`,
      zone: ZONES[i % 3] ?? '',
      code: String(500 + (i % 4)),
    };
    const isHostile = i === 1;
    return {
      feed: i % 9 === 8 ? 'mimir' : 'am-fra',
      key: `k${i}`,
      name: 'HighErrorRate',
      summary: isHostile
        ? '<img src=x onerror=alert(1)> \u202egnp.exe\u0000 <b>bold</b>'
        : `5xx ${(9 + (i % 80) / 10).toFixed(1)} % on ${labels.pod}`,
      labels: isHostile ? { ...labels, very_long_label_name_that_somebody_made_up: 'x'.repeat(400), note: 'safe\u202egnp.exe' } : labels,
      annotations: {
        description: `The share of 5xx answers has been above the objective of 0.1 % for 5 minutes.\nSee the dashboard of ${labels.pod}.`,
        runbook_url: 'https://runbooks.example.com/HighErrorRate',
        ...(isHostile ? { script: `<script>alert(1)</script>${'A'.repeat(6_000)}` } : {}),
      },
      severity: i % 5 === 0 ? 'warning' : 'critical',
      startsAt: startsAt + i * 40,
      suppression: i === 4 || i === 5 ? { by: 'silence', ids: [SILENCE] } : i === 6 ? { by: 'inhibition', ids: [] } : null,
      link: 'https://prometheus.example.com/graph?g0.expr=rate',
      isFiring,
      seenAt: startsAt + 12 * SECOND,
      clearedAt: isFiring ? null : now - 60 * SECOND,
      episodes: i % 50 === 3 ? 2 : 1,
    };
  });
}

export const stormTrace: readonly TraceStep[] = [
  { rule: 'firing', verdict: 'pass', why: '600 alerts fire' },
  { rule: 'severity', verdict: 'pass', why: 'SEV1: rule “tier-1 service”' },
  { rule: 'flapping', verdict: 'pass', why: 'it does not flap' },
  { rule: 'pause', verdict: 'pass', why: 'paging is not paused' },
  { rule: 'quiet hours', verdict: 'pass', why: 'quiet hours, but SEV1 breaks through' },
  { rule: 'attention', verdict: 'page', why: 'new and nobody has it yet' },
];

export function stormTimeline(now: number): readonly TimelineEntry[] {
  const told: readonly (readonly [number, TimelineEntry['kind'], string, string, TimelineEntry['tone']])[] = [
    [
      360,
      'incident.opened',
      'Opened as SEV1: Error rate above objective in eu-west-1',
      'rule “tier-1 service”; grouped by same alert name, service and cluster',
      'bad',
    ],
    [359, 'alert.fired', '38 alerts fired', '5xx 14.2 % on checkout-7d9f00-x1 · 5xx 12.0 % on checkout-7d9f01-x2 · and 36 more', 'bad'],
    [358, 'page.requested', 'Page 1 asked for', 'first page: 600 alerts fire; SEV1; quiet hours, but SEV1 breaks through', 'bad'],
    [357, 'page.shown', 'Paged: shown', 'D-Bus answered in 61 ms', 'bad'],
    [300, 'alert.fired', '562 alerts fired', '5xx 9.1 % on checkout-7d9f03-x9 · and 559 more', 'bad'],
    [240, 'write.requested', 'Acknowledgement on its way to am-fra', 'acknowledged by me', 'neutral'],
    [
      239,
      'write.failed',
      'The source did not take it yet; it is tried again',
      'Alertmanager answered 503 Service Unavailable. It is tried again in 5 s.',
      'bad',
    ],
    [
      200,
      'incident.noted',
      'Note by Ana',
      'Deploy `checkout 4.18.0` went out **4 min before**.\n\n- rolling back now: <b>not bold</b> \u202eevil\n- [the change](https://git.example.com/1)\n- ![tracker](https://evil.example/x.png)',
      'person',
    ],
    [120, 'alert.cleared', '40 alerts cleared', 'no longer listed by the source', 'good'],
  ];
  return told.map(([ago, kind, text, detail, tone], i) => ({
    seq: 5_000 + i,
    at: now - ago * SECOND,
    ...(kind === 'alert.fired' ? { happenedAt: now - (ago + 90) * SECOND } : {}),
    kind,
    actor: kind === 'incident.noted' ? 'person:Ana' : 'desk',
    text,
    detail,
    tone,
  }));
}

/** 2,600 older entries, among them one note at the very beginning. Their seqs are below those of the story. */
export function longPast(now: number): readonly TimelineEntry[] {
  return Array.from({ length: 2_600 }, (_, i): TimelineEntry => {
    const at = now - (4_000 - i) * SECOND;
    if (i === 1)
      return {
        seq: i + 1,
        at,
        kind: 'incident.noted',
        actor: 'person:raj',
        text: 'Note by Raj',
        detail: 'First look: the canary',
        tone: 'person',
      };
    return {
      seq: i + 1,
      at,
      kind: 'alert.cleared',
      actor: 'desk',
      text: `${(i % 7) + 1} alerts cleared`,
      detail: `round ${i}`,
      tone: 'good',
    };
  });
}

export function stormSilence(now: number): Silence {
  return {
    id: SILENCE,
    startsAt: now - 3_600 * SECOND,
    endsAt: now + 5_400 * SECOND,
    createdBy: 'raj',
    comment: 'canary pods, noisy until Tuesday',
    state: 'active',
    matchers: [
      { name: 'alertname', value: 'HighErrorRate', isRegex: false, isEqual: true },
      { name: 'pod', value: 'checkout-7d9f0[45].*', isRegex: true, isEqual: true },
    ],
  };
}

/** Three alerts of their own and the rest in one lane. */
export function stormLanes(now: number): readonly AlertLane[] {
  const from = now - 450 * SECOND;
  const one = (pod: string, start: number, end: number | null): AlertLane => ({ label: `pod=${pod}`, alerts: 1, spans: [[start, end]] });
  return [
    one('checkout-7d9f00-x1', from, null),
    one('checkout-7d9f01-x2', from + 20 * SECOND, now - 120 * SECOND),
    {
      label: 'pod=checkout-7d9f02-x3',
      alerts: 1,
      spans: [
        [from + 60 * SECOND, from + 150 * SECOND],
        [from + 220 * SECOND, null],
      ],
    },
    { label: '637 more alerts', alerts: 637, spans: [[from + 61 * SECOND, null]] },
  ];
}
