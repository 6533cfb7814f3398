// The whole engine with a real Alertmanager when the disk is full, when feeds go away, and when episodes pass while it is off.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { boot } from '../../../electron/engine/boot';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { mountSmall } from '../../harness/tiny-mount';
import { type DeskEngine, feed, KEY, startDeskEngine } from './desk-engine';

let server: Alertmanager;
let desk: DeskEngine;
beforeAll(async () => {
  server = await startAlertmanager();
});
afterAll(() => server.stop());
afterEach(() => desk.stop());

const labels = (name: string) => ({ alertname: name, service: 'db', severity: 'critical' });
const rowOf = async (title: string) => (await desk.incident(title))?.row;

describe('a full disk', () => {
  it('[L2] is told as blind, ends nothing, and is over when there is room', async ({ skip }) => {
    const profile = mkdtempSync(join(tmpdir(), 'dogwatch-tiny-'));
    const unmount = mountSmall(profile, 2);
    if (!unmount) skip('only where a small file system can be mounted');
    try {
      desk = await startDeskEngine({ profile, config: { feeds: [feed(server.url)] } });
      await eventually('sees', () => desk.status()?.state === 'clear');
      spawnSync('sh', ['-c', `cat /dev/zero > ${profile}/filler`]);
      await server.post([{ labels: labels('NoRoom') }]);
      await eventually('blind in words', () => desk.status()?.blindWhy.some((w) => w.includes('Make room on the disk')));
      expect(await desk.incident('NoRoom')).toBeNull();
      expect(await desk.call('pause-paging', { minutes: 5 })).toMatchObject({ ok: false, error: { kind: 'failed' } });
      desk.engine.onOutcome('page', [], { kind: 'clicked' });
      await new Promise((resolve) => setTimeout(resolve, 2500));
      rmSync(join(profile, 'filler'));
      await eventually('paged', () => desk.pages.some((p) => p.title.includes('NoRoom')));
      await eventually('not blind any more', () => desk.status()?.state === 'problems');
      await desk.stop(true);
    } finally {
      unmount?.();
      await server.resolve(labels('NoRoom'));
    }
  });
});

describe('feeds that go', () => {
  it('[F4] clear their alerts when the settings file drops them or switches them off, and never alone by silence', async () => {
    await server.post([{ labels: labels('Orphan') }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    await eventually('seen', async () => (await rowOf('Orphan'))?.status === 'open');
    await desk.stop(true);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(server.url, { isEnabled: false })] } });
    await eventually('resolved', async () => (await rowOf('Orphan'))?.status === 'resolved');
    const detail = await desk.incident('Orphan');
    expect(detail?.timeline.map((t) => t.detail)).toContain('the feed am is not watched any more');
    expect((await desk.snapshot()).status.blindWhy).toContain('No feed is connected.');
    await server.resolve(labels('Orphan'));
  });

  it('[F2] an incident about a blind feed is over when the feed leaves the settings, also over a restart', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    desk = await startDeskEngine({ config: { feeds: [feed(url)] } });
    await eventually('told', async () => (await rowOf('FeedBlind'))?.status === 'open', { limitMs: 15_000 });
    await desk.stop(true);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(url)] } });
    await eventually('blind again', () => desk.status()?.state === 'blind');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect((await desk.snapshot()).rows.filter((r) => r.title === 'FeedBlind')).toHaveLength(1);
    await desk.stop(true);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(server.url, { id: 'other' })] } });
    await eventually('resolved', async () => (await rowOf('FeedBlind'))?.status === 'resolved');
  });
});

describe('what happened while it was off', () => {
  it('[A2] an acknowledged alert that cleared and fired again meanwhile is a new episode', async () => {
    await server.post([{ labels: labels('Returns'), startsAt: new Date(Date.now() - 60_000).toISOString() }]);
    desk = await startDeskEngine({ config: { feeds: [feed(server.url)] } });
    const before = await eventually('seen', () => rowOf('Returns'));
    await desk.must('acknowledge-incident', { incidents: [before.id] });
    await eventually('known there', async () => (await rowOf('Returns'))?.tally.suppressed === 1);
    await desk.stop(true);
    await server.resolve(labels('Returns'));
    await server.post([{ labels: labels('Returns'), startsAt: new Date(Date.now() + 5).toISOString() }]);
    desk = await startDeskEngine({ profile: desk.profile, config: { feeds: [feed(server.url)] } });
    await eventually('a second episode', async () => (await desk.incident('Returns'))?.alerts[0]?.episodes === 2);
    await server.resolve(labels('Returns'));
  });

  it('[F5] a feed that has not answered yet is not "clear"', async () => {
    desk = await startDeskEngine({ config: { feeds: [feed(`http://127.0.0.1:${await freePort()}`)] } });
    expect((await desk.snapshot()).status).toMatchObject({ state: 'blind', blindWhy: ['Main: Waiting for the first answer.'] });
  });
});

it('a profile that can not be used is refused in words', async () => {
  desk = await startDeskEngine({ config: {} });
  const file = join(desk.profile, 'a-file');
  writeFileSync(file, '');
  const nobody = { present: () => undefined, withdraw: () => undefined, onStatus: () => undefined, onEvents: () => undefined };
  const voice = { ...nobody, onFeeds: () => undefined, journal: () => undefined };
  const options = { profile: join(file, 'sub'), key: KEY, keyKeeping: 'file', configFile: null, demoDir: null } as const;
  expect(await boot({ ...options, onLeaveDemo: () => undefined, voice })).toMatchObject({
    ok: false,
    what: expect.stringContaining('can’t be used'),
  });
});
