import { expect, it } from 'vitest';
import type { Draft } from '../../../../shared/log/event';
import { tellEvent, tellInList } from '../../../../shared/log/views/timeline';
import { Bench, T0 } from '../../make';

it.each([
  [15, '15 min'],
  [60, '1 h'],
  [714, '11 h 54 min'],
  [0.2, '1 min'],
])('a snooze of %d minutes is told by its length, which needs no time zone', (minutes, words) => {
  const draft: Draft = {
    kind: 'incident.snoozed',
    incident: 'i1',
    actor: 'me',
    data: { until: T0 + minutes * 60_000, by: 'me', via: 'window' },
  };
  const [event] = new Bench().seal([draft], T0);
  expect(event && tellEvent(event)).toMatchObject({ at: T0, text: 'Snoozed by me', detail: `for ${words}`, tone: 'person' });
});

it('[R38] of a long output a list of entries holds the beginning and how much more there is; a note stays whole', () => {
  const output = `first line\n${'x'.repeat(100_000)}`;
  const end = { how: 'exited', exitCode: 0, durationMs: 1, output, outputSha256: '', outputBytes: 1, isCut: false } as const;
  const text = 'n'.repeat(5_000);
  const [run, note] = new Bench().seal(
    [
      { kind: 'run.finished', incident: 'i1', actor: 'me', data: { run: 'r', ...end } },
      { kind: 'incident.noted', incident: 'i1', actor: 'me', data: { text, by: 'me' } },
    ],
    T0,
  );
  expect(run && tellInList(run).detail).toMatch(/^first line\nx{1989}… \(98,011 characters more\)$/);
  expect(run && tellEvent(run).detail).toBe(output);
  expect(note && tellInList(note).detail).toBe(text);
});

it('a source is told by its name, and by its id where nobody knows it any more', () => {
  const data = { write: 'w', feed: 'am', action: 'ack', ref: null, until: null, why: 'as you asked', retryOf: null } as const;
  const [event] = new Bench().seal([{ kind: 'write.requested', incident: 'i1', actor: 'me', data }], T0);
  expect(event && tellInList(event, () => 'Main cluster').text).toBe('Acknowledgement on its way to Main cluster');
  expect(event && tellInList(event).text).toBe('Acknowledgement on its way to am');
});
