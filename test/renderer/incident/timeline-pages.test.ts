import { describe, expect, it } from 'vitest';
import { hasOlder, NO_TIMELINE, withNewest, withOlder } from '../../../renderer/views/incident/timeline-pages';
import type { TimelineEntry } from '../../../shared/contract';

const entries = (from: number, to: number): TimelineEntry[] =>
  Array.from({ length: to - from }, (_, i) => ({
    seq: (from + i) * 10,
    at: 0,
    kind: 'incident.noted',
    actor: '',
    text: '',
    detail: '',
    tone: 'neutral',
  }));
const page = (from: number, to: number, total: number) => ({ ok: true as const, value: { entries: entries(from, to), total } });
const seqs = (known: { entries: readonly TimelineEntry[] }) => known.entries.map((e) => e.seq / 10);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('the loaded timeline', () => {
  it('keeps what was loaded when newer entries come', () => {
    const first = withOlder(withNewest(NO_TIMELINE, entries(8, 10), 10), 80, page(4, 8, 10));
    expect(seqs(first)).toEqual(range(4, 10));
    const next = withNewest(first, entries(9, 11), 11);
    expect(seqs(next)).toEqual(range(4, 11));
    expect(hasOlder(next)).toBe(true);
    expect(hasOlder(withOlder(next, 40, page(1, 4, 11)))).toBe(true);
    expect(hasOlder(withOlder(next, 40, page(0, 4, 11)))).toBe(false);
  });

  it('starts anew rather than hide that entries between are missing', () => {
    const old = withNewest(NO_TIMELINE, entries(0, 3), 3);
    expect(seqs(withNewest(old, entries(3, 5), 5))).toEqual(range(0, 5));
    expect(seqs(withNewest(old, entries(4, 6), 6))).toEqual([4, 5]);
  });

  it('leaves out a page that was asked for another beginning, tells a failure, and ends at an empty page', () => {
    const known = withNewest(NO_TIMELINE, entries(8, 10), 10);
    expect(seqs(withOlder(known, 70, page(5, 7, 10)))).toEqual([8, 9]);
    const error = { kind: 'failed' as const, what: 'No.', remedy: '' };
    expect(withOlder({ ...known, isLoading: true }, 80, { ok: false, error })).toEqual({ ...known, error });
    expect(hasOlder(withOlder(known, 80, page(0, 0, 10)))).toBe(false);
  });
});
