import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createTicker } from '../../../renderer/ui/ticker';

describe('the ticker', () => {
  let isHidden = false;
  let seen = (): void => undefined;
  let turned = (): void => undefined;
  let isHeard = false;
  const ticks: number[] = [];

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000_400 });
    isHidden = false;
    ticks.length = 0;
    return () => void vi.useRealTimers();
  });

  function begin(): () => void {
    const ticker = createTicker({
      now: Date.now,
      isHidden: () => isHidden,
      hear: (onSeen, onTurned) => {
        [seen, turned, isHeard] = [onSeen, onTurned, true];
        return () => {
          isHeard = false;
        };
      },
    });
    return ticker.subscribe(() => ticks.push(Date.now() - 1_000_000_000));
  }

  it('ticks on whole seconds while somebody is there', () => {
    begin();
    vi.advanceTimersByTime(3_000);
    expect(ticks).toEqual([1_000, 2_000, 3_000]);
  });

  it('ticks every five seconds after a minute without a sign, and at once when one comes', () => {
    begin();
    vi.advanceTimersByTime(61_000);
    ticks.length = 0;
    vi.advanceTimersByTime(10_000);
    expect(ticks).toEqual([65_000, 70_000]);
    vi.advanceTimersByTime(1_000);
    seen();
    vi.advanceTimersByTime(1_000);
    expect(ticks).toEqual([65_000, 70_000, 72_400, 73_000]);
  });

  it('rests while hidden and ticks at once when seen again', () => {
    begin();
    isHidden = true;
    turned();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(5_000);
    expect(ticks).toEqual([]);
    isHidden = false;
    turned();
    vi.advanceTimersByTime(1_000);
    expect(ticks).toEqual([5_400, 6_000]);
  });

  it('is not slowed down for ever by a clock that was set back', () => {
    begin();
    vi.setSystemTime(900_000_000);
    vi.advanceTimersByTime(2_000);
    seen();
    ticks.length = 0;
    vi.advanceTimersByTime(2_000);
    expect(ticks).toHaveLength(2);
  });

  it('leaves nothing behind when nobody listens', () => {
    const end = begin();
    end();
    expect(vi.getTimerCount()).toBe(0);
    expect(isHeard).toBe(false);
  });
});
