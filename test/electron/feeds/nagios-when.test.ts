// The words in which Nagios takes a time: learned from a time that it says.
import { describe, expect, test } from 'vitest';
import { clocksOf, say } from '../../../electron/feeds/nagios/when';

const at = Date.UTC(2026, 10, 23, 8, 14, 11);

describe('the clock of a Nagios', () => {
  test.each([
    ['11-23-2026 03:14:12', 'us', -5],
    ['23-11-2026 09:14:10', 'euro', 1],
    ['2026-11-23 13:59:11', 'iso8601', 5.75],
    ['2026-11-22T20:14:11', 'strict-iso8601', -12],
  ])('%s', (said, format, hours) => {
    expect(clocksOf(said, at)).toEqual([{ format, offsetMs: hours * 3_600_000 }]);
    const clock = clocksOf(said, at)[0];
    expect(clock && clocksOf(say(clock, at), at)).toEqual([clock]);
  });

  test('where day and month are the same both are possible; what is no time, or another time, is none', () => {
    expect(clocksOf('05-05-2026 10:00:00', Date.UTC(2026, 4, 5, 10)).map(({ format }) => format)).toEqual(['us', 'euro']);
    for (const said of ['', '13-13-2026 10:00:00', '11-23-2025 03:14:12', '<b>', '2026-11-23']) expect(clocksOf(said, at)).toEqual([]);
  });
});
