import { describe, expect, it } from 'vitest';
import { heldBack } from '../../../renderer/views/incident/held-back';
import { tallyWords } from '../../../renderer/views/incident/tally-words';
import { whereWords } from '../../../renderer/views/incident/where';
import { alert, row } from './rows';

describe('words of an incident', () => {
  it('tally', () => {
    expect(tallyWords({ critical: 30, error: 0, warning: 8, info: 0, unknown: 1, suppressed: 2 }, 44)).toBe(
      '39 firing: 30 critical, 8 warning, 1 without severity; 2 held back at the source; 5 cleared',
    );
    expect(tallyWords({ critical: 0, error: 0, warning: 0, info: 0, unknown: 0, suppressed: 0 }, 3)).toBe('none firing; 3 cleared');
  });

  it('where: the service, then the other labels of the group, each once', () => {
    expect(
      whereWords(row({ service: 'checkout', labels: { alertname: 'X', service: 'checkout', cluster: 'eu\u202e', namespace: 'checkout' } })),
    ).toBe('checkout · eu‹U+202E›');
    expect(whereWords(row({ service: null, labels: {} }))).toBe('');
  });

  it('what sources hold back, most first, cleared alerts left out', () => {
    const silenced = { suppression: { by: 'silence', ids: ['8f3a12c4-aaaa'] } } as const;
    expect(
      heldBack([
        alert({}, { suppression: { by: 'inhibition', ids: [] } }),
        alert({}, silenced),
        alert({}, silenced),
        alert({}, { ...silenced, isFiring: false }),
        alert({}),
      ]),
    ).toEqual([
      { feed: 'am', by: 'silence', count: 2, words: 'Silenced by 8f3a12c4' },
      { feed: 'am', by: 'inhibition', count: 1, words: 'Inhibited' },
    ]);
  });
});
