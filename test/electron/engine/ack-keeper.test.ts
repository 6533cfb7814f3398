// Acknowledgements at a source whose answers come late, wrong or not at all.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AckKeeper } from '../../../electron/engine/ack-keeper';
import { Desk, loadState } from '../../../electron/engine/desk';
import type { Log } from '../../../electron/log/store';
import type { ActionResult } from '../../../shared/feed';
import { decideAct, type IncidentAct } from '../../../shared/log/decide/commands';
import { decideMerge } from '../../../shared/log/decide/moves';
import { decideSightings } from '../../../shared/log/decide/sightings';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { sighting, T0 } from '../../shared/make';
import { aLog } from '../log/a-log';

const disk = { alertname: 'DiskFull', service: 'db', severity: 'critical' };
const MINUTE = 60_000;
const ok = (ref: string | null, isConfirmed = true): ActionResult => ({ ok: true, ref, until: null, isConfirmed });
const refusal: ActionResult = { ok: false, failure: { kind: 'auth', what: 'Forbidden.', remedy: 'Ask for rights.' } };

/** A desk with one source whose answers the test gives by hand. */
function rig(log: Log = aLog()) {
  let now = T0;
  let number = 0;
  const asked: { action: string; ref: string | null; settle: (result: ActionResult) => Promise<void> }[] = [];
  const feeds = new Set(['am']);
  const desk = new Desk({ log, now: () => now, timeZone: 'UTC', settings: defaultSettings }, loadState(log, EMPTY_STATE, now));
  const act = (_feed: string, action: string, args: { ref: string | null }) =>
    new Promise<ActionResult>((resolve) => {
      const settle = async (result: ActionResult) => {
        resolve(result);
        await new Promise((next) => setImmediate(next));
      };
      asked.push({ action, ref: args.ref, settle });
    });
  const keeper = new AckKeeper({
    ...{ desk, person: () => 'me', ackMs: () => 15 * MINUTE, now: () => now, newId: () => `w${++number}` },
    runner: { act: act as never, can: (feed) => feeds.has(feed) },
    pastRow: (id) => log.row(id),
    keeps: () => true,
    isOthers: () => false,
    journal: () => undefined,
  });
  const see = (sightings: readonly ReturnType<typeof sighting>[], clearedKeys: string[] = []) =>
    desk.transact((state, ctx) =>
      decideSightings(state, { feed: 'am', sightings, clearedKeys, clearedWhy: 'gone', previousAnswerAt: null }, ctx),
    );
  const person = (id: string, what: IncidentAct) => desk.transact((state) => decideAct(state, [id], what, 'me').drafts);
  const rows = () => [...desk.state.incidents.values()].map((i) => i.row);
  return { log, desk, keeper, asked, feeds, see, person, rows, advance: (ms: number) => (now += ms) };
}
const ack: IncidentAct = { act: 'acknowledge', via: 'test' };

afterEach(() => vi.useRealTimers());

