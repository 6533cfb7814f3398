// What a desk does with messages that it heard on their way to the stream.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Overheard, type OverheardDeps } from '../../../electron/team/overheard';
import type { Delivered, TeamMessage } from '../../../electron/team/seams';

const [ME, BO] = ['m'.repeat(26), 'b'.repeat(26)];

/** A sealed message as far as it is looked at before it is opened. */
function message(desk: string, n: number): TeamMessage {
  const bytes = Buffer.alloc(130, n);
  bytes.write('DW1', 0, 'latin1');
  bytes.write(desk, 7, 'latin1');
  return { incident: `i${n}`, id: `id-${n}`, bytes };
}

const stored = ({ incident, bytes }: TeamMessage, position: number): Delivered => ({ incident, bytes: Buffer.from(bytes), position });

function hearing(change: Partial<OverheardDeps> = {}) {
  const taken: string[] = [];
  const sent: string[] = [];
  const overheard = new Overheard({
    desk: ME,
    take: async (messages) => {
      taken.push(...messages.map(({ incident }) => incident));
      return messages;
    },
    send: async ({ id }) => void sent.push(id),
    isAlive: () => true,
    mayTake: () => true,
    now: () => Date.now(),
    ...change,
  });
  return { overheard, taken, sent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[T28] what is heard, also twice, is taken once, and the stream’s copy of it says nothing new', async () => {
  const { overheard, taken } = hearing();
  overheard.hear(message(BO, 1));
  overheard.hear(message(BO, 1));
  await vi.advanceTimersByTimeAsync(0);
  overheard.hear(message(BO, 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(new Set(taken)).toEqual(new Set(['i1']));
  expect(overheard.news([stored(message(BO, 1), 7), stored(message(BO, 2), 8)]).map(({ position }) => position)).toEqual([8]);
  expect(overheard.ahead).toBe(0);
  overheard.stop();
});

test('[T28] what could not be opened is left to the stream, as is what was written here and what is of no known form', async () => {
  const { overheard, taken } = hearing({ take: async () => [] });
  overheard.hear(message(BO, 1));
  overheard.hear(message(ME, 2));
  overheard.hear({ incident: 'i3', id: 'x', bytes: Buffer.from('hello') });
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual([]);
  const [one, own] = [stored(message(BO, 1), 1), stored(message(ME, 2), 2)];
  expect(overheard.news([one, own])).toEqual([one]);
  overheard.stop();
});

test('[T28] a message whose desk is gone before the stream has it is sent there; one whose desk lives is not', async () => {
  const { overheard, sent } = hearing({ isAlive: (desk) => desk !== BO });
  overheard.hear(message(BO, 1));
  overheard.hear(message('c'.repeat(26), 2));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(sent).toEqual(['id-1']);
  overheard.news([stored(message(BO, 1), 1)]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual(['id-1']);
  overheard.stop();
});

test('[T28] an incident whose past is to be read first waits for the stream', async () => {
  const { overheard, taken } = hearing({ mayTake: (incident) => incident !== 'i1' });
  overheard.hear(message(BO, 1));
  overheard.hear(message(BO, 2));
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual(['i2']);
  overheard.stop();
});
