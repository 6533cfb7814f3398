// A desk that is let in to a long history, on a real NATS server: ready with a snapshot, whole in the end, and not misled by a false one.
import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import { TeamDesk } from './team-desk';

const EVERY = 200;
const INCIDENTS = 400;
const LIVE_FROM = 380;
const FORGED = 'snapshot-of-nobody';
const name = (n: number): string => `Disk${n}`;
const names = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => name(from + i));

describe('a desk that joins late', () => {
  let nats: Nats;
  let ana: TeamDesk;
  let bo: TeamDesk;
  const started: TeamDesk[] = [];

  const begin = async (person: string): Promise<TeamDesk> => {
    const desk = await TeamDesk.start({ name: person, url: nats.url, snapshotEvery: EVERY });
    started.push(desk);
    return desk;
  };
  const last = async (): Promise<number> => {
    const nc = await nats.connect();
    const { state } = await (await jetstreamManager(nc)).streams.info('DOGWATCH_ops');
    await nc.close();
    return state.last_seq;
  };
  const snapshots = async (): Promise<{ name: string; position: number }[]> => {
    const nc = await nats.connect();
    const kept = await (await new Kvm(nc).open('dogwatch-ops-members')).get('snapshots');
    await nc.close();
    return kept ? kept.json<{ snapshots: { name: string; position: number }[] }>().snapshots : [];
  };
  const alike = async (desks: readonly TeamDesk[]): Promise<void> => {
    await eventually('all read all', async () => {
      const end = await last();
      return desks.every(({ space }) => space.position === end && space.history.left === 0);
    });
    expect(new Set(desks.map(({ standing }) => standing)).size).toBe(1);
  };

  beforeAll(async () => {
    nats = await startNats();
    ana = await begin('ana');
    await ana.found();
    bo = await begin('bo');
    await ana.letIn(bo);
    for (let n = 0; n < INCIDENTS; n += 20) {
      const some = names(n, n + 20);
      ana.see(some);
      await eventually('bo has them', () => some.every((one) => bo.titles.includes(one)));
      bo.act(some, { act: 'acknowledge', via: 'test' });
      await eventually('ana knows who took them', () => [...ana.desk.state.incidents.values()].every(({ row }) => row.acknowledgedBy));
      if (n < LIVE_FROM) {
        ana.see([], some);
        ana.act(some, { act: 'resolve', why: 'fixed' });
        ana.act(some, { act: 'close', why: 'done' });
      }
    }
    await alike([ana, bo]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(started.map((desk) => desk.stop()));
    await nats?.stop();
  });

  test('[T22] takes the newest snapshot, stands like the others before it has read what is older, and like them in all in the end', async () => {
    const [newest] = await eventually('a snapshot is made', async () => {
      const made = await snapshots();
      return (await last()) - (made[0]?.position ?? 0) < EVERY && made;
    });
    expect((await snapshots()).length).toBeLessThanOrEqual(3);
    const cy = await begin('cy');
    await bo.letIn(cy);
    await eventually('cy stands like ana', () => cy.standing === ana.standing);
    const unread = cy.space.history.left;
    expect(unread).toBeGreaterThan(0);
    expect(unread).toBeLessThanOrEqual(newest?.position ?? 0);
    await alike([ana, bo, cy]);
    expect(cy.eventIds).toEqual(ana.eventIds);
    expect(cy.wholeStanding).toBe(ana.wholeStanding);
  });

  test('[T23] what happens to an incident that it has not read yet is understood at once', async () => {
    const dee = await begin('dee');
    await ana.letIn(dee);
    await eventually('dee begins', () => dee.space.history.left > 0);
    const old = ana.log.pastRows(['closed'], null, 1_000).rows.find(({ title }) => title === name(0));
    ana.goOn(old?.id ?? '');
    await eventually('dee sees it', () => dee.titles.includes(name(0)));
    expect(dee.space.history.left).toBeGreaterThan(0);
    await alike([ana, bo, dee]);
  });

  test('[T23] goes on reading what is older after a restart', async () => {
    const eve = await begin('eve');
    await ana.letIn(eve);
    await eventually('eve begins', () => eve.space.history.left > 0);
    await eve.reopen();
    await alike([ana, eve]);
    expect(eve.eventIds).toEqual(ana.eventIds);
    expect(eve.wholeStanding).toBe(ana.wholeStanding);
  });

  test('[T22] a snapshot that is damaged, forged or gone is passed by, and the next one taken, or all is read', async () => {
    const nc = await nats.connect();
    const store = await new Objm(nc).open('dogwatch-ops-files');
    const [first, second, ...rest] = await snapshots();
    const bytes = Buffer.from((await store.getBlob(first?.name ?? '')) ?? []);
    bytes[400] = (bytes[400] ?? 0) ^ 1;
    await store.putBlob({ name: first?.name ?? '' }, bytes);
    const keep = await new Kvm(nc).open('dogwatch-ops-members');
    const forged = { name: FORGED, position: (await last()) + 100, madeAt: Date.now() };
    await keep.put('snapshots', JSON.stringify({ v: 1, snapshots: [forged, first, second, ...rest] }));
    const fay = await begin('fay');
    await ana.letIn(fay);
    await alike([ana, fay]);
    for (const { name } of [second, ...rest].filter((one) => one !== undefined)) await store.delete(name);
    await nc.close();
    const gus = await begin('gus');
    await ana.letIn(gus);
    await eventually('gus reads all', () => gus.journal.some((line) => line.includes('reads all of its history first')), {
      limitMs: 20_000,
    });
    await alike([ana, gus]);
    expect(gus.wholeStanding).toBe(ana.wholeStanding);
  }, 40_000);

  test('[T24] what the stream has dropped is known to a desk that joins, where it is not over', async () => {
    ana.see(names(INCIDENTS, INCIDENTS + 2 * EVERY));
    const newest = await eventually('a snapshot is made anew', async () => {
      const [made] = await snapshots();
      return made && made.name !== FORGED && made.position > (await last()) - EVERY && made;
    });
    const nc = await nats.connect();
    await (await jetstreamManager(nc)).streams.purge('DOGWATCH_ops', { seq: newest.position + 1 });
    await nc.close();
    const hal = await begin('hal');
    await ana.letIn(hal);
    await alike([ana, hal]);
    expect(hal.log.pastRows(['closed'], null, 10).total).toBeLessThan(ana.log.pastRows(['closed'], null, 10).total);
    expect(hal.journal).toContainEqual(expect.stringContaining('has dropped the messages from 1 to'));
  });
});