describe('ack keeper', () => {
  it('[W2] takes back at once what was confirmed after the incident was over', async () => {
    const { see, person, rows, asked } = rig();
    see([sighting(disk)]);
    person(rows()[0]?.id ?? '', ack);
    see([], [sighting(disk).key]);
    expect(asked.map((a) => a.action)).toEqual(['ack']);
    await asked[0]?.settle(ok('s1'));
    expect(asked.map((a) => [a.action, a.ref])).toEqual([
      ['ack', null],
      ['unack', 's1'],
    ]);
  });

  it('[W2] takes it back when the incident is merged into one that nobody has', async () => {
    const { see, person, rows, asked, desk } = rig();
    see([sighting(disk), sighting({ ...disk, service: 'web' })]);
    const [db, web] = rows();
    person(db?.id ?? '', ack);
    await asked[0]?.settle(ok('s1'));
    desk.transact((state) => decideMerge(state, web?.id ?? '', [db?.id ?? ''], 'me').drafts);
    expect(asked.map((a) => [a.action, a.ref])).toEqual([
      ['ack', null],
      ['unack', 's1'],
    ]);
  });

  it('[W1] what could not be read back is not confirmed, and the next try goes on with it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const { see, person, rows, asked } = rig();
    see([sighting(disk)]);
    person(rows()[0]?.id ?? '', ack);
    await asked[0]?.settle(ok('s1', false));
    expect(rows()[0]?.writes[0]).toMatchObject({ state: 'pending', why: expect.stringContaining('did not show it') });
    vi.advanceTimersByTime(2000);
    expect(asked.map((a) => a.ref)).toEqual([null, 's1']);
    await asked[1]?.settle(ok('s1'));
    expect(rows()[0]?.writes.map((w) => [w.state, w.ref])).toEqual([['confirmed', 's1']]);
  });

  it('[W1] a refusal is told and not repeated with every look', async () => {
    const { see, person, rows, asked, keeper, advance } = rig();
    see([sighting(disk)]);
    const id = rows()[0]?.id ?? '';
    person(id, ack);
    await asked[0]?.settle(refusal);
    for (let i = 0; i < 9; i++) {
      advance(30_000);
      keeper.review();
    }
    expect(asked).toHaveLength(1);
    expect(rows()[0]?.writes[0]).toMatchObject({ state: 'failed', why: 'Forbidden. Ask for rights.' });
    advance(MINUTE);
    keeper.review();
    expect(asked).toHaveLength(2);
  });

  it('[W1] a person asks again for what was refused: at once, as a write of its own, once at a time', async () => {
    const { log, see, person, rows, asked, keeper } = rig();
    see([sighting(disk)]);
    const id = rows()[0]?.id ?? '';
    person(id, ack);
    await asked[0]?.settle(refusal);
    const [failed] = rows()[0]?.writes ?? [];
    if (!failed) throw new Error('no write');
    expect(keeper.retry(id, failed, 'ada')).toBeNull();
    expect(keeper.retry(id, failed, 'ada')).toBe('It is on its way already.');
    await asked[1]?.settle(ok('s1'));
    expect(rows()[0]?.writes.map((w) => [w.state, w.ref])).toEqual([['confirmed', 's1']]);
    const requests = log.incidentEvents(id).flatMap((e) => (e.kind === 'write.requested' ? [[e.actor, e.data.retryOf]] : []));
    expect(requests).toEqual([
      ['engine', null],
      ['person:ada', failed.id],
    ]);
  });

  it('[W1] says when there is nothing to ask for again', async () => {
    const { see, person, rows, asked, keeper } = rig();
    see([sighting(disk)]);
    const id = rows()[0]?.id ?? '';
    person(id, ack);
    await asked[0]?.settle(refusal);
    const [failed] = rows()[0]?.writes ?? [];
    person(id, { act: 'unacknowledge' });
    expect(failed && keeper.retry(id, failed, 'ada')).toContain('nothing to ask for');
    expect(asked).toHaveLength(1);
  });

  it('[W2] renews at half time, and does not believe an end that a wrong clock noted', async () => {
    const { see, person, rows, asked, keeper, advance } = rig();
    see([sighting(disk)]);
    person(rows()[0]?.id ?? '', ack);
    await asked[0]?.settle(ok('s1'));
    keeper.review();
    expect(asked).toHaveLength(1);
    advance(8 * MINUTE);
    keeper.review();
    expect(asked.at(-1)).toMatchObject({ action: 'ack', ref: 's1' });
    await asked[1]?.settle(ok('s1'));
    advance(-120 * MINUTE);
    keeper.review();
    expect(asked).toHaveLength(3);
  });

  it('[W1] a write that the engine died over is told as failed, and asked for anew while somebody has it', async () => {
    const first = rig();
    first.see([sighting(disk), sighting({ ...disk, service: 'web' })]);
    const [db, web] = first.rows();
    first.person(db?.id ?? '', ack);
    first.person(web?.id ?? '', ack);
    first.person(web?.id ?? '', { act: 'resolve', why: '' });
    const second = rig(first.log);
    second.keeper.abandon();
    second.keeper.review();
    expect(second.asked.map((a) => a.action)).toEqual(['ack']);
    const states = second.rows().map((r) => r.writes.map((w) => w.state));
    expect(states).toEqual([['pending'], ['failed']]);
  });

  it('[W1] a feed that is removed while a write is on its way ends it', async () => {
    const { see, person, rows, asked, feeds, keeper } = rig();
    see([sighting(disk)]);
    person(rows()[0]?.id ?? '', ack);
    feeds.clear();
    await asked[0]?.settle({ ok: false, failure: { kind: 'aborted', what: 'Given up.', remedy: '' } });
    keeper.review();
    expect(rows()[0]?.writes[0]?.state).toBe('failed');
    expect(asked).toHaveLength(1);
  });
});
