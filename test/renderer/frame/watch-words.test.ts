import { describe, expect, it } from 'vitest';
import { answeredWords, slowWords, watchWords } from '../../../renderer/frame/watch-words';
import type { DeskStatus } from '../../../shared/contract';
import { scenarioOf } from '../harness/scenario';

const { status, feeds } = scenarioOf('desk', 1_000_000);

function watch(change: Partial<DeskStatus>) {
  return watchWords({ connection: 'live', engineWhy: '', status: { ...status, ...change } });
}

describe('watchWords', () => {
  it('is good only when every feed answers', () => {
    expect(watch({})).toMatchObject({ tone: 'good', words: 'Watching 3 feeds' });
    expect(watch({ feedCount: 0 }).tone).toBe('unsure');
  });
  it('says why it is blind and how many more reasons there are', () => {
    expect(watch({ state: 'blind', blindWhy: ['a', 'b', 'c'] })).toMatchObject({ tone: 'unsure', words: 'Blind: a (+2)' });
  });
  it('a dead engine is blindness, whatever was known before', () => {
    expect(watchWords({ connection: 'engine-down', engineWhy: 'It stopped.', status })).toMatchObject({
      tone: 'unsure',
      words: 'Blind: engine down. It stopped.',
    });
  });
});

it('names slow feeds with what they took', () => {
  expect(slowWords(feeds)).toEqual(['AM Amsterdam slow: 3.2 s']);
});

it('tells the oldest answer, without counting seconds', () => {
  expect(answeredWords(feeds, 1_010_000)).toBe('answered within a minute');
  expect(answeredWords(feeds, 1_000_000 + 250_000)).toBe('oldest answer 4m ago');
  expect(answeredWords([], 0)).toBe('');
});
