import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { takeConnection, takePush, useDesk } from '../../../renderer/store/desk';
import type { Snapshot } from '../../../shared/contract';
import type { Draft } from '../../../shared/log/event';
import { inLog, scenarioOf } from '../harness/scenario';
import { row } from '../incident/rows';

const { feeds, status, settings } = scenarioOf('desk', 1_000_000);
const snapshot: Snapshot = { seq: 10, rows: [row({ number: 1 }), row({ number: 2, status: 'closed' })], feeds, status, settings };
let frames: (() => void)[] = [];

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => {
  frames = [];
  takeConnection({ state: 'live', snapshot });
});

function happen(...drafts: Draft[]): void {
  const { seq } = useDesk.getState();
  takePush({
    push: 'events',
    fromSeq: seq,
    seq: seq + drafts.length,
    events: drafts.map((draft, i) => inLog(draft, seq + i + 1, 2_000_000)),
  });
}

/** What was slow to fold is drawn a frame later, so on a busy machine it takes two. */
function nextFrames(): void {
  while (frames.length > 0) for (const run of frames.splice(0)) run();
}

it('holds what is neither closed nor merged', () => {
  expect([...useDesk.getState().rows.keys()]).toEqual(['inc-1']);
});

it('folds pushed events with the next frames, by the fold of the engine', () => {
  happen({ kind: 'incident.acknowledged', incident: 'inc-1', actor: 'me', data: { by: 'me', via: 'window' } });
  expect(useDesk.getState().rows.get('inc-1')?.status).toBe('open');
  nextFrames();
  expect(useDesk.getState().rows.get('inc-1')?.status).toBe('acknowledged');
  expect(useDesk.getState().seq).toBe(11);
});

it('lets a closed incident go', () => {
  happen({ kind: 'incident.closed', incident: 'inc-1', actor: 'me', data: { why: '', isAutomatic: false } });
  nextFrames();
  expect(useDesk.getState().rows.size).toBe(0);
});

it('keeps what was known while the engine is down', () => {
  takeConnection({ state: 'engine-down', why: 'It ended.' });
  expect(useDesk.getState()).toMatchObject({ connection: 'engine-down', engineWhy: 'It ended.' });
  expect(useDesk.getState().rows.size).toBe(1);
});
