// A seeded alert storm that looks like a large shop on a bad day: ten kinds of alert over sixteen services in eight clusters,
// 10 labels and 3 annotations each, about 1,092 bytes an alert in Alertmanager's answer.
import type { PostableAlert } from './alertmanager-client';

interface Kind {
  readonly name: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly job: string;
  readonly summary: string;
  readonly tells: (value: string) => string;
}

const kind = (name: string, severity: Kind['severity'], job: string, summary: string, tells: Kind['tells']): Kind => ({
  name,
  severity,
  job,
  summary,
  tells,
});

const kinds: readonly Kind[] = [
  kind(
    'PodRestartLoop',
    'warning',
    'kubernetes',
    'Pod keeps restarting',
    (v) => `restarted ${v} times in the last hour and never became ready in between`,
  ),
  kind(
    'ErrorBudgetBurn',
    'critical',
    'app',
    '5xx ratio far above the objective',
    (v) => `answers ${v}% of requests with 5xx over ten minutes, the objective is 0.5%`,
  ),
  kind(
    'LatencyHigh',
    'warning',
    'app',
    'p99 latency above the objective',
    (v) => `has a p99 latency of ${v} ms over ten minutes, the objective is 400 ms`,
  ),
  kind(
    'VolumeAlmostFull',
    'critical',
    'node',
    'Less than 5% of the volume is left',
    (v) => `has ${v}% left on /dev/nvme0n1p1 mounted on /var/lib/data`,
  ),
  kind(
    'MajorFaults',
    'warning',
    'node',
    'Major page faults at a very high rate',
    (v) => `takes ${v} major page faults a second, memory is too small`,
  ),
  kind(
    'ScrapeDown',
    'warning',
    'prometheus',
    'Targets can not be reached',
    (v) => `lost ${v}% of the scrape targets of its job for ten minutes`,
  ),
  kind(
    'ReplicaLag',
    'critical',
    'postgres',
    'The replica falls behind its primary',
    (v) => `lags ${v} s and growing, a failover now would lose transactions`,
  ),
  kind(
    'ConsumerLag',
    'warning',
    'kafka',
    'The consumer group falls behind',
    (v) => `is ${v} thousand messages behind on twelve partitions`,
  ),
  kind(
    'CertificateEnding',
    'info',
    'ingress',
    'A TLS certificate ends soon',
    (v) => `holds a certificate that ends in ${v} hours and was not renewed`,
  ),
  kind('DiskBusy', 'info', 'node', 'The disk is saturated', (v) => `has an average queue of ${v} for thirty minutes on device nvme1n1`),
];
const services =
  'checkout payments search catalog auth sessions mailer billing ledger inventory gateway profile media recs audit webhooks'.split(' ');
const clusters = 'eu-west-1a eu-west-1b us-east-1a us-east-1b ap-south-1a ap-south-1b sa-east-1a eu-north-1a'.split(' ');

export interface StormOptions {
  readonly seed?: number;
  /** Unix ms; alerts started up to an hour before. */
  readonly now?: number;
  /** How long after `now` they end by themselves. */
  readonly livesMs?: number;
  /** Number of the first alert: storms that don't overlap are made by moving it on. */
  readonly from?: number;
}

/** `count` different alerts; the same arguments give the same storm, byte for byte. */
export function makeStorm(
  count: number,
  { seed = 1, now = Date.now(), livesMs = 7_200_000, from = 0 }: StormOptions = {},
): PostableAlert[] {
  const random = randomFrom(seed + from);
  return Array.from({ length: count }, (_, index) => stormAlert(from + index, now, livesMs, random));
}

function stormAlert(number: number, now: number, livesMs: number, random: () => number): PostableAlert {
  const what = pick(kinds, number);
  const service = pick(services, Math.floor(number / kinds.length));
  const cluster = pick(clusters, Math.floor(number / (kinds.length * services.length)));
  const value = (random() * 100).toFixed(2);
  const pod = `${service}-${hex(random)}-${number.toString(36).padStart(5, '0')}`;
  const metric = what.name.toLowerCase();
  return {
    labels: {
      ...{ alertname: what.name, severity: what.severity, cluster, namespace: `prod-${service}`, service, job: what.job, pod },
      instance: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}:9100`,
      ...{ team: `team-${service.slice(0, 4)}`, prometheus: `monitoring/k8s-${cluster}` },
    },
    annotations: {
      summary: `${what.summary} (${service} in ${cluster})`,
      description: `${pod} in namespace prod-${service} on cluster ${cluster} ${what.tells(value)}. The value is ${value} now. It was pending for fifteen minutes before it fired. The runbook says what to do.`,
      runbook_url: `https://runbooks.example.internal/${what.job}/${metric}?service=${service}`,
    },
    startsAt: new Date(now - Math.floor(random() * 3_600_000)).toISOString(),
    endsAt: new Date(now + livesMs).toISOString(),
    generatorURL: `http://prometheus.${cluster}.example.internal:9090/graph?g0.expr=sum+by+%28pod%29+%28rate%28${metric}_total%5B5m%5D%29%29+%3E+0&g0.tab=1`,
  };
}

function pick<T>(from: readonly T[], number: number): T {
  return from[number % from.length] as T;
}

function hex(random: () => number): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

/** xorshift32: small, seeded, the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
