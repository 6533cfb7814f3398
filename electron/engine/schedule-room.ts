// The room of schedules: who is on call, and the calls about it. Its readers of calendars are the second largest part of the engine's code.
import { createScheduleKeeper, type ScheduleKeeper } from '../schedules/keeper';
import type { EngineDeps } from './engine-seams';
import type { Handlers } from './gate';
import { type ScheduleCallDeps, scheduleCalls, scheduleSecrets } from './schedule-calls';

export interface ScheduleRoom {
  readonly keeper: ScheduleKeeper;
  readonly calls: Pick<Handlers, keyof ReturnType<typeof scheduleCalls>>;
}

export interface ScheduleRoomDeps extends Omit<ScheduleCallDeps, 'keeper'>, Pick<EngineDeps, 'log' | 'timeZone' | 'journal'> {
  /** Who is on call may have changed. */
  readonly changed: () => void;
}

/** No source is asked until `keeper.apply()`. */
export function makeScheduleRoom({ log, timeZone, journal, changed, ...calling }: ScheduleRoomDeps): ScheduleRoom {
  const { desk, book } = calling;
  const keeper = createScheduleKeeper({
    schedules: () => book.settings.schedules,
    people: () => book.settings.people,
    secretsOf: (schedule) => scheduleSecrets(book, schedule),
    store: {
      get: (name) => log.getSetting(name),
      set: (name, text) => desk.writes.attempt(() => desk.writes.write(() => log.setSetting(name, text))),
    },
    timeZone,
    changed,
    log: journal,
  });
  return { keeper, calls: scheduleCalls({ ...calling, keeper }) };
}
