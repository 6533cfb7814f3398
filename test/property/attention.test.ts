// The index of who wants attention in a replay finds what a walk over all incidents finds: for any history, any rules, any start, also
// where a clock went back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionFrom, wantsPage } from '../../shared/log/decide/pages';
import type { EventData, LogEvent } from '../../shared/log/event';
import { foldIncident } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import type { Attention } from '../../shared/replay/attention';
import { Replayer } from '../../shared/replay/replayer';
import { type Settings, settingsSchema } from '../../shared/settings';
import { anyLife, livedDesk } from './lived-desk';

/** More of them by hand: `ATTENTION_RUNS=5000`. */
const RUNS = Number(process.env.ATTENTION_RUNS ?? 300);
const MINUTE = 60_000;

const anyRules = fc.record({
  minSeverity: fc.integer({ min: 1, max: 5 }),
  isQuiet: fc.boolean(),
  through: fc.integer({ min: 1, max: 3 }),
  holdMinutes: fc.constantFrom(null, 0, 2, 9),
  reopens: fc.integer({ min: 1, max: 3 }),
  everyMinutes: fc.constantFrom(0, 1, 4),
});
type Rules = typeof anyRules extends fc.Arbitrary<infer R> ? R : never;

function tried(settings: Settings, { minSeverity, isQuiet, through, holdMinutes, reopens, everyMinutes }: Rules): Settings {
  const hold = { name: 'hold', isEnabled: true, when: ['service="a"'], forMinutes: holdMinutes };
  return settingsSchema.parse({
    ...settings,
    grouping: { ...settings.grouping, flapping: { reopens, withinMinutes: 6 } },
    paging: {
      ...settings.paging,
      minSeverity,
      quietHours: { ...settings.paging.quietHours, isOn: isQuiet },
      breakThrough: { severity: through, isSecurity: true },
      holding: holdMinutes === null ? [] : [hold],
      repeat: { ...settings.paging.repeat, sev2: { everyMinutes, times: 3 }, sev3: { everyMinutes: 7, times: 2 } },
    },
  });
}

/** Asks about every incident each time. */
const wholeWalk: Pick<Attention, 'wanting' | 'nextDue'> = {
  wanting: (state) => [...state.incidents.values()],
  nextDue: ({ incidents, pausedUntil }, { now }) => {
    const times = [...incidents.values()].flatMap(({ row }) =>
      row.status === 'resolved' ? [] : [row.paging.nextAt, row.snoozedUntil, row.escalation?.nextAt ?? null],
    );
    return Math.min(...[pausedUntil, ...times].map((at) => (at !== null && at > now ? at : Number.POSITIVE_INFINITY)));
  },
};

interface History {
  readonly events: readonly LogEvent[];
  readonly earlier: readonly LogEvent[];
  readonly settings: Settings;
  readonly state: State;
  readonly at: number;
  readonly until: number;
}

function replayed({ events, earlier, settings, state, at, until }: History, isWhole: boolean): string[] {
  const told: string[] = [];
  const absences = events.flatMap((e): EventData['absence.noted'][] => (e.kind === 'absence.noted' ? [e.data] : []));
  const past = (id: string) => foldIncident(earlier.filter((e) => e.incident === id));
  const onMoment = (_: readonly LogEvent[], made: readonly LogEvent[]) => told.push(...made.map((e) => JSON.stringify(e)));
  const replayer = new Replayer({ settings, timeZone: 'UTC', state, from: at, absences, past, onMoment });
  if (isWhole) Object.assign(replayer.world, { attention: wholeWalk });
  replayer.take(events);
  replayer.end(until);
  return told;
}

describe('attention', () => {
  it('[Z1] an index decides what a walk over all incidents would, event by event', () => {
    const anyBack = fc.constantFrom(0, 0, 0, 2, 8);
    fc.assert(
      fc.property(anyLife, anyRules, fc.double({ min: 0, max: 1, noNaN: true }), anyBack, (life, rules, share, back) => {
        const desk = livedDesk(life);
        const cut = desk.cuts[Math.floor(share * desk.cuts.length) - 1] ?? { events: 0, state: EMPTY_STATE, at: 0 };
        const middle = Math.floor((cut.events + desk.events.length) / 2);
        const events = desk.events.map((e, i) => (i < middle ? e : { ...e, at: e.at - back * MINUTE })).slice(cut.events);
        const earlier = desk.events.slice(0, cut.events);
        const history = { events, earlier, settings: tried(desk.settings, rules), state: cut.state, at: cut.at, until: desk.now };
        expect(replayed(history, false)).toEqual(replayed(history, true));
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('[N1] who may want a page from some time on wants none before', () => {
    fc.assert(
      fc.property(anyLife, anyRules, fc.nat(3_600_000), (life, rules, later) => {
        const desk = livedDesk(life);
        const settings = tried(desk.settings, rules);
        for (const { state, at } of desk.cuts)
          for (const { row } of state.incidents.values()) {
            const from = attentionFrom(row, { now: at, settings });
            const isWanting = wantsPage(row, { now: at + later, settings });
            expect(isWanting && (from === null || from > at + later)).toBe(false);
          }
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
