import { describe, expect, it } from 'vitest';
import { type LadderFacts, ladderOf } from '../../../renderer/views/incident/ladder';
import type { EscalationStory } from '../../../shared/log/views/escalation';
import { settingsSchema } from '../../../shared/settings';
import { row } from './rows';

const MINUTE = 60_000;
const steps = [
  { afterMinutes: 5, does: 'page-again' },
  { afterMinutes: 8, does: 'page-louder' },
  { afterMinutes: 10, does: 'tell-channel', to: 'ops' },
  { afterMinutes: 15, does: 'tell-person', to: 'primary' },
  { afterMinutes: 20, does: 'tell-person', to: 'primary' },
];

function settingsWith(more: object = {}) {
  return settingsSchema.parse({
    people: [{ id: 'ana', name: 'Ana', reach: [{ channel: 'ops' }] }],
    channels: [{ id: 'ops', kind: 'slack', name: 'Ops' }],
    schedules: [{ id: 'primary', name: 'Primary', from: { kind: 'rotation', people: ['ana'], startDate: '2026-01-05' } }],
    escalation: { policies: [{ id: 'grave', name: 'Grave ones', steps, ...more }] },
  });
}

function facts(change: Partial<LadderFacts> = {}): LadderFacts {
  return {
    settings: settingsWith(),
    pausedUntil: null,
    presence: undefined,
    onCall: () => ['ana'],
    timeZone: 'UTC',
    now: 6 * MINUTE,
    ...change,
  };
}

const again = { step: 1, does: 'page-again', to: '', why: '', at: 5 * MINUTE } as const;
const story: EscalationStory = { policy: 'grave', begunAt: 0, steps: [again], ended: null };
const open = row({ escalation: { policy: 'grave', step: 1, lastAt: 5 * MINUTE, nextAt: 8 * MINUTE } });
const gist = (ladder: ReturnType<typeof ladderOf>) => ladder.rungs.map(({ state, who, at }) => [state, who, at / MINUTE]);

describe('ladderOf', () => {
  it('[E2] tells who was paged, who is next, and whom a schedule can still give', () => {
    const ladder = ladderOf(open, story, facts());
    expect(ladder).toMatchObject({ policy: 'Grave ones', ended: null, note: '' });
    expect(gist(ladder)).toEqual([
      ['done', 'you', 0],
      ['done', 'you again', 5],
      ['next', 'you, louder', 8],
      ['ahead', 'Ops', 10],
      ['ahead', 'Ana', 15],
      ['ahead', 'nobody', 20],
    ]);
    expect(ladder.rungs.at(-1)?.why).toContain('Primary names nobody after the one who was told');
  });

  it('[E4] an empty desk is told sooner, with the reason', () => {
    const ladder = ladderOf(open, story, facts({ presence: { isLocked: true, idleSince: null, isPresenting: false } }));
    expect(gist(ladder).slice(2, 4)).toEqual([
      ['next', 'you, louder', 6.5],
      ['ahead', 'Ops', 7.5],
    ]);
    expect(ladder.note).toBe('waits are 50 % as long: the screen is locked');
  });

  it('[E2] what the paging rules hold back says so', () => {
    expect(ladderOf({ ...open, severity: 3 }, story, facts({ pausedUntil: 60 * MINUTE })).note).toBe(
      'held back: paging is paused by a person',
    );
  });

  it('[E3] an end spares the rest of the steps', () => {
    const ended = { at: 7 * MINUTE, why: 'Robin has it' };
    expect(ladderOf(row(), { ...story, ended }, facts())).toMatchObject({ ended, spared: 4, rungs: [{}, {}] });
  });

  it('[E5] whom nobody could reach is passed', () => {
    const passed = { step: 4, does: 'tell-person', to: '', why: 'Ana has no channel that is on.', at: 6 * MINUTE } as const;
    expect(ladderOf(row(), { ...story, steps: [again, passed] }, facts()).rungs.at(-1)).toMatchObject({ state: 'passed', who: 'Primary' });
  });

  it('a policy that is off, and the last step, say that nothing follows', () => {
    expect(ladderOf(open, story, facts({ settings: settingsWith({ isEnabled: false }) })).note).toContain('nothing follows');
    const last = row({ escalation: { policy: 'grave', step: 1, lastAt: 5 * MINUTE, nextAt: null } });
    expect(ladderOf(last, story, facts({ settings: settingsWith({ steps: steps.slice(0, 1) }) })).note).toContain('no step is left');
  });
});
