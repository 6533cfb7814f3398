// When backups are made, and what is told about them, on a clock of its own.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeBackupRoom } from '../../../electron/engine/backup-room';
import type { UpkeepAlerts } from '../../../electron/engine/upkeep-alerts';
import { listBackups } from '../../../electron/log/backup-folder';
import { commit, KEY, NOW, opened, openIn, tempFolder } from '../log/a-log';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function aRoom() {
  const profile = tempFolder();
  const log = openIn(profile);
  commit(log, [opened('a', 1)]);
  const told: (string | null)[] = [];
  const after: number[] = [];
  const clock = { now: NOW };
  const folder = join(profile, 'backups');
  const alerts = {
    backup: (trouble: { kind: string } | null, isLong: boolean) => told.push(trouble && `${trouble.kind}${isLong ? ' for long' : ''}`),
  } as unknown as UpkeepAlerts;
  const backups = { file: join(profile, 'dogwatch.db'), key: KEY, folder, thread: null };
  const room = makeBackupRoom({
    now: () => clock.now,
    journal: () => undefined,
    backups,
    alerts,
    afterDaily: async () => after.push(clock.now),
  });
  return { room, clock, told, after, folder, log };
}

test('[U2] one a day: due at once without any, then a day after the newest, also after a restart', async () => {
  const { room, clock, told, after, folder, log } = aRoom();
  expect(await room.look()).toBe(NOW + DAY);
  clock.now += 5 * HOUR;
  expect(await room.look()).toBe(NOW + DAY);
  expect(listBackups(folder)).toHaveLength(1);
  clock.now = NOW + DAY + 1;
  expect(await room.look()).toBe(clock.now + DAY);
  expect(listBackups(folder).map(({ why }) => why)).toEqual(['daily', 'daily']);
  expect(told).toEqual([null, null]);
  expect(after).toEqual([NOW, clock.now]);
  log.close();
});

test('[U2] [S8] a failed one is tried again after an hour, told as trouble after three days, and taken back by a good one', async () => {
  const { room, clock, told, after, folder, log } = aRoom();
  await room.look();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in the way');
  clock.now += DAY;
  expect(await room.look()).toBe(clock.now + HOUR);
  expect(after).toEqual([NOW]);
  expect(told.at(-1)).toBe('unwritable for long');
  rmSync(folder);
  expect(await room.look()).toBe(clock.now + DAY);
  expect(told.at(-1)).toBeNull();
  log.close();
});

test('[U2] a clock that was set back does not wait for the future', async () => {
  const { room, clock, folder, log } = aRoom();
  clock.now = NOW + 10 * DAY;
  await room.look();
  clock.now = NOW;
  expect(await room.look()).toBe(NOW + DAY);
  expect(listBackups(folder)).toHaveLength(2);
  log.close();
});

test('[U1] two that are asked for at once are one', async () => {
  const { room, folder, log } = aRoom();
  const [one, other] = await Promise.all([room.calls['back-up-now']({}), room.calls['back-up-now']({})]);
  expect(one).toEqual(other);
  expect(listBackups(folder)).toHaveLength(1);
  log.close();
});
