// Calls about schedules: who is on call over a span of time, asking a source now, trying, keeping and removing one.
import { z } from 'zod';
import type { OnCall, Shift } from '../domain/on-call';
import { scheduleSettings } from '../settings/team';

const secrets = z.record(z.string(), z.string().max(2_000)).default({});
const scheduleId = z.string().min(1).max(40);
/** Unix ms that a date can hold. */
const instant = z.number().min(0).max(8e15);

export const scheduleCalls = {
  /** Shifts between `from` and `to` (Unix ms, at most 92 days). */
  'list-on-call': z
    .strictObject({ from: instant, to: instant })
    .refine(({ from, to }) => to > from && to - from <= 92 * 86_400_000, 'a span of at most 92 days'),
  /** Asks the source now. */
  'refresh-schedule': z.strictObject({ schedule: scheduleId }),
  /** Reads a schedule that need not be saved. `secrets` left out keep their stored value. */
  'test-schedule': z.strictObject({ schedule: scheduleSettings, secrets }),
  /** An empty secret forgets the stored one. */
  'save-schedule': z.strictObject({ schedule: scheduleSettings, secrets }),
  'remove-schedule': z.strictObject({ schedule: scheduleId }),
} as const;

export interface ScheduleLane {
  readonly onCall: OnCall;
  /** Those that touch the span asked for, oldest first. */
  readonly shifts: readonly Shift[];
}

/** What reading a schedule came to, in words; `shifts`: who is on call now and the hand-overs after that. */
export interface ScheduleTest {
  readonly isOk: boolean;
  readonly words: string;
  readonly remedy: string;
  readonly shifts: readonly Shift[];
}

export interface ScheduleValues {
  'list-on-call': { lanes: readonly ScheduleLane[] };
  'refresh-schedule': { onCall: OnCall };
  'test-schedule': ScheduleTest;
  'save-schedule': { schedule: string };
  'remove-schedule': { schedule: string };
}
