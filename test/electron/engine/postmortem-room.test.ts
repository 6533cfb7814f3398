// What goes on without anybody asking: a version when a stretch of writing is over, and reminders of what is due.
import { expect, it } from 'vitest';
import { Desk, loadState } from '../../../electron/engine/desk';
import { PostmortemRoom } from '../../../electron/engine/postmortem-room';
import { firstUpdate } from '../../../electron/postmortem/live-doc';
import type { LogEvent } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { businessDaysAfter } from '../../../shared/rules/business-days';
import { defaultSettings } from '../../../shared/settings';
import { aLog, closed, NOW, opened, resolved } from '../log/a-log';

const MINUTE_MS = 60_000;
const INCIDENT = 'inc-1';

function rig() {
  const log = aLog();
  const clock = { now: NOW };
  const told: LogEvent[] = [];
  const settings = defaultSettings();
  const deps = { log, now: () => clock.now, timeZone: 'UTC', settings: () => settings };
  const desk = new Desk(deps, loadState(log, EMPTY_STATE, NOW));
  let ids = 0;
  const room = new PostmortemRoom({
    ...{ desk, log, now: () => clock.now, newId: () => String(++ids), person: () => 'Anna' },
    push: () => undefined,
    journal: (line) => {
      throw new Error(line);
    },
  });
  desk.onCommit((events) => told.push(...events));
  desk.transact(() => [opened(INCIDENT, 1, { severity: 1 })]);
  desk.transact(() => [resolved(INCIDENT)]);
  const write = async (text: string): Promise<void> => {
    const reply = await (await room.desk()).edit(INCIDENT, Buffer.from(firstUpdate(text, text)).toString('base64'));
    expect(reply.ok).toBe(true);
  };
  /** Lets time pass, with a look every minute. */
  const pass = async (ms: number): Promise<void> => {
    for (const until = clock.now + ms; clock.now < until; ) {
      clock.now += MINUTE_MS;
      for (let beat = 0; beat < 5; beat++) room.beat();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const of = (kind: LogEvent['kind']) => told.filter((e) => e.kind === kind);
  return { log, desk, room, clock, write, pass, of };
}

it('[M5] a version is kept by itself five minutes after the last edit, once, with who wrote and how long', async () => {
  const { room, write, pass, of, clock } = rig();
  await (await room.desk()).start(room.row(INCIDENT), INCIDENT, '', 'Begin ');
  clock.now += 3 * MINUTE_MS;
  await write('and on ');
  await pass(4 * MINUTE_MS);
  expect(of('postmortem.versioned')).toEqual([]);
  await pass(2 * MINUTE_MS);
  expect(of('postmortem.versioned')).toMatchObject([
    { data: { kept: 'after-writing', name: '', authors: ['Anna'], editedMs: 3 * MINUTE_MS } },
  ]);
  await pass(60 * MINUTE_MS);
  expect(of('postmortem.versioned')).toHaveLength(1);
});

it('[M5] who goes on writing has a version every half an hour', async () => {
  const { room, write, pass, of } = rig();
  await (await room.desk()).start(room.row(INCIDENT), INCIDENT, '', 'Begin ');
  for (let n = 0; n < 35; n++) {
    await write(`${n} `);
    await pass(2 * MINUTE_MS);
  }
  expect(of('postmortem.versioned')).toHaveLength(2);
});

it('[M9] [M10] a resolved SEV1 is due in five business days, also when it was closed since; reminded of twice, by low pages', async () => {
  const { log, desk, room, clock, of } = rig();
  const dueAt = businessDaysAfter(NOW, 5, 'UTC');
  expect(log.row(INCIDENT)?.postmortem).toEqual({ status: null, dueAt, reminded: null });
  desk.transact(() => [closed(INCIDENT)]);
  const beatAt = (at: number): void => {
    clock.now = at;
    for (let beat = 0; beat < 10; beat++) room.beat();
  };
  const HOUR_MS = 60 * MINUTE_MS;
  for (let at = NOW; at < dueAt + 9 * 24 * HOUR_MS; at += HOUR_MS) beatAt(at);
  expect(of('postmortem.reminded').map((e) => e.data)).toEqual([
    { dueAt, isLate: false },
    { dueAt, isLate: true },
  ]);
  expect(of('page.requested').filter((e) => e.kind === 'page.requested' && e.data.rule === 'postmortem due')).toMatchObject([
    { data: { title: 'Postmortem of INC-1 due soon', urgency: 'low', sound: null } },
    { data: { title: 'Postmortem of INC-1 due', urgency: 'low' } },
  ]);
  expect(log.row(INCIDENT)?.postmortem?.reminded).toBe('late');
  expect(log.postmortems.countDueBy(clock.now)).toBe(1);
  expect(desk.state.incidents.size).toBe(0);
});
