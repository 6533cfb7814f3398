// Two engines with one schedule, a real NATS server and a real source: who pages, how fast an acknowledgement stops the others, and what
// one does when the other is gone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import { type DeskEngine, feed, startDeskEngine } from '../engine/desk-engine';

const PEOPLE = ['ana', 'bo'];
const ACKS = 50;

function configOf(person: string, am: string, nats: string) {
  return {
    person: { name: person, id: person },
    people: PEOPLE.map((id) => ({ id, name: id })),
    schedules: [
      {
        id: 'main',
        name: 'Main',
        from: { kind: 'rotation', people: PEOPLE, startDate: '2026-01-05', timeZone: 'UTC', rrule: 'FREQ=YEARLY' },
      },
    ],
    feeds: [feed(am)],
    sharing: { isOn: true, space: 'ops', servers: [nats], deskName: `${person}'s desk` },
  };
}

async function rowOf(desk: DeskEngine, title: string) {
  return (await desk.snapshot()).rows.find((row) => row.title === title);
}

describe('a team with one person on call', () => {
  let nats: Nats;
  let am: Alertmanager;
  let ana: DeskEngine;
  let bo: DeskEngine;

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNats(), startAlertmanager()]);
    ana = await startDeskEngine({ config: configOf('ana', am.url, nats.url) });
    bo = await startDeskEngine({ config: configOf('bo', am.url, nats.url) });
    const { desk } = await ana.must('found-space', {});
    await eventually('bo is connected', async () => (await bo.must('get-sharing', {})).status.state === 'outside');
    await bo.must('join-space', { founder: desk });
    const asking = await eventually('the request is seen', async () => (await ana.must('get-sharing', {})).requests[0]);
    await ana.must('admit-desk', { desk: asking.desk });
    for (const one of [ana, bo])
      await eventually('both are there', async () => (await one.must('get-sharing', {})).members.filter((m) => m.isAlive).length === 2);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([ana?.stop(), bo?.stop()]);
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  /** Who is on call now, as the schedule has it, and the other one. */
  function inOrderOfDuty(title: string): { readonly first: DeskEngine; readonly second: DeskEngine } {
    const isAna = ana.pages.some((page) => page.title.includes(title));
    return isAna ? { first: ana, second: bo } : { first: bo, second: ana };
  }

  test('[T15] only the desk of the person on call pages, and the other says in words why not', async () => {
    await am.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
    await eventually('both have it', async () => (await rowOf(ana, 'DiskFull')) && (await rowOf(bo, 'DiskFull')));
    await eventually('a page', () => [...ana.pages, ...bo.pages].some((page) => page.title.includes('DiskFull')));
    const { first, second } = inOrderOfDuty('DiskFull');
    await eventually('the other knows', async () => (await rowOf(second, 'DiskFull'))?.paging.lastOutcome === 'shown');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(first.pages.filter((page) => page.title.includes('DiskFull'))).toHaveLength(1);
    expect(second.pages.filter((page) => page.title.includes('DiskFull'))).toHaveLength(0);
    const why = (await second.incident('DiskFull'))?.why?.sentence;
    expect(why).toMatch(/^This paged another desk of the team; (ana|bo) is on call, and their desk is there\.$/);
  });

  test('[T16] an acknowledgement on one desk takes the page from the other within a second, also the slowest of fifty', async () => {
    const { id = '' } = (await rowOf(ana, 'DiskFull')) ?? {};
    const took: number[] = [];
    for (let n = 0; n < ACKS; n++) {
      const known = ana.withdrawn.length;
      const from = performance.now();
      await bo.must('acknowledge-incident', { incidents: [id] });
      await eventually('it left the screen', () => ana.withdrawn.slice(known).includes(id), { everyMs: 2 });
      took.push(performance.now() - from);
      await bo.must('unacknowledge-incident', { incidents: [id] });
      await eventually('it is open again', async () => (await rowOf(ana, 'DiskFull'))?.status === 'open', { everyMs: 5 });
    }
    const sorted = took.sort((a, b) => a - b);
    console.info(`ack to page gone: p50 ${Math.round(sorted[24] ?? 0)} ms, p99 ${Math.round(sorted[49] ?? 0)} ms`);
    expect(sorted.at(-1)).toBeLessThan(1_000);
  }, 60_000);

  test('[T17] the silence at the source is made once, by the desk that took the acknowledgement', async () => {
    const { id = '' } = (await rowOf(ana, 'DiskFull')) ?? {};
    await bo.must('acknowledge-incident', { incidents: [id] });
    const own = (desk: DeskEngine, kind: string) => desk.events.filter((e) => e.kind === kind && e.incident === id && !e.isForeign);
    const before = own(ana, 'write.requested').length;
    await eventually('the source has it', async () =>
      (await rowOf(ana, 'DiskFull'))?.writes.some((write) => write.action === 'ack' && write.state === 'confirmed'),
    );
    expect(before).toBe(0);
    expect(own(ana, 'write.requested')).toHaveLength(0);
    expect(own(bo, 'write.confirmed').length).toBeGreaterThan(0);
    expect((await rowOf(ana, 'DiskFull'))?.acknowledgedOn).toBe((await bo.must('get-sharing', {})).desk);
  }, 30_000);

  test('[T15] when the desk of the person on call is gone the other pages', async () => {
    const { first, second } = inOrderOfDuty('DiskFull');
    await first.stop(true);
    await am.post([{ labels: { alertname: 'QueueStuck', service: 'shop', severity: 'critical' } }]);
    await eventually('the other pages', () => second.pages.some((page) => page.title.includes('QueueStuck')), { limitMs: 30_000 });
  }, 45_000);
});
