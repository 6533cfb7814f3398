// Policies and readiness over a real log: a due review waits in the queue, never pages, and is gone once a person reviewed; a service's
// score has reasons, and acts raise it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';
import { startDemoAt } from './drill-rig';

let engines: DeskEngine[] = [];
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const engine of engines) await engine.stop();
  engines = [];
  for (const end of ends.splice(0)) await end();
});

async function start(options: Parameters<typeof startDeskEngine>[0]): Promise<DeskEngine> {
  const desk = await startDeskEngine(options);
  engines.push(desk);
  return desk;
}

const ACCESS = { id: 'access', name: 'Access to production', owner: 'ana', link: 'https://wiki.example/access', lastReview: '2020-01-01' };
const people = [{ id: 'ana', name: 'Ana Lima' }];
/** Whatever the settings say, a review is calm work. */
const loud = {
  severity: { byAlert: { info: 1 }, rules: [{ name: 'all', when: ['alertname=~".*"'], set: 1 }], security: ['alertname=~".*"'] },
};
const reviewRow = async (desk: DeskEngine) => (await desk.snapshot()).rows.find((r) => r.isReview);

test('[Y7] [Y8] a due review waits in the queue as calm work, is put off, and goes when a person reviewed', async () => {
  const desk = await start({ config: { person: { name: 'Robin' }, people, policies: [ACCESS], paging: { minSeverity: 5 }, ...loud } });
  await eventually('the review', async () => (await reviewRow(desk)) !== undefined);
  const row = await reviewRow(desk);
  expect(row).toMatchObject({ title: 'Review the policy “Access to production”', severity: 5, isSecurity: false, status: 'open' });
  expect(row?.summary).toContain('owner Ana Lima');
  expect(desk.status()).toMatchObject({ openCount: 0 });
  const detail = await desk.must('get-incident', { id: row?.id ?? '' });
  expect(detail.policies).toMatchObject([{ id: 'access', isDue: true, dueDay: '2021-01-01', incident: row?.id }]);
  expect(detail.why?.sentence).toContain('never pages');
  await desk.must('snooze-incident', { incidents: [row?.id ?? ''], minutes: 60 });
  expect((await reviewRow(desk))?.snoozedUntil).toBeGreaterThan(Date.now());
  const { policy } = await desk.must('review-policy', { policy: 'access', note: 'still right' });
  expect(policy).toMatchObject({ isDue: false, incident: null, lastReview: { by: 'Robin', note: 'still right' } });
  expect(await reviewRow(desk)).toMatchObject({ status: 'resolved' });
  expect(desk.events.find((e) => e.kind === 'policy.reviewed')).toMatchObject({ actor: 'person:Robin', incident: null });
  expect(desk.pages).toEqual([]);
  expect(await desk.call('review-policy', { policy: 'none', note: '' })).toMatchObject({ ok: false });
});

test('[Y7] the log remembers a review over a restart, and a policy that is gone asks for none', async () => {
  const config = { policies: [ACCESS, { ...ACCESS, id: 'keys', name: 'Keys' }] };
  const first = await startDeskEngine({ config });
  await eventually('both reviews', async () => (await first.snapshot()).rows.filter((r) => r.isReview).length === 2);
  await first.must('review-policy', { policy: 'access', note: '' });
  await first.stop(true);
  const again = await start({ profile: first.profile, config: { policies: [ACCESS] } });
  await eventually('the end of the other review', async () => {
    const { rows } = await again.snapshot();
    expect(rows.filter((r) => r.isReview).every((r) => r.status === 'resolved')).toBe(true);
    return true;
  });
  expect((await again.must('list-policies', {})).policies).toMatchObject([{ id: 'access', isDue: false }]);
});

test('[Y8] a review is merged with no incident and counted by no measure', async () => {
  const real = await startDemoAt('Real', 'warning');
  ends.push(real.stop);
  const desk = await start({ config: { feeds: [feed(real.url)], policies: [ACCESS] } });
  await eventually('the incident', async () => (await desk.snapshot()).rows.length === 2);
  const { rows } = await desk.snapshot();
  const ids = [rows.find((r) => r.isReview)?.id ?? '', rows.find((r) => !r.isReview)?.id ?? ''];
  const merged = await desk.call('merge-incidents', { into: ids[1], from: [ids[0]] });
  expect(merged.ok && merged.value.refused.length === 0).toBe(false);
  expect((await desk.snapshot()).rows.every((r) => r.status === 'open')).toBe(true);
  const scope = { from: Date.now() - 86_400_000, to: Date.now() + 1_000, service: null, severity: null };
  expect((await desk.must('look-back', { scope })).overview?.incidents).toBe(1);
});

