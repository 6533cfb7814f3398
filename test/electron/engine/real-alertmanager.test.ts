// The engine against a real Alertmanager: from a posted alert to a closed incident, and back from every kind of darkness.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let server: Alertmanager;
let desk: DeskEngine;

beforeAll(async () => {
  server = await startAlertmanager();
});
afterAll(() => server.stop());
afterEach(() => desk.stop());

const labels = (name: string, change: Record<string, string> = {}) => ({
  alertname: name,
  service: 'db',
  severity: 'critical',
  instance: 'db-1',
  ...change,
});
const rowOf = async (title: string) => (await desk.incident(title))?.row;

describe('engine with Alertmanager', () => {
  it('[I3] [W1] [W2] [N1] from alert to page, acknowledgement at the server, resolution and closing', async () => {
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await server.post([{ labels: labels('DiskFull'), annotations: { summary: 'Disk of db-1 full' } }]);
    const page = await eventually('a page', () => desk.pages.find((p) => p.title.includes('DiskFull')));
    expect(page.body).toMatch(/^INC-1 · Disk of db-1 full · since \d\d:\d\d$/);
    const id = page.incidents[0] ?? '';
    desk.engine.onOutcome(page.page, page.incidents, { kind: 'acted', action: 'acknowledge' });
    const silence = await eventually('a silence at the server', async () =>
      (await server.silences()).find((s) => s.status.state === 'active'),
    );
    expect(silence.comment).toContain('Acknowledged in Dogwatch by me');
    expect(silence.matchers).toContainEqual({ name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true });
    await eventually('the write is confirmed', async () =>
      (await rowOf('DiskFull'))?.writes.some((w) => w.state === 'confirmed' && w.ref === silence.id),
    );
    expect(desk.withdrawn).toContain(id);
    await eventually('shown as silenced', async () => (await rowOf('DiskFull'))?.tally.suppressed === 1);
    await server.resolve(labels('DiskFull'));
    await eventually('the incident resolves', async () => (await rowOf('DiskFull'))?.status === 'resolved');
    await eventually('the silence is taken back', async () => (await server.silences()).every((s) => s.status.state === 'expired'));
    expect((await desk.call('acknowledge-incident', { incidents: [id] })).ok).toBe(false);
    await desk.must('close-incident', { incidents: [id] });
    const past = await desk.must('list-past', { status: 'closed' });
    expect(past.rows.map((r) => r.title)).toEqual(['DiskFull']);
    const detail = await desk.must('get-incident', { id });
    expect(await desk.must('verify-incident', { id })).toEqual({ isWhole: true, events: detail.timelineTotal, brokenAt: null });
    expect(detail.timeline.map((t) => t.kind)).toEqual(
      expect.arrayContaining(['incident.opened', 'page.shown', 'page.acted', 'write.confirmed', 'incident.resolved', 'incident.closed']),
    );
  });

  it('[A7] [N3] a silence made at the server is shown and does not page', async () => {
    const id = await server.silence([{ name: 'alertname', value: 'Planned', isRegex: false, isEqual: true }], 10);
    await server.post([{ labels: labels('Planned') }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    const detail = await eventually(
      'the incident',
      async () => (await desk.incident('Planned'))?.row.tally.suppressed === 1 && (await desk.incident('Planned')),
    );
    expect(detail.alerts[0]?.suppression).toEqual({ by: 'silence', ids: [id] });
    expect(detail.why?.sentence).toBe('This did not page you: every firing alert is silenced or inhibited at its source.');
    expect(desk.pages.filter((p) => p.title.includes('Planned'))).toEqual([]);
    await server.expireSilence(id);
    await eventually('it pages once the silence is gone', () => desk.pages.some((p) => p.title.includes('Planned')));
    await server.resolve(labels('Planned'));
  });

  it('[F1] [F2] a dead server is blind, becomes an incident, clears nothing, and is seen again', async () => {
    await server.post([{ labels: labels('Stays') }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await eventually('the alert', async () => (await rowOf('Stays'))?.status === 'open');
    await server.kill();
    await eventually('blind', () => desk.status()?.state === 'blind');
    const blind = await eventually('an incident about the feed', () => desk.incident('FeedBlind'), { limitMs: 15_000 });
    expect(blind.row.summary).toContain('Dogwatch is blind on Main');
    expect((await rowOf('Stays'))?.status).toBe('open');
    await server.start();
    await server.post([{ labels: labels('Stays') }]);
    await eventually('it resolves', async () => (await rowOf('FeedBlind'))?.status === 'resolved', { limitMs: 20_000 });
    expect((await rowOf('Stays'))?.status).toBe('open');
    await server.resolve(labels('Stays'));
  });

  it('[L1] [L7] [N10] a restarted engine knows the same and shows a page again that nobody reported on', async () => {
    await server.post([{ labels: labels('Again') }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] }, isMute: true });
    const page = await eventually('a page', () => desk.pages.find((p) => p.title.includes('Again')));
    const before = (await desk.snapshot()).rows;
    await desk.stop(true);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(server.url)] } });
    await eventually('the page is handed over again', () => desk.pages.some((p) => p.page === page.page));
    await eventually('the outcome is noted', async () => (await rowOf('Again'))?.paging.lastOutcome === 'shown');
    expect((await desk.snapshot()).rows.map((r) => r.id)).toEqual(before.map((r) => r.id));
    expect(desk.events.filter((e) => e.kind === 'incident.opened')).toEqual([]);
    await server.resolve(labels('Again'));
  });

  it('[F3] [A4] an unchanged feed writes nothing', async () => {
    await server.post([{ labels: labels('Calm') }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await eventually('paged and reported', async () => (await rowOf('Calm'))?.paging.lastOutcome === 'shown');
    const seq = desk.engine.seq();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(desk.engine.seq()).toBe(seq);
    await server.resolve(labels('Calm'));
  });

  it('previews, makes and ends a silence', async () => {
    await server.post([{ labels: labels('Noisy', { pod: '1' }) }, { labels: labels('Noisy', { pod: '2' }) }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await eventually('both', async () => (await rowOf('Noisy'))?.alertCount === 2);
    const matchers = [{ name: 'pod', value: '1', isRegex: false, isEqual: true }];
    expect((await desk.must('preview-silence', { feed: 'am', matchers })).hiddenNow).toBe(1);
    const made = await desk.must('create-silence', { feed: 'am', matchers, minutes: 5, comment: 'planned' });
    expect(made.isConfirmed).toBe(true);
    await eventually('one hidden', async () => (await rowOf('Noisy'))?.tally.suppressed === 1);
    expect((await desk.must('list-silences', { feed: 'am' })).silences.map((s) => s.id)).toContain(made.id);
    await desk.must('expire-silence', { feed: 'am', id: made.id });
    await eventually('none hidden', async () => (await rowOf('Noisy'))?.tally.suppressed === 0);
    for (const pod of ['1', '2']) await server.resolve(labels('Noisy', { pod }));
  });

  it('[F2] a missing heartbeat is blind', async () => {
    await server.post([{ labels: labels('Watchdog', { severity: 'none' }) }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url, { heartbeat: 'Watchdog' })] } });
    await eventually('sees', () => desk.feeds()[0]?.state === 'ok');
    await server.resolve(labels('Watchdog', { severity: 'none' }));
    await eventually('blind', () => desk.status()?.blindWhy.some((w) => w.includes('Watchdog')));
    expect(await desk.incident('Watchdog')).toBeNull();
    await eventually('an incident of its own', () => desk.incident('FeedBlind'));
  });
});

describe('gate', () => {
  it('refuses unknown and malformed calls in words, without the arguments in the journal', async () => {
    desk = await startDeskEngine({ config: {} });
    const unknown = await desk.engine.call('drop-tables', {});
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'unknown-call' } });
    const malformed = await desk.engine.call('add-note', { id: 'x', text: 7, secret: 'hunter2' });
    expect(malformed).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    for (const call of ['__proto__', 'constructor', 'toString', null, 7])
      expect(await desk.engine.call(call, {})).toMatchObject({ ok: false });
    expect(desk.journal.join('\n')).not.toContain('hunter2');
    expect(desk.status()?.state ?? 'blind').toBe('blind');
  });
});
