// Health in words: no state shares its shape, and what needs a person stands on top.
import { describe, expect, it } from 'vitest';
import { byUrgency, intervalWords, latencyWords, nextTryWords, STATE_LOOKS, sumUp } from '../../../renderer/views/feeds/feed-words';
import type { FeedHealth } from '../../../shared/contract';

const feed = (name: string, state: FeedHealth['state']) => ({ feed: name, name, state }) as FeedHealth;

describe('states', () => {
  it('differ in shape and in word, not only in colour', () => {
    const looks = Object.values(STATE_LOOKS);
    expect(new Set(looks.map((look) => look.shape)).size).toBe(looks.length);
    expect(new Set(looks.map((look) => look.word)).size).toBe(looks.length);
  });

  it('are sorted worst first', () => {
    expect(byUrgency([feed('c', 'off'), feed('b', 'ok'), feed('a', 'blind'), feed('d', 'partial')]).map((entry) => entry.name)).toEqual([
      'a',
      'd',
      'b',
      'c',
    ]);
  });

  it('are summed up in a sentence that never calls blind well', () => {
    expect(sumUp([])).toBe('No feed yet.');
    expect(sumUp([feed('a', 'ok')])).toBe('The feed answers.');
    expect(sumUp([feed('a', 'ok'), feed('b', 'blind'), feed('c', 'off')])).toBe(
      '1 of 2 feeds answer. 1 is blind: what happens there is not known.',
    );
    expect(sumUp([feed('c', 'off')])).toContain('nothing is watched');
  });
});

it('counts down to the next try', () => {
  expect([nextTryWords(10_000, 2_500), nextTryWords(10_000, 10_001), nextTryWords(310_000, 0), nextTryWords(null, 0)]).toEqual([
    'in 8 s',
    'now',
    'in 5 min',
    '—',
  ]);
});

it('says durations shortly', () => {
  expect([
    intervalWords(500),
    intervalWords(15_000),
    intervalWords(600_000),
    latencyWords(61.4),
    latencyWords(3200),
    latencyWords(null),
  ]).toEqual(['every 0.5 s', 'every 15 s', 'every 10 min', '61 ms', '3.2 s', '—']);
});
