// Action items and postmortems of several desks stand alike, whatever order their events arrive in.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Desk, loadState } from '../../../electron/engine/desk';
import type { ForeignEvent } from '../../../electron/log/foreign-events';
import type { Log } from '../../../electron/log/store';
import type { Draft } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { foldRow } from '../../../shared/log/views/queue';
import { defaultSettings } from '../../../shared/settings';
import { aLog, NOW, opened } from './a-log';

const about = { incident: 'inc-a', actor: 'person:ana' } as const;
const recorded = (action: string, text: string): Draft => ({
  kind: 'action.recorded',
  ...about,
  data: { action, text, owner: null, due: null, kind: null, state: 'open', isInText: false, by: 'ana' },
});
const state = (action: string, to: 'open' | 'done' | 'in-progress', by: string): Draft => ({
  kind: 'action.state',
  ...about,
  data: { action, state: to, reason: '', by },
});
const postmortem = { postmortem: 'pm-1' } as const;
const HISTORY: readonly Draft[] = [
  opened('inc-a', 1),
  recorded('x', 'check the disks'),
  state('x', 'in-progress', 'ana'),
  { kind: 'postmortem.started', ...about, data: { ...postmortem, title: 'Disks', template: 'default', by: 'ana' } },
  state('x', 'done', 'bo'),
  recorded('y', 'alert earlier'),
  { kind: 'action.removed', ...about, data: { action: 'y', by: 'bo' } },
  { kind: 'postmortem.moved', ...about, data: { ...postmortem, from: 'draft', to: 'in-review', why: 'ready', by: 'bo' } },
  { kind: 'postmortem.moved', ...about, data: { ...postmortem, from: 'in-review', to: 'draft', why: 'not yet', by: 'ana' } },
];

/** The history as two desks wrote it, each event a minute after the one before. */
function asWritten(): ForeignEvent[] {
  const log = aLog();
  return HISTORY.flatMap((draft, i) => {
    const [event] = log.seal([draft], NOW + i * 60_000);
    if (!event) return [];
    const { seq, prev: _, ...rest } = event;
    return [{ desk: i % 2 === 0 ? 'a' : 'b', deskSeq: seq, event: rest, proof: null } as ForeignEvent];
  });
}

function standing(log: Log): string {
  return JSON.stringify([log.actions(), log.postmortems.all()]);
}

function takenIn(batches: readonly (readonly ForeignEvent[])[]): Log {
  const log = aLog();
  const desk = new Desk({ log, now: () => NOW, timeZone: 'UTC', settings: defaultSettings }, loadState(log, EMPTY_STATE, NOW));
  for (const batch of batches) desk.takeIn(batch);
  return log;
}

describe('events of several desks about actions and postmortems', () => {
  test('[T19] any order of arrival ends alike, and a rebuild too', () => {
    const written = asWritten();
    const sorted = standing(takenIn(written.map((event) => [event])));
    expect(sorted).toContain('"state":"done"');
    expect(sorted).toContain('"isRemoved":true');
    fc.assert(
      fc.property(fc.shuffledSubarray(written, { minLength: written.length }), fc.integer({ min: 1, max: 4 }), (order, cut) => {
        const batches = Array.from({ length: Math.ceil(order.length / cut) }, (_, i) => order.slice(i * cut, (i + 1) * cut));
        const log = takenIn(batches);
        expect(standing(log)).toBe(sorted);
        log.rebuild(foldRow);
        expect(standing(log)).toBe(sorted);
      }),
      { numRuns: 15 },
    );
  });
});
