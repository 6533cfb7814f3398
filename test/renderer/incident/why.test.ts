import { describe, expect, it } from 'vitest';
import { pagingWords } from '../../../renderer/views/incident/paging-words';
import { didTracePage, whyOf } from '../../../renderer/views/incident/why';
import type { PagingState } from '../../../shared/domain/incident';
import type { TraceStep } from '../../../shared/log/event';

const calm: PagingState = { run: 0, step: 0, nextAt: null, lastOutcome: null, lastWhy: '', lastAt: null };
const paged: TraceStep[] = [
  { rule: 'suppression', verdict: 'pass', why: 'no source holds it back' },
  { rule: 'severity', verdict: 'raise', why: 'SEV1 by "tier-1"' },
  { rule: 'quiet-hours', verdict: 'page', why: 'quiet hours broken through' },
];
const stopped: TraceStep[] = [{ rule: 'quiet-hours', verdict: 'stop', why: 'quiet hours until 07:00' }];

describe('whyOf', () => {
  it('says why it paged, from the sentence or else from the trace', () => {
    expect(whyOf({ paging: { ...calm, step: 1 } }, { sentence: '', trace: paged })).toEqual({
      didPage: true,
      lead: 'Why this paged you',
      reasons: ['no source holds it back', 'SEV1 by "tier-1"', 'quiet hours broken through'],
    });
    expect(whyOf({ paging: calm }, { sentence: 'This paged you: SEV1 \u2192 new.', trace: [] })).toMatchObject({
      didPage: true,
      reasons: ['SEV1', 'new.'],
    });
  });

  it('says why it did not page', () => {
    expect(whyOf({ paging: calm }, { sentence: '', trace: stopped })).toEqual({
      didPage: false,
      lead: 'Why this did not page you',
      reasons: ['quiet hours until 07:00'],
    });
  });

  it('a page that failed was only tried', () => {
    expect(whyOf({ paging: { ...calm, step: 1, lastOutcome: 'failed' } }, { sentence: '', trace: paged }).lead).toBe(
      'Why this tried to page you',
    );
  });

  it('no decision is told as none', () => {
    expect(whyOf({ paging: calm }, null)).toMatchObject({ didPage: null, lead: 'Not decided yet' });
    expect(didTracePage([])).toBeNull();
  });
});

describe('pagingWords', () => {
  const clock = (at: number) => `<${at}>`;
  const say = (paging: Partial<PagingState>, status: 'open' | 'acknowledged' = 'open') =>
    pagingWords({ paging: { ...calm, ...paging }, status }, clock);

  it('every outcome has words', () => {
    expect(say({}).text).toBe('Not paged yet');
    expect(say({ lastOutcome: 'requested', lastAt: 5, step: 1 }).text).toBe('Paging you <5>, no receipt yet');
    expect(say({ lastOutcome: 'shown', lastAt: 5, lastWhy: 'dbus' }).text).toBe('Paged you <5>, shown on your screen');
    expect(say({ lastOutcome: 'failed', lastAt: 5, lastWhy: 'no daemon' })).toEqual({ text: 'Page failed <5>: no daemon', tone: 'bad' });
    expect(say({ lastOutcome: 'withheld', lastAt: 5, lastWhy: 'quiet hours' }).text).toBe('Not paged <5>: quiet hours');
    expect(say({ lastOutcome: 'acted', lastAt: 5, lastWhy: 'acknowledge' }).text).toBe('You answered the page <5> with Acknowledge');
  });

  it('names the next look only while nobody has acted', () => {
    expect(say({ lastOutcome: 'shown', lastAt: 5, nextAt: 9, step: 1 }).text).toContain(', again <9>');
    expect(say({ lastOutcome: 'withheld', lastAt: 5, nextAt: 9 }).text).toContain(', looks again <9>');
    expect(say({ lastOutcome: 'shown', lastAt: 5, nextAt: 9, step: 1 }, 'acknowledged').text).not.toContain('again');
  });
});
