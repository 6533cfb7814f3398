// Proofs of detection against a real Alertmanager: good ones, and one that fails at each step.
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let server: Alertmanager;
let desk: DeskEngine;

beforeAll(async () => {
  server = await startAlertmanager();
});
afterAll(() => server.stop());
afterEach(() => desk.stop());

const atServer = async (): Promise<string[]> =>
  (JSON.parse((await server.get('/api/v2/alerts')).body) as { labels: Record<string, string> }[])
    .filter((a) => a.labels.alertname === 'DogwatchCanary')
    .map((a) => a.labels.dogwatch_canary ?? '');
const kinds = (): string[] => desk.events.map((e) => e.kind).filter((k) => k.startsWith('canary.'));
const proof = () => desk.feeds()[0]?.proof;
const sees = () => eventually('the feed sees', () => desk.feeds()[0]?.state === 'ok');
const ended = (kind: 'canary.proved' | 'canary.failed', limitMs = 40_000) =>
  eventually(kind, () => desk.events.find((e) => e.kind === kind)?.data as Record<string, unknown> | undefined, { limitMs });

describe('canary at Alertmanager', () => {
  it('[P1] [P2] is posted, seen, shown and cleared, and is nothing to work on for any desk', async () => {
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    const other = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    const proved = await ended('canary.proved');
    expect(proved).toMatchObject({ feed: 'am', withheld: null, isByHand: true, shownMs: expect.any(Number) });
    expect(kinds()).toEqual(['canary.posted', 'canary.cleared', 'canary.proved']);
    const [page] = desk.pages;
    expect([desk.pages.length, page?.pageKind, page?.sound, page?.urgency]).toEqual([1, 'canary', null, 'low']);
    expect(desk.withdrawn).toContain(page?.thread);
    await eventually('gone from the source', async () => (await atServer()).length === 0);
    await eventually('told', () => desk.status()?.proof?.at != null && proof()?.step === null);
    expect(desk.status()?.proof?.failed).toEqual([]);
    for (const one of [desk, other]) expect((await one.snapshot()).rows).toEqual([]);
    expect(other.pages).toEqual([]);
    await other.stop();
  });

  it('[P1] carries what the matchers of the feed ask for; matchers that no canary can meet are told at once', async () => {
    const only = (filters: string[]) => feed(server.url, { config: { urls: [server.url], restartGraceSeconds: 0, filters } });
    desk = await startDeskEngine({ config: { feeds: [only(['team="storage"'])] } });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    await ended('canary.proved');
    await desk.stop();
    desk = await startDeskEngine({ config: { feeds: [only(['severity="critical"'])] } });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    expect(await ended('canary.failed')).toMatchObject({ step: 'posted', why: expect.stringContaining('matchers') });
  });

  it('[P1] with the routes that the docs give, no receiver hears of it', async () => {
    const [, config = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/proof.md', 'utf8')) ?? [];
    const routed = await startAlertmanager({ config });
    desk = await startDeskEngine({ config: { feeds: [feed(routed.url)] }, isMute: true });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    await eventually('its page', () => desk.pages.some((p) => p.pageKind === 'canary'));
    const [alert] = JSON.parse((await routed.get('/api/v2/alerts')).body) as { receivers: { name: string }[] }[];
    expect(alert?.receivers).toEqual([{ name: 'nobody' }]);
    await routed.stop();
  });

  it('[P4] a receiver that is gone fails at "posted", becomes an incident at once when asked by hand, and resolves with the next proof', async () => {
    const port = await freePort();
    desk = await startDeskEngine({ config: { feeds: [feed(`http://127.0.0.1:${port}`, { failAfterSeconds: 600 })] } });
    await eventually('blind', () => desk.feeds()[0]?.state === 'blind');
    await desk.must('prove-feed', { feed: 'am' });
    expect(await ended('canary.failed')).toMatchObject({ step: 'posted', why: expect.stringMatching(/refuse|connect|reach/i) });
    const detail = await eventually('an incident', () => desk.incident('CanaryFailed'));
    expect(detail.row.summary).toContain('Detection is not proved for Main: the source did not take the test alert');
    expect(detail.alerts[0]?.annotations.remedy).not.toBe('');
    expect(desk.status()?.proof?.failed).toEqual(['Main']);
    await desk.stop(true);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(server.url)] } });
    await sees();
    expect((await desk.incident('CanaryFailed'))?.row.status).toBe('open');
    await desk.must('prove-feed', { feed: 'am' });
    await ended('canary.proved');
    await eventually('it resolves', async () => (await desk.incident('CanaryFailed'))?.row.status === 'resolved');
  });

  it('[P3] silenced at the source, and with paging paused, the page is withheld with the reason: no failure', async () => {
    const id = await server.silence([{ name: 'alertname', value: 'DogwatchCanary', isRegex: false, isEqual: true }], 10);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    const held = await ended('canary.proved');
    await server.expireSilence(id);
    expect([held.shownMs, held.withheld]).toEqual([null, 'the source holds it back (silence)']);
    await desk.must('pause-paging', { minutes: 5 });
    await eventually('the first is over', () => proof()?.step === null);
    await desk.must('prove-feed', { feed: 'am' });
    await eventually('told as paused', () => proof()?.withheld === 'paging is paused');
    expect(desk.pages).toEqual([]);
  });

  it('[P4] a page that the desktop can not show fails at "shown", and the canary is cleared', async () => {
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] }, isMute: true });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    const page = await eventually('its page', () => desk.pages.find((p) => p.pageKind === 'canary'));
    desk.engine.onOutcome(page.page, [], { kind: 'failed', route: 'dbus', why: 'No notification service answers.' });
    expect(await ended('canary.failed')).toMatchObject({ step: 'shown', why: 'No notification service answers.' });
    await eventually('gone from the source', async () => (await atServer()).length === 0);
  });

  it('[P4] what does not come back through the feed fails at "seen" with where to look', async () => {
    const elsewhere = feed(server.url, { config: { urls: [server.url], restartGraceSeconds: 0, receiver: 'elsewhere' } });
    desk = await startDeskEngine({ config: { feeds: [elsewhere] } });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    expect(await ended('canary.failed')).toMatchObject({ step: 'seen', remedy: expect.stringContaining('receiver') });
    expect(desk.pages.filter((p) => p.pageKind === 'canary')).toEqual([]);
  }, 60_000);

  it('[P5] an engine that ends in the middle clears at its next start what it had posted', async () => {
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] }, isMute: true });
    await sees();
    await desk.must('prove-feed', { feed: 'am' });
    await eventually('its page', () => desk.pages.some((p) => p.pageKind === 'canary'));
    expect(await atServer()).toHaveLength(1);
    await desk.stop(true);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(server.url)] } });
    await eventually('gone from the source', async () => (await atServer()).length === 0, { limitMs: 15_000 });
    expect(desk.pages).toEqual([]);
  });

  it('[P2] by the clock it runs by itself; a webhook feed proves its own listener', async () => {
    const port = await freePort();
    const hook = {
      ...{ id: 'hook', kind: 'webhook', name: 'Hook', canaryMinutes: 1 },
      config: { address: `127.0.0.1:${port}`, token: { env: 'HOOK_TOKEN' } },
    };
    process.env.HOOK_TOKEN = 'a-token-of-this-test';
    desk = await startDeskEngine({ config: { feeds: [hook] } });
    const proved = await ended('canary.proved');
    expect(proved).toMatchObject({ feed: 'hook', isByHand: false, withheld: null });
    await eventually('told', () => desk.status()?.proof?.at != null);
    expect((await desk.snapshot()).rows).toEqual([]);
    expect(JSON.stringify(desk.events)).not.toContain('a-token-of-this-test');
  });
});
