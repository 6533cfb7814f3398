// What was written of an incident while others alone read it, once this desk may send it.
import { expect, test } from 'vitest';
import { Owed } from '../../../electron/team/owed';
import { eventually } from '../../harness/eventually';

function aDesk(kept = { text: '' }) {
  const sent: string[] = [];
  const state = { maySend: false, failures: 0 };
  const owed = new Owed({
    kept: { read: () => kept.text, write: (text) => Object.assign(kept, { text }) },
    send: async (incident) => {
      if (state.failures-- > 0) throw new Error('away');
      sent.push(incident);
    },
    maySend: () => state.maySend,
    journal: () => undefined,
  });
  return { owed, sent, state, kept };
}

test('[T32] it waits for the team, goes once, and is remembered over a restart', async () => {
  const first = aDesk();
  first.owed.add(['i1', 'i2', 'i1']);
  first.owed.stop();
  expect(first.sent).toEqual([]);
  const again = aDesk(first.kept);
  again.state.maySend = true;
  again.owed.wake();
  await eventually('both were sent', () => again.sent.length === 2);
  again.owed.wake();
  expect(again.sent).toEqual(['i1', 'i2']);
  expect(again.kept.text).toBe('');
});

test('[T32] what the team did not take is tried again, and what it took is not', async () => {
  const desk = aDesk();
  desk.state.maySend = true;
  desk.state.failures = 1;
  desk.owed.add(['i1']);
  desk.owed.add(['i2']);
  await eventually('both were sent', () => desk.sent.length === 2, { limitMs: 20_000 });
  expect(desk.sent).toEqual(['i1', 'i2']);
});
