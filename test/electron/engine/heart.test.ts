// The beat of the engine: gaps are noticed once, by whoever looks first.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Heart } from '../../../electron/engine/heart';

const T0 = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
let gaps: number[];
let heart: Heart;

beforeEach(() => {
  vi.useFakeTimers({ now: T0 });
  gaps = [];
  const nothing = (): void => undefined;
  heart = new Heart({
    ...{ now: Date.now, beat: nothing, renew: nothing, keepTime: nothing, idle: nothing },
    onGap: (from) => gaps.push(from),
    failed: (error) => {
      throw error;
    },
  });
  heart.start();
});
afterEach(() => {
  heart.stop();
  vi.useRealTimers();
});

describe('[D41] a sleep that nobody told', () => {
  it('is noticed by whoever looks before the next beat, and told once', () => {
    vi.advanceTimersByTime(3_000);
    vi.setSystemTime(T0 + 9 * HOUR);
    heart.look();
    heart.look();
    vi.advanceTimersByTime(5_000);
    expect(gaps).toEqual([T0 + 3_000]);
  });

  it('is noticed by the beat where nobody looks, and not told again when the shell told it first', () => {
    vi.setSystemTime(T0 + HOUR);
    vi.advanceTimersByTime(1_000);
    expect(gaps).toEqual([T0]);
    vi.setSystemTime(T0 + 2 * HOUR);
    expect(heart.wake()).toBe(T0 + HOUR + 1_000);
    vi.advanceTimersByTime(5_000);
    expect(gaps).toHaveLength(1);
  });

  it('a clock that goes back is one too, a busy second is none', () => {
    vi.setSystemTime(T0 + 10_000);
    heart.look();
    expect(gaps).toEqual([]);
    vi.setSystemTime(T0 - HOUR);
    heart.look();
    expect(gaps).toEqual([T0 - HOUR]);
  });
});
