import { describe, expect, it } from 'vitest';
import { shownWrites } from '../../../renderer/views/incident/write-words';
import type { WriteState } from '../../../shared/domain/incident';

const write = (change: Partial<WriteState>): WriteState => ({
  id: 'w1',
  feed: 'am',
  action: 'ack',
  state: 'pending',
  why: '',
  ref: null,
  until: null,
  at: 10,
  ...change,
});
const show = (writes: WriteState[], now = 100) =>
  shownWrites(
    writes,
    now,
    (f) => `Feed ${f}`,
    (at) => `<${at}>`,
  ).map((w) => `${w.what} ${w.words}${w.detail && ` (${w.detail})`}`);

describe('shownWrites', () => {
  it('pending, confirmed and failed each have words', () => {
    expect(show([write({})])).toEqual(['Acknowledgement at Feed am waiting for the server since <10>']);
    expect(show([write({ state: 'confirmed', until: 200 })])).toEqual(['Acknowledgement at Feed am confirmed, holds until <200>']);
    expect(show([write({ state: 'failed', why: '403: no right to silence' })])).toEqual([
      'Acknowledgement at Feed am failed <10> (403: no right to silence)',
    ]);
  });

  it('a later unack takes the place of the ack, and what no longer holds is left out', () => {
    expect(show([write({ state: 'confirmed', until: 200 }), write({ id: 'w2', action: 'unack', at: 20 })])).toEqual([
      'Taking back the acknowledgement at Feed am waiting for the server since <20>',
    ]);
    expect(show([write({ state: 'confirmed', until: 200 }), write({ id: 'w2', action: 'unack', state: 'confirmed', at: 20 })])).toEqual([]);
    expect(show([write({ state: 'confirmed', until: 50 })])).toEqual([]);
  });

  it('each feed and each silence is a matter of its own', () => {
    expect(
      show([
        write({}),
        write({ id: 'w2', feed: 'b' }),
        write({ id: 'w3', action: 'silence', ref: 's1' }),
        write({ id: 'w4', action: 'silence', ref: 's2' }),
      ]),
    ).toHaveLength(4);
  });
});
