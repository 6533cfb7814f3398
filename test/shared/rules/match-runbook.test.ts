import { expect, test } from 'vitest';
import { matchRunbooks } from '../../../shared/rules/match-runbook';
import { buildRunbookIndex, nameKey, nameWords, type RunbookFacts } from '../../../shared/rules/runbook-index';
import { compileRunbookRules } from '../../../shared/rules/runbook-rules';

function facts(path: string, over: Partial<RunbookFacts['front']> & { heading?: string; kind?: 'link' | 'folder' } = {}): RunbookFacts {
  const { heading = '', kind = 'folder', ...front } = over;
  const id = kind === 'link' ? `link:${path}` : `ops/${path}`;
  const origin = { kind, source: kind === 'link' ? 'link' : 'ops', path, fetchedAt: null };
  return {
    info: { id, title: front.title || heading || path, origin, version: '', changedAt: null },
    heading,
    front: { title: '', alerts: [], services: [], labels: {}, ...front },
  };
}

const alert = (name: string, annotations = {}, labels = {}) => ({ name, labels, annotations });
const subject = (...alerts: ReturnType<typeof alert>[]) => ({ service: null as string | null, labels: {}, alerts });

test('[R5] what was said outright comes first, and each match says why', () => {
  const index = buildRunbookIndex([
    facts('words.md', { title: 'What to do when the disk is full soon' }),
    facts('labels.md', { labels: { team: 'db', tier: '1' } }),
    facts('service.md', { services: ['Orders DB'] }),
    facts('heading.md', { heading: 'Disk full soon' }),
    facts('node/DiskFullSoon.md'),
    facts('front.md', { alerts: ['DiskFullSoon'] }),
    facts('rule.md'),
    facts('by-link.md'),
    facts('https://wiki.example/disk', { kind: 'link', title: 'Wiki' }),
  ]);
  const a = alert(
    'DiskFullSoon',
    { runbook_url: 'https://wiki.example/disk', runbook: 'https://x.example/runbooks/By-Link/' },
    { team: 'db', tier: '1' },
  );
  const found = matchRunbooks(index, { service: 'orders-db', labels: {}, alerts: [a] }, [{ rule: 'mine', runbook: 'ops/rule.md' }]);
  expect(found.map((m) => [m.runbook, m.why])).toEqual([
    ['link:https://wiki.example/disk', 'the alert DiskFullSoon links to it'],
    ['ops/by-link.md', 'the link of the alert DiskFullSoon ends in its name'],
    ['ops/rule.md', 'your rule “mine” names it'],
    ['ops/front.md', 'its front matter names the alert DiskFullSoon'],
    ['ops/node/DiskFullSoon.md', 'its file is named like the alert DiskFullSoon'],
    ['ops/heading.md', 'its heading is the alert DiskFullSoon'],
    ['ops/service.md', 'its front matter names the service orders-db'],
    ['ops/labels.md', 'its front matter names the labels team="db", tier="1"'],
    ['ops/words.md', 'its title has the words disk, full, soon of the alert DiskFullSoon'],
  ]);
});

test('[R5] nothing in common, nothing found', () => {
  const index = buildRunbookIndex([
    facts('node/NodeDown.md'),
    facts('labels.md', { labels: { team: 'db', tier: '1' } }),
    facts('_index.md', { title: 'Index' }),
  ]);
  expect(matchRunbooks(index, subject(alert('CheckoutSlow', {}, { team: 'db', tier: '2' }), alert('Index'), alert('index')), [])).toEqual(
    [],
  );
});

test('[R5] only http links count', () => {
  const index = buildRunbookIndex([facts('javascript:x', { kind: 'link' })]);
  expect(matchRunbooks(index, subject(alert('A', { runbook_url: 'javascript:x' })), [])).toEqual([]);
});

test('names are the same however they are written', () => {
  expect(['KubePodCrashLooping', 'kube-pod_crash looping'].map(nameKey)).toEqual(['kubepodcrashlooping', 'kubepodcrashlooping']);
  expect(nameWords('KubeAPIErrorBudget_burn2x')).toEqual(
    ['kube', 'api', 'error', 'budget', 'burn2', 'burn2x'].filter((w) => nameWords('KubeAPIErrorBudget_burn2x').includes(w)),
  );
});

test('[R5] rules hold on labels of the incident or of an alert, severity and security', () => {
  const when = { matchers: ['service="db"'], severityAtLeast: 2 as const, isSecurity: null };
  const rules = compileRunbookRules([{ name: 'db', when, runbook: 'ops/db.md' }]);
  const row = { labels: {}, severity: 2 as const, isSecurity: false };
  expect(rules(row, [{ labels: { service: 'db' } }])).toEqual([{ rule: 'db', runbook: 'ops/db.md' }]);
  expect(rules({ ...row, labels: { service: 'db' } }, [])).toHaveLength(1);
  expect(rules({ ...row, severity: 3 }, [{ labels: { service: 'db' } }])).toEqual([]);
  expect(rules(row, [{ labels: { service: 'web' } }])).toEqual([]);
});

test('[R5] looking up one name leaves nothing behind for the next', () => {
  const index = buildRunbookIndex([facts('a.md', { title: 'Disk full soon' }), facts('b.md', { title: 'Queue stuck again' })]);
  const find = (name: string): string[] => matchRunbooks(index, subject(alert(name)), []).map((m) => m.runbook);
  expect(find('DiskFullNow')).toEqual(['ops/a.md']);
  expect(find('DiskStuckNow')).toEqual([]);
  expect(find('QueueStuckNow')).toEqual(['ops/b.md']);
  expect(matchRunbooks(index, subject(alert('DiskFullNow'), alert('QueueStuckNow')), []).map((m) => m.runbook)).toEqual([
    'ops/a.md',
    'ops/b.md',
  ]);
});
