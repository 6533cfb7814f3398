import { describe, expect, it } from 'vitest';
import { minutesUntil, parseMinutes, snoozeChoices } from '../../../renderer/views/incident/snooze-times';

describe('snooze', () => {
  it('until 08:00 is the next one', () => {
    expect(minutesUntil(8, { hour: 3, minute: 10 })).toBe(290);
    expect(minutesUntil(8, { hour: 8, minute: 0 })).toBe(1440);
    expect(minutesUntil(8, { hour: 22, minute: 30 })).toBe(570);
    expect(snoozeChoices({ hour: 7, minute: 59 }).map((c) => c.minutes)).toEqual([15, 60, 1]);
  });

  it('reads lengths as people write them', () => {
    expect(['45', '45 min', '2h', '1h 30m', '1.5 h', ' 1d '].map((t) => parseMinutes(t))).toEqual([45, 45, 120, 90, 90, 1440]);
    expect(['', '0', 'soon', '5 x', '-3', '8d', `${'1'.repeat(500)}!`].map((t) => parseMinutes(t))).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
