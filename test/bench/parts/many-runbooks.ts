// Ten thousand invented runbooks that resemble real ones: names of alerts, common words, rare words, front matter.
import type { StoredRunbook } from '../../../electron/log/runbook-texts';
import { toStored } from '../../../electron/runbooks/stored';

const WHAT = [
  'Kube',
  'Node',
  'Etcd',
  'Checkout',
  'Orders',
  'Ingress',
  'Kafka',
  'Postgres',
  'Redis',
  'Search',
  'Mail',
  'Billing',
  'Prometheus',
];
const WHERE = ['Pod', 'Disk', 'Cpu', 'Memory', 'Queue', 'Replica', 'Latency', 'Certificate', 'Backup', 'Cache', 'Login', 'Shard', 'Volume'];
const HOW = [
  'CrashLooping',
  'FillingUp',
  'TooHigh',
  'Down',
  'Lagging',
  'Expiring',
  'Missing',
  'Slow',
  'Stuck',
  'Unbalanced',
  'Failing',
  'Throttled',
];
const WORDS = [
  'check',
  'restart',
  'the',
  'service',
  'logs',
  'dashboard',
  'namespace',
  'failover',
  'quorum',
  'leader',
  'rollback',
  'deploy',
  'cluster',
  'alert',
  'node',
];

/** The same for the same number: no randomness, so that two runs measure the same. */
function some<T>(list: readonly T[], seed: number): T {
  return list[(seed * 2_654_435_761) % list.length] as T;
}

export function nameOf(i: number): string {
  return `${some(WHAT, i)}${some(WHERE, i * 7 + 3)}${some(HOW, i * 13 + 5)}${i}`;
}

export function manyRunbooks(count: number): StoredRunbook[] {
  return Array.from({ length: count }, (_, i) => {
    const name = nameOf(i);
    const prose = Array.from({ length: 120 }, (_, w) => some(WORDS, i * 131 + w * 17)).join(' ');
    const front = i % 3 === 0 ? `---\nalerts: [${name}Too]\nlabels: { team: t${i % 40} }\nservices: [svc-${i}]\n---\n` : '';
    const text = `${front}# ${name}\n\n## Diagnosis\n\n${prose} rare${i}\n\n- [ ] look at host-${i % 500}\n\n\`\`\`sh\nkubectl get pods -n ns-${i % 90}\n\`\`\`\n`;
    return toStored(
      { kind: 'folder', source: 'many', path: `team-${i % 50}/${name}.md`, fetchedAt: null },
      { stamp: '', text, changedAt: null },
    );
  });
}

/** 10,000 lines and 2,000 steps that are no headings. */
export function hugeRunbook(): string {
  return Array.from(
    { length: 2_000 },
    (_, i) => `- [ ] Step ${i} of a very long night\n\nWords about step ${i},\nand more of them: \`command ${i}\`.\n`,
  ).join('\n');
}
