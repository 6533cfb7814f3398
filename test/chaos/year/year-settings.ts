// Settings of a simulated desk: everything that decides about pages is chosen by chance.
import fc from 'fast-check';
import { type Settings, settingsSchema } from '../../../shared/settings';
import type { Turns } from './oracle/wall';
import { FEEDS, HEARTBEAT, KIND, SLOW } from './world';

export interface Rules {
  readonly quiet: { readonly isOn: boolean; readonly from: string; readonly to: string; readonly timeZone: string };
  readonly through: number;
  readonly isSecurityThrough: boolean;
  readonly minSeverity: number;
  readonly storm: number;
  readonly reopens: number;
  readonly holdMinutes: number;
  readonly sev4Times: number;
  readonly awayFactor: number;
  readonly closeAfterHours: number;
  readonly steps: readonly ('page-again' | 'page-louder' | 'tell-person' | 'tell-channel')[];
  readonly stepMinutes: number;
  readonly handover: { readonly handoverAt: string; readonly timeZone: string; readonly everyDays: number };
}

const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');

export const anyRules: fc.Arbitrary<Rules> = fc.record({
  quiet: fc.oneof(
    { weight: 3, arbitrary: fc.record({ isOn: fc.constant(true), from: fc.constant('22:00'), to: fc.constant('07:00'), timeZone: zone }) },
    { weight: 1, arbitrary: fc.record({ isOn: fc.boolean(), from: fc.constant('01:45'), to: fc.constant('02:40'), timeZone: zone }) },
  ),
  through: fc.integer({ min: 1, max: 3 }),
  isSecurityThrough: fc.boolean(),
  minSeverity: fc.integer({ min: 3, max: 4 }),
  storm: fc.integer({ min: 2, max: 6 }),
  reopens: fc.integer({ min: 2, max: 3 }),
  holdMinutes: fc.integer({ min: 1, max: 20 }),
  sev4Times: fc.integer({ min: 0, max: 2 }),
  awayFactor: fc.constantFrom(0.3, 0.5, 1),
  closeAfterHours: fc.constantFrom(0.5, 4, 24),
  steps: fc.array(fc.constantFrom('page-again', 'page-louder', 'tell-person', 'tell-person', 'tell-channel'), {
    minLength: 1,
    maxLength: 5,
  }),
  stepMinutes: fc.integer({ min: 1, max: 20 }),
  handover: fc.record({ handoverAt: fc.constantFrom('09:00', '02:30'), timeZone: zone, everyDays: fc.constantFrom(1, 7) }),
});

const PEOPLE = ['me', 'ann', 'bob', 'carl'];

export function turnsOf({ handover }: Rules): Turns {
  return { people: PEOPLE, startDate: '2025-12-28', ...handover };
}

/** Nobody reaches carl: the schedule names him, and no channel does. */
export function settingsOf(rules: Rules): Settings {
  const { quiet, through, isSecurityThrough, minSeverity, storm, reopens, holdMinutes, sev4Times, awayFactor, steps, stepMinutes } = rules;
  const { handoverAt, timeZone, everyDays } = rules.handover;
  const step = (does: string, n: number) => ({
    ...{ does, afterMinutes: (n + 1) * stepMinutes },
    ...(does === 'tell-person' && { to: 'primary' }),
    ...(does === 'tell-channel' && { to: 'ops' }),
  });
  const policy = (id: string, severityAtLeast: number, all: typeof steps) => ({
    id,
    name: id,
    when: { severityAtLeast },
    steps: all.map(step),
  });
  const rrule = everyDays === 1 ? 'FREQ=DAILY' : 'FREQ=WEEKLY';
  return settingsSchema.parse({
    person: { name: 'me', id: 'me' },
    people: PEOPLE.map((id) => ({ id, name: id, reach: id === 'carl' ? [] : [{ channel: 'chat', address: `@${id}` }] })),
    schedules: [
      { id: 'primary', name: 'Primary', from: { kind: 'rotation', people: PEOPLE, startDate: '2025-12-28', handoverAt, timeZone, rrule } },
    ],
    channels: ['chat', 'ops'].map((id) => ({ id, kind: 'ntfy', name: id, config: {} })),
    feeds: FEEDS.map((id) => ({ id, kind: KIND, name: `The ${id}`, intervalSeconds: 90, heartbeat: HEARTBEAT, config: { feed: id } })),
    grouping: { flapping: { reopens, withinMinutes: 30 } },
    correlation: { isOn: false },
    paging: {
      minSeverity,
      quietHours: quiet,
      breakThrough: { severity: through, isSecurity: isSecurityThrough },
      storm: { incidents: storm },
      holding: [{ name: 'slow waits', when: [`alertname="${SLOW}"`], forMinutes: holdMinutes }],
      repeat: { sev4: { everyMinutes: sev4Times === 0 ? 0 : 7, times: sev4Times } },
    },
    escalation: { policies: [policy('grave', 2, steps), policy('all', 3, steps.toReversed())], awayFactor },
    postmortem: { dueBusinessDays: 0 },
    closing: { closeResolvedAfterHours: rules.closeAfterHours },
  });
}
