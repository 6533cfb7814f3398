// Pages come and go on the screen as incidents do.
import { describe, expect, it } from 'vitest';
import { Desk, loadState } from '../../../electron/engine/desk';
import { Pager } from '../../../electron/engine/pager';
import type { Log } from '../../../electron/log/store';
import { decideAct, type IncidentAct } from '../../../shared/log/decide/commands';
import { decideSightings } from '../../../shared/log/decide/sightings';
import type { PageRequest } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { defaultSettings } from '../../../shared/settings';
import { sighting, T0 } from '../../shared/make';
import { aLog, allEvents } from '../log/a-log';

const COUNT = 20;
const services = Array.from({ length: COUNT }, (_, i) => sighting({ alertname: 'Down', service: `s${i}`, severity: 'critical' }));

/** A desk with its pager, on the log of an earlier one if given. */
function rig(log: Log = aLog()) {
  let now = T0;
  const shown: PageRequest[] = [];
  const withdrawn: string[] = [];
  const desk = new Desk({ log, now: () => now, timeZone: 'UTC', settings: defaultSettings }, loadState(log, EMPTY_STATE, now));
  const pager = new Pager({
    ...{ desk, person: () => 'me', now: () => now },
    duty: () => undefined,
    present: (page) => shown.push(page),
    withdraw: (threads) => withdrawn.push(...threads),
  });
  const see = (keys: readonly string[], clearedKeys: readonly string[] = []) => {
    now += 1000;
    const sightings = services.filter((s) => keys.includes(s.key));
    const input = { feed: 'am', sightings, clearedKeys, clearedWhy: 'gone', previousAnswerAt: null };
    desk.transact((state, ctx) => decideSightings(state, input, ctx));
  };
  const ids = () => [...desk.state.incidents.keys()];
  const act = (some: readonly string[], what: IncidentAct) => desk.transact((state) => decideAct(state, some, what, 'me').drafts);
  return { log, pager, shown, withdrawn, see, ids, act, storm: () => shown.find((page) => page.pageKind === 'storm')?.thread ?? '' };
}
const keys = services.map((s) => s.key);
const ack: IncidentAct = { act: 'acknowledge', via: 'test' };
const snooze: IncidentAct = { act: 'snooze', until: T0 + 3_600_000, via: 'test' };

describe('the page of a storm', () => {
  it('[N6] leaves the screen when everything that it counts cleared, and not before', () => {
    const { see, storm, withdrawn } = rig();
    see(keys);
    expect(storm()).toMatch(/^storm:/);
    see([], keys.slice(1));
    expect(withdrawn).not.toContain(storm());
    see([], keys.slice(0, 1));
    expect(withdrawn).toContain(storm());
  });

  it('[N6] leaves it too when somebody has what is left, or put it off', () => {
    const { see, ids, act, storm, withdrawn } = rig();
    see(keys);
    act(ids().slice(0, 9), ack);
    act(ids().slice(9, 19), snooze);
    expect(withdrawn).not.toContain(storm());
    act(ids().slice(19), ack);
    expect(withdrawn).toContain(storm());
  });

  it('[N6] stays while an incident that joined the storm later waits', () => {
    const { see, storm, withdrawn } = rig();
    see(keys.slice(0, COUNT - 1));
    see(keys);
    see([], keys.slice(0, COUNT - 1));
    expect(withdrawn).not.toContain(storm());
    see([], keys.slice(COUNT - 1));
    expect(withdrawn).toContain(storm());
  });

  it('[N6] [N10] is known again after a restart of the engine', () => {
    const first = rig();
    first.see(keys);
    const second = rig(first.log);
    second.pager.redeliver(allEvents(first.log));
    expect(second.shown.map((page) => page.thread)).toEqual([first.storm()]);
    second.act(second.ids(), ack);
    expect(second.withdrawn).toContain(first.storm());
    const third = rig(first.log);
    third.pager.redeliver(allEvents(first.log));
    expect([third.shown, third.withdrawn]).toEqual([[], [first.storm()]]);
  });
});
