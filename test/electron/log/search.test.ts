import { describe, expect, it } from 'vitest';
import { aLog, anAlert, commit, fired, NOW, noted, opened } from './a-log';

function aDesk() {
  const log = aLog();
  commit(log, [opened('disk', 41, { title: 'Disk filling on db-prod-7', service: 'billing', labels: { cluster: 'eu-west-1a' } })], NOW);
  commit(log, [opened('lat', 42, { title: 'Überlast im Gateway', summary: 'p99 latency' })], NOW + 1);
  const alerts = Array.from({ length: 45 }, (_, i) =>
    anAlert({
      key: `k${i}`,
      name: 'KubePodCrashLooping',
      summary: 'Pod restarts',
      labels: { pod: `checkout-7d9f${i}-x2k`, instance: `10.0.3.${i}:9100` },
      annotations: { description: `pod number ${i} waits`, runbook_url: 'https://wiki/secretpath' },
    }),
  );
  commit(log, [opened('pods', 43), fired('pods', alerts)], NOW + 2);
  commit(log, [noted('disk', 'Removed old WAL segments; asked @grace about "retention"')], NOW + 3);
  return log;
}
const ids = (log: ReturnType<typeof aDesk>, text: string, limit = 10) => log.search(text, limit).map((h) => h.incident);

describe('search', () => {
  it('finds words of titles, labels, services, notes and alerts, newest first', () => {
    const log = aDesk();
    expect(ids(log, 'disk')).toEqual(['disk']);
    expect(ids(log, 'billing')).toEqual(['disk']);
    expect(ids(log, 'retention grace')).toEqual(['disk']);
    expect(ids(log, 'crashlooping')).toEqual([]);
    expect(ids(log, 'KUBEPODCRASHLOOPING')).toEqual(['pods']);
    expect(ids(log, 'old')).toEqual(['disk']);
    expect(ids(log, 'incident 43')).toEqual(['pods']);
    expect(ids(log, 'INC-42')).toEqual(['lat']);
    expect(log.search('disk', 5)[0]).toMatchObject({ incident: 'disk', seq: 1, snippet: 'Disk filling on db-prod-7' });
  });

  it('finds the words of messages, also those that a person put in their place, and whom they went to', () => {
    const log = aDesk();
    const words = { audience: 'support', person: null, purpose: 'opened' as const, isRedacted: false };
    const said = { subject: 'Payments are slow', text: 'We look into the turbocharger.' };
    const content = { what: 'message' as const, channel: 'mail', channelName: 'Mail', address: 'help@support.example', ...words, ...said };
    const asked = { content, precondition: { needs: 'nothing' as const }, key: 'm1', why: 'by rule', rule: 'r', by: 'rules' };
    const of = { incident: 'lat', actor: 'rules' };
    commit(log, [{ ...of, kind: 'act.requested', data: { act: 'm1', ...asked, expiresAt: NOW, isAwaiting: true } }], NOW + 4);
    const changed = { subject: null, text: 'A flywheel is being replaced.' };
    commit(log, [{ ...of, kind: 'act.confirmed', data: { act: 'm1', by: 'ada', ...changed, expiresAt: NOW } }], NOW + 5);
    for (const text of ['turbocharger', 'payments slow', 'help@support.example', 'flywheel'])
      expect([text, ids(log, text)]).toEqual([text, ['lat']]);
    expect(log.search('flywheel', 5)[0]?.snippet).toBe('A flywheel is being replaced.');
  });

  it('finds names whole, by parts and by their beginning', () => {
    const log = aDesk();
    for (const text of ['db-prod-7', 'prod', 'db-pr', 'eu-west-1a', 'west', 'eu-west'])
      expect([text, ids(log, text)]).toEqual([text, ['disk']]);
    for (const text of [
      'checkout-7d9f12-x2k',
      '7d9f12',
      'checkout',
      '10.0.3.44:9100',
      '10.0.3.44',
      '10.0.3.44 pod',
      '9100',
      '9f12-x2k checkout'.slice(5),
    ]) {
      expect([text, ids(log, text)]).toEqual([text, ['pods']]);
    }
    expect(ids(log, '10.0.4.44')).toEqual([]);
  });

  it('wants every word, the last one by its beginning', () => {
    const log = aDesk();
    expect(ids(log, 'disk retention')).toEqual([]);
    expect(ids(log, 'disk fill')).toEqual(['disk']);
    expect(ids(log, 'fill disk')).toEqual([]);
    expect(ids(log, 'p')).toEqual(['pods', 'lat', 'disk']);
  });

  it('folds case and diacritics on both sides', () => {
    const log = aDesk();
    for (const text of ['uberlast', 'ÜBERLAST', 'überl']) expect(ids(log, text)).toEqual(['lat']);
  });

  it('never reads what was typed as syntax', () => {
    const log = aDesk();
    for (const text of [
      '"',
      '*',
      'disk" OR "p99',
      'NEAR(disk, p99)',
      'words:disk',
      '-disk',
      '^',
      "'); DROP TABLE events;--",
      '()',
      '\u0000disk',
      'disk AND',
      '💥',
      'a'.repeat(500),
      '% _ \\',
    ]) {
      expect(() => log.search(text, 10)).not.toThrow();
    }
    expect(ids(log, 'disk" OR "p99')).toEqual([]);
    expect(ids(log, '*')).toEqual([]);
    expect(ids(log, '')).toEqual([]);
  });

  it('leaves out addresses of pages', () => {
    expect(ids(aDesk(), 'secretpath')).toEqual([]);
  });

  it('names each incident once, with its newest event, and keeps to the limit', () => {
    const log = aLog();
    for (let i = 0; i < 300; i++) commit(log, [noted(`i${i % 30}`, `common note ${i}`)]);
    const hits = log.search('common', 12);
    expect(hits).toHaveLength(12);
    expect(hits.map((h) => h.seq)).toEqual([300, 299, 298, 297, 296, 295, 294, 293, 292, 291, 290, 289]);
    expect(log.search('note', 50)).toHaveLength(30);
    expect(log.incidentsWith('common', 12)).toEqual(hits.map((h) => h.incident));
    expect(log.incidentsWith('', 12)).toEqual([]);
  });

  it('finds beginnings with very many endings', () => {
    const log = aLog();
    for (let i = 0; i < 100; i++) commit(log, [noted(`i${i}`, `deploy-canary-${i + 1000}`)]);
    expect(log.search('deploy-canary-', 200)).toHaveLength(100);
    expect(log.search('canary-10', 200)).toHaveLength(100);
    expect(log.search('deploy-canary-105', 200)).toHaveLength(10);
  });

  it('shows plain text around the word', () => {
    const log = aLog();
    commit(log, [noted('a', `${'lead '.repeat(60)}needle \u001b[31m<b>red</b>\u202e ${'tail '.repeat(60)}`)]);
    const snippet = log.search('needle', 1)[0]?.snippet ?? '';
    expect(snippet).toMatch(/^….*needle <b>red<\/b> tail.*…$/);
    expect(snippet.length).toBeLessThanOrEqual(160);
  });
});
