// Nagios takes times only in the words of its own clock: its format (date_format) and its time zone. Both are learned from the time that
// its form proposes, held against the same moment in Unix time.

const TIME = String.raw`(?<time>\d\d:\d\d:\d\d)`;
const [DAY, MONTH, YEAR] = [String.raw`(?<day>\d\d)`, String.raw`(?<month>\d\d)`, String.raw`(?<year>\d{4})`];
const FORMATS = {
  us: new RegExp(`^${MONTH}-${DAY}-${YEAR} ${TIME}$`),
  euro: new RegExp(`^${DAY}-${MONTH}-${YEAR} ${TIME}$`),
  iso8601: new RegExp(`^${YEAR}-${MONTH}-${DAY} ${TIME}$`),
  'strict-iso8601': new RegExp(`^${YEAR}-${MONTH}-${DAY}T${TIME}$`),
} as const;
type Format = keyof typeof FORMATS;
const QUARTER_MS = 900_000;
const FURTHEST_MS = 14.25 * 3_600_000;

/** How a server says a moment. */
export interface ServerClock {
  readonly format: Format;
  /** Added to Unix time before it is said. */
  readonly offsetMs: number;
}

/** What `said` may mean when it was said at `at` (Unix ms): one clock, or two on days such as 05-05, where day and month look alike. */
export function clocksOf(said: string, at: number): readonly ServerClock[] {
  return Object.entries(FORMATS).flatMap(([format, pattern]) => {
    const { year, month, day, time } = pattern.exec(said)?.groups ?? {};
    const meant = Date.parse(`${year}-${month}-${day}T${time}Z`);
    const offsetMs = Math.round((meant - at) / QUARTER_MS) * QUARTER_MS;
    return Math.abs(offsetMs) <= FURTHEST_MS ? [{ format: format as Format, offsetMs }] : [];
  });
}

/** Says a moment (Unix ms) as the server would. */
export function say(clock: ServerClock, at: number): string {
  const [date = '', time = ''] = new Date(at + clock.offsetMs).toISOString().slice(0, 19).split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const separator = clock.format === 'strict-iso8601' ? 'T' : ' ';
  const order = clock.format === 'us' ? [month, day, year] : clock.format === 'euro' ? [day, month, year] : [year, month, day];
  return `${order.join('-')}${separator}${time}`;
}
