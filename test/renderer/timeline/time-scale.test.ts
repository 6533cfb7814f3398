import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureKey } from '../../../renderer/views/timeline/picture-keys';
import { moved, ticks, timeAt, xOf, zoomed } from '../../../renderer/views/timeline/time-scale';
import type { Span } from '../../../renderer/views/timeline/timeline-filter';

const WHOLE: Span = [1_000_000, 4_600_000];
const anySpan = fc
  .tuple(fc.integer({ min: WHOLE[0], max: WHOLE[1] - 2_000 }), fc.integer({ min: 1_000, max: 3_000_000 }))
  .map(([from, length]): Span => [from, Math.min(WHOLE[1], from + length)]);

describe('time scale', () => {
  it('a moment stands where its pixel is', () => {
    expect(xOf(2_800_000, WHOLE, 500)).toBe(250);
    expect(timeAt(250, WHOLE, 500)).toBe(2_800_000);
  });

  it('zooming and moving never leaves the whole, and never shows less than a second', () => {
    fc.assert(
      fc.property(anySpan, fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: -9e6, max: 9e6 }), (span, factor, ms) => {
        for (const [from, to] of [zoomed(span, WHOLE, (span[0] + span[1]) / 2, factor), moved(span, WHOLE, ms)]) {
          expect(from).toBeGreaterThanOrEqual(WHOLE[0]);
          expect(to).toBeLessThanOrEqual(WHOLE[1] + 1);
          expect(to - from).toBeGreaterThanOrEqual(999);
        }
      }),
    );
  });

  it('what is under the pointer stays there while zooming in', () => {
    const next = zoomed(WHOLE, WHOLE, 2_000_000, 0.5);
    expect(xOf(2_000_000, next, 500)).toBeCloseTo(xOf(2_000_000, WHOLE, 500), 1);
  });

  it('ticks are round in the reader’s zone and not too many', () => {
    const day = Date.UTC(2026, 10, 22);
    expect(ticks([day, day + 3_600_000], 5, 0)).toEqual([0, 15, 30, 45, 60].map((min) => day + min * 60_000));
    expect(ticks([day, day + 86_400_000], 3, 5.5 * 3_600_000)).toEqual([day + 6.5 * 3_600_000, day + 18.5 * 3_600_000]);
    fc.assert(fc.property(anySpan, fc.integer({ min: 2, max: 12 }), (span, most) => ticks(span, most, 0).length <= most + 1));
  });

  it('keys move, select, zoom and go back', () => {
    const start = { shown: WHOLE, cursor: WHOLE[1], selected: null, anchor: null };
    const press = (key: string, shiftKey = false, state: Parameters<typeof pictureKey>[0] = start) =>
      pictureKey(state, { key, shiftKey }, WHOLE);
    expect(press('Home')).toMatchObject({ cursor: WHOLE[0], selected: null });
    const once = press('ArrowLeft', true);
    expect(once).toMatchObject({ selected: [WHOLE[1] - 90_000, WHOLE[1]], anchor: WHOLE[1] });
    const twice = once && press('ArrowLeft', true, once);
    expect(twice?.selected).toEqual([WHOLE[1] - 180_000, WHOLE[1]]);
    expect(twice && press('Escape', false, twice)).toMatchObject({ selected: null });
    expect(press('Escape')).toBeNull();
    expect(press('x')).toBeNull();
    const near = press('+');
    expect(near && near.shown[1] - near.shown[0]).toBeLessThan(WHOLE[1] - WHOLE[0]);
    expect(near && press('0', false, near)?.shown).toEqual(WHOLE);
    expect(near && press('Home', false, near)?.shown[0]).toBe(WHOLE[0]);
  });
});