test('[Y8] a review that was resolved unread is open again on the next day', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 23, 12) });
  const desk = await start({ config: { policies: [ACCESS] } });
  await eventually('the review', async () => (await reviewRow(desk)) !== undefined);
  const id = (await reviewRow(desk))?.id ?? '';
  await desk.must('resolve-incident', { incidents: [id], why: '' });
  vi.setSystemTime(Date.UTC(2026, 10, 23, 15));
  await new Promise((done) => setTimeout(done, 1_500));
  expect(await reviewRow(desk)).toMatchObject({ status: 'resolved' });
  vi.setSystemTime(Date.UTC(2026, 10, 25, 12));
  await eventually('the same review again', async () => (await reviewRow(desk))?.status === 'open');
  expect((await desk.snapshot()).rows.map((r) => r.id)).toEqual([id]);
  expect(desk.pages).toEqual([]);
});

test('[Y9] the policy that governs an incident stands beside it, and beside no other', async () => {
  const real = await startDemoAt('Real', 'warning');
  ends.push(real.stop);
  const governs = (matchers: string[], isSecurity: boolean | null = null) => ({ matchers, isSecurity });
  const policies = [
    { ...ACCESS, governs: governs(['service="shop"']) },
    { ...ACCESS, id: 'other', name: 'Other', governs: governs(['service="db"']) },
    { ...ACCESS, id: 'breach', name: 'Breach', governs: governs([], true) },
  ];
  const desk = await start({ config: { feeds: [feed(real.url)], policies } });
  await eventually('the incident', async () => (await desk.incident('Real')) !== null);
  const id = (await desk.incident('Real'))?.row.id ?? '';
  expect((await desk.incident('Real'))?.policies?.map((p) => p.id)).toEqual(['access']);
  await desk.must('flag-security', { incidents: [id], isSecurity: true });
  expect((await desk.incident('Real'))?.policies?.map((p) => p.id)).toEqual(['access', 'breach']);
});

test('[Y10] a service has a score with reasons, and acts raise it; reviews and drills are no service', async () => {
  const real = await startDemoAt('Slow', 'warning');
  ends.push(real.stop);
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-ready-'));
  const config = {
    feeds: [feed(real.url)],
    policies: [ACCESS],
    runbooks: { sources: [{ kind: 'folder', id: 'books', path: folder }] },
  };
  const desk = await start({ config });
  await eventually('the incident', async () => (await desk.incident('Slow')) !== null);
  const score = async () => {
    const { services, unnamed } = await desk.must('score-services', {});
    expect(services.map((s) => s.service)).toEqual(['shop']);
    expect(unnamed).toBe(0);
    const [shop] = services;
    if (!shop) throw new Error('no score');
    return { points: shop.points, got: Object.fromEntries(shop.reasons.map((r) => [r.check, r.points])), reasons: shop.reasons };
  };
  const before = await score();
  expect(before.got).toEqual({ runbook: 0, 'runbook-use': 0, actions: 20, drill: 0, heartbeat: 0, policy: 0 });
  expect(before.points).toBe(20);
  expect(before.reasons.find((r) => r.check === 'heartbeat')?.place).toEqual({ kind: 'feed', feed: 'am' });
  await desk.must('review-policy', { policy: 'access', note: '' });
  expect((await score()).points).toBe(30);
  writeFileSync(join(folder, 'slow.md'), '# Slow\n\n1. Look.\n');
  await desk.must('refresh-runbooks', { source: null });
  expect((await score()).got).toMatchObject({ runbook: 25, 'runbook-use': 15, policy: 10 });
  const { incident } = { incident: (await desk.incident('Slow'))?.row.id ?? '' };
  const due = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const action = { incident, text: 'Add an index', owner: 'ana', due, kind: null };
  await desk.must('record-action', action);
  expect((await score()).got.actions).toBe(10);
});
