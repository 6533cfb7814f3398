import { expect, test } from 'vitest';
import { done } from '../../../electron/engine/gate';
import { callsInto, Room } from '../../../electron/engine/room';

/** A room whose making ends when the test says so. */
function slowRoom<T>(part: T) {
  let finish = (): void => undefined;
  let makings = 0;
  const made = new Promise<T>((resolve) => {
    finish = () => resolve(part);
  });
  const room = new Room(() => {
    makings++;
    return made;
  });
  return { room, finish: () => finish(), makings: () => makings };
}

test('a room is made once, by whoever asks first, and not before', async () => {
  const { room, finish, makings } = slowRoom({ name: 'part' });
  expect([makings(), room.now]).toEqual([0, null]);
  const both = Promise.all([room.open(), room.open()]);
  expect([makings(), room.now]).toEqual([1, null]);
  finish();
  const [first, second] = await both;
  expect(first).toBe(second);
  expect(room.now).toBe(first);
});

test('a call that comes before its room is open waits for it and is answered by it', async () => {
  const { room, finish } = slowRoom({ 'dismiss-absence': () => done({ dismissed: true as const }) });
  const calls = callsInto({ 'dismiss-absence': null }, () => room.open());
  let answer: unknown = null;
  const asked = Promise.resolve(calls['dismiss-absence']({})).then((reply) => {
    answer = reply;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(answer).toBeNull();
  finish();
  await asked;
  expect(answer).toEqual({ ok: true, value: { dismissed: true } });
});

test('shutting ends a part that is still being made, and makes none', async () => {
  const { room, finish } = slowRoom('part');
  const never = slowRoom('other');
  const ended: string[] = [];
  void room.open();
  const shut = Promise.all([room.shut((part) => ended.push(part)), never.room.shut((part) => ended.push(part))]);
  finish();
  await shut;
  expect([ended, never.makings()]).toEqual([['part'], 0]);
});
