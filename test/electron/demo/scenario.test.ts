// The scenario that ships is valid and tells the whole story; a wrong one is refused with the place of the fault.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playAt } from '../../../electron/demo/playback';
import { parseScenario, type Scenario } from '../../../electron/demo/scenario';

const file = join(import.meta.dirname, '../../../assets/demo/scenario.yml');

function shipped(): Scenario {
  const result = parseScenario(readFileSync(file, 'utf8'));
  if (!result.ok) throw new Error(result.what);
  return result.scenario;
}
const namesAt = (scenario: Scenario, elapsed: number) => playAt(scenario, elapsed).map((a) => `${a.labels.alertname}/${a.labels.severity}`);

const minimal = (alerts: string) => `version: 1\ntitle: t\nreceiver: r\nloop: {from: 10, every: 20}\nalerts:\n${alerts}`;

test('the shipped scenario holds every chapter within 70 seconds', () => {
  const scenario = shipped();
  expect(namesAt(scenario, 3)).toEqual(['Watchdog/none', 'FilesystemFillingUp/warning']);
  expect(namesAt(scenario, 19)).toContain('FilesystemFillingUp/critical');
  const worst = namesAt(scenario, 38);
  for (const name of [
    'DeployFailed/error',
    'LeakedCredentialUsed/critical',
    'DatabaseConnectionsExhausted/critical',
    'PodCrashLooping/warning',
  ]) {
    expect(worst).toContain(name);
  }
  expect(worst.filter((name) => name.startsWith('RequestLatencyHigh'))).toHaveLength(2);
  expect(namesAt(scenario, 55)).not.toContain('RequestLatencyHigh/critical');
  expect(namesAt(scenario, 60)).toContain('RequestLatencyHigh/critical');
  expect(namesAt(scenario, 76).sort()).toEqual(['BatchJobLate/warning', 'LeakedCredentialUsed/critical', 'Watchdog/none']);
});

test('every alert of the shipped scenario carries what a person needs', () => {
  for (const { labels, annotations } of shipped().alerts) {
    for (const name of ['severity', 'service', 'namespace', 'team']) expect(labels[name], `${labels.alertname} ${name}`).toBeTruthy();
    expect(annotations.summary).toBeTruthy();
    expect(annotations.runbook_url).toMatch(/^https:\/\/[\w.-]+\.invalid\//);
  }
});

test('the flapping check begins five times, with gaps that a debounce of 3 s tells apart', () => {
  const scenario = shipped();
  const starts = new Set<number>();
  for (let second = 0; second < 75; second += 1) {
    for (const alert of playAt(scenario, second)) if (alert.labels.alertname === 'ProbeFailed') starts.add(alert.since);
  }
  expect([...starts]).toEqual([10, 20, 30, 40, 50]);
});

test('the calm part comes back in every round, each time as a new episode', () => {
  const scenario = shipped();
  const backlog = (second: number) => playAt(scenario, second).find((a) => a.labels.alertname === 'QueueBacklogGrowing')?.since;
  expect([backlog(84), backlog(90), backlog(130), backlog(205), backlog(330), backlog(85 + 120 * 500)]).toEqual([
    undefined,
    85,
    undefined,
    205,
    325,
    85 + 120 * 500,
  ]);
  expect(playAt(scenario, 100_000).find((a) => a.labels.alertname === 'Watchdog')?.since).toBe(0);
});

test.each([
  ['an unknown key', minimal('  - labels: {alertname: A}\n    firing: [{from: 1}]\n    colour: red'), /^6:5 alerts\.0: .*colour/],
  ['a missing name', minimal('  - labels: {service: A}\n    firing: [{from: 1}]'), /^6:13 alerts\.0\.labels: needs the label alertname/],
  [
    'a reversed period',
    minimal('  - labels: {alertname: A}\n    firing: [{from: 5, to: 2}]'),
    /^7:14 alerts\.0\.firing\.0: must end after/,
  ],
  ['a looped period that is too long', minimal('  - labels: {alertname: A}\n    firing: [{from: 15, to: 40}]'), /^7:29 .*by second 30/],
  ['YAML that is none', 'version: [1', /^1:\d+ /],
  ['an empty file', '', /^1:1 scenario: /],
])('refuses %s and says where', (_, text, words) => {
  const result = parseScenario(text);
  expect(result.ok ? '' : result.what).toMatch(words);
});
