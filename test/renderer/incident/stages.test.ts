import { describe, expect, it } from 'vitest';
import { stagesOf } from '../../../renderer/views/incident/stages';

const base = {
  startedAt: 1_000,
  openedAt: 49_000,
  acknowledgedAt: null,
  resolvedAt: null,
  closedAt: null,
  reopenedAt: [],
  status: 'open',
} as const;
const states = (t: Parameters<typeof stagesOf>[0], now: number) => stagesOf(t, now).map((s) => `${s.name} ${s.state} ${s.ms}`);

describe('stagesOf', () => {
  it('an open incident is being responded to', () => {
    expect(states(base, 421_000)).toEqual([
      'Detect done 48000',
      'Respond current 372000',
      'Resolve ahead null',
      'Close ahead null',
      'Improve ahead null',
    ]);
  });

  it('acknowledged, resolved and closed each move it on', () => {
    const acknowledged = { ...base, acknowledgedAt: 60_000, status: 'acknowledged' as const };
    expect(states(acknowledged, 100_000).slice(1, 3)).toEqual(['Respond done 11000', 'Resolve current 40000']);
    const resolved = { ...acknowledged, resolvedAt: 120_000, status: 'resolved' as const };
    expect(states(resolved, 125_000).slice(1, 4)).toEqual(['Respond done 11000', 'Resolve done 60000', 'Close current 5000']);
    const closed = { ...resolved, closedAt: 130_000, status: 'closed' as const };
    expect(states(closed, 131_000).slice(2)).toEqual(['Resolve done 60000', 'Close done 10000', 'Improve current 1000']);
  });

  it('what resolves by itself skips the response and says so', () => {
    const [, respond, resolve] = stagesOf({ ...base, resolvedAt: 90_000, status: 'resolved' }, 95_000);
    expect(respond).toMatchObject({ state: 'skipped', note: 'never acknowledged' });
    expect(resolve).toMatchObject({ state: 'done', ms: 41_000, note: 'resolved by itself' });
  });

  it('a reopened incident counts anew', () => {
    expect(states({ ...base, reopenedAt: [200_000] }, 210_000)[1]).toBe('Respond current 10000');
  });

  it('a merged incident goes on elsewhere, and clocks that disagree never give less than nothing', () => {
    expect(
      states({ ...base, closedAt: 60_000, status: 'merged' }, 70_000)
        .slice(1)
        .every((s) => s.includes('skipped')),
    ).toBe(true);
    expect(stagesOf({ ...base, startedAt: 99_000 }, 50_000)[0]?.ms).toBe(0);
  });
});
