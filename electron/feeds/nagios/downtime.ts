// A downtime at Nagios, whose times are said in the server's own words and zone: what Nagios understood is read back, and what it
// misunderstood is removed and said again.
import type { DowntimeArgs, FeedContext, FeedFailure } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { ask } from './ask';
import type { NagiosConfig } from './config';
import { failed, find, findNew, type One, type Row, until, wordsFor } from './effect';
import { clocksOf, type ServerClock, say } from './when';
import { openForm, sendForm } from './write';

const UNKNOWN_CLOCK: FeedFailure = {
  kind: 'bad-answer',
  what: msg`Nagios says its times in a way that Dogwatch does not know.`,
  remedy: msg`Set date_format in nagios.cfg to us, euro, iso8601 or strict-iso8601, or make the downtime in Nagios.`,
};
const MISUNDERSTOOD: FeedFailure = {
  kind: 'bad-answer',
  what: msg`Nagios took other times than were asked for; that downtime was taken back.`,
  remedy: msg`Make the downtime in Nagios.`,
};

/** Start and end, each with the clock it is said by: a change to summer time may lie between them. */
interface Saying {
  readonly start: ServerClock;
  readonly end: ServerClock;
}

type Attempt =
  | One
  /** Shown with other times, and removed. */
  | { readonly kind: 'misunderstood'; readonly startOffMs: number; readonly endOffMs: number };

const seconds = (ms: number) => Math.floor(ms / 1000) * 1000;
const numberOf = (value: unknown) => (typeof value === 'number' ? value : Number.NaN);

async function attempt(ctx: FeedContext, config: NagiosConfig, args: DowntimeArgs, key: string, saying: Saying): Promise<Attempt> {
  const made = await findNew(ctx, config, 'downtimelist', key);
  if (!made.ok) return failed(made.failure);
  const form = await openForm(ctx, config, 'downtime', key);
  if (!form.ok) return failed(form.failure);
  const times = { start_time: say(saying.start, args.startsAt), end_time: say(saying.end, args.endsAt) };
  const words = wordsFor(form, args, 'Downtime from Dogwatch');
  const rest = { fixed: '1', trigger: '0', hours: '0', minutes: '0', childoptions: '0' };
  const refusal = await sendForm(ctx, config, 'downtime', key, form, { ...words, ...times, ...rest });
  if (refusal) return failed(refusal);
  let found: Row | null = null;
  await until(ctx, config, async () => {
    found = (await made.look()).find(({ row }) => row.comment === words.com_data) ?? null;
    return found !== null;
  });
  const shown = found as Row | null;
  if (shown === null) return { kind: 'done', ref: null, isConfirmed: false };
  const startOffMs = seconds(args.startsAt) - numberOf(shown.row.start_time);
  const endOffMs = seconds(args.endsAt) - numberOf(shown.row.end_time);
  if (startOffMs === 0 && endOffMs === 0) return { kind: 'done', ref: `${key}!${shown.id}`, isConfirmed: true };
  const remove = await openForm(ctx, config, 'remove-downtime', key);
  const left = remove.ok ? await sendForm(ctx, config, 'remove-downtime', key, remove, { down_id: shown.id }) : remove.failure;
  return left ? failed(left) : { kind: 'misunderstood', startOffMs, endOffMs };
}

const shifted = (clock: ServerClock, byMs: number): ServerClock => ({ ...clock, offsetMs: clock.offsetMs + byMs });

/** Tries each clock that the server may go by, and once more with the hour that a change of summer time makes. */
async function tryClocks(
  ctx: FeedContext,
  config: NagiosConfig,
  args: DowntimeArgs,
  key: string,
  clocks: readonly ServerClock[],
): Promise<One> {
  for (const clock of clocks) {
    const first = await attempt(ctx, config, args, key, { start: clock, end: clock });
    if (first.kind !== 'misunderstood') return first;
    const isHours = [first.startOffMs, first.endOffMs].every((off) => Math.abs(off) <= 2 * 3_600_000);
    if (!isHours) continue;
    const saying = { start: shifted(clock, first.startOffMs), end: shifted(clock, first.endOffMs) };
    const second = await attempt(ctx, config, args, key, saying);
    return second.kind === 'misunderstood' ? failed(MISUNDERSTOOD) : second;
  }
  return failed(clocks.length === 0 ? UNKNOWN_CLOCK : MISUNDERSTOOD);
}

export async function scheduleDowntime(ctx: FeedContext, config: NagiosConfig, args: DowntimeArgs, key: string): Promise<One> {
  const before = await find(ctx, config, key);
  if (before.kind !== 'found') return before;
  const [form, clock] = [await openForm(ctx, config, 'downtime', key), await ask(ctx, config, { query: 'programstatus' })];
  if (!form.ok) return failed(form.failure);
  if (!clock.ok) return failed(clock.failure);
  return tryClocks(ctx, config, args, key, clocksOf(form.startTime, clock.askedAt));
}
