// Calls about schedules. What a fleet's file dictates can be looked at and tried, not changed from here.
import type { ScheduleValues } from '../../shared/contract/schedules';
import type { Draft } from '../../shared/log/event';
import { usersOfSchedule } from '../../shared/rules/schedule-use';
import type { ScheduleSettings } from '../../shared/settings/team';
import { checkRule } from '../schedules/hand-over-days';
import type { ScheduleKeeper } from '../schedules/keeper';
import { secretsOfSchedule, vaultOfSchedule, withoutSecrets } from '../schedules/schedule-secrets';
import { wrongWayOut } from '../schedules/way-out';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import type { SettingsBook, SettingsChange } from './settings-book';
import { refuseDictated } from './settings-calls';

export interface ScheduleCallDeps {
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly keeper: ScheduleKeeper;
  readonly person: () => string;
  /** Settings took effect. */
  readonly applied: () => void;
}

/** The saved secrets of a schedule by field name. */
export function scheduleSecrets(book: SettingsBook, schedule: ScheduleSettings): Readonly<Record<string, string>> {
  return book.secretsOf({ id: vaultOfSchedule(schedule.id) }, secretsOfSchedule(schedule));
}

export function scheduleCalls(deps: ScheduleCallDeps): Pick<Handlers, keyof ScheduleValues> {
  const { book, keeper } = deps;
  return {
    'list-on-call': (span) => done({ lanes: keeper.lanes(span) }),
    'refresh-schedule': async ({ schedule }) => {
      const onCall = await keeper.refresh(schedule);
      return onCall ? done({ onCall }) : refuse(`There is no schedule ${schedule}.`);
    },
    'test-schedule': async ({ schedule, secrets }) =>
      done(await keeper.test(withoutSecrets(schedule), { ...scheduleSecrets(book, schedule), ...secrets })),
    'save-schedule': ({ schedule, secrets }) => {
      const dictated = refuseDictated<ScheduleValues['save-schedule']>(book);
      if (dictated) return dictated;
      const wrong = wrongIn(book, schedule);
      if (wrong !== null) return refuse(wrong, 'Edit the schedule.');
      if (Object.keys(secrets).length > 0) keeper.forget(schedule.id);
      const bare = withoutSecrets(schedule);
      const { schedules } = book.settings;
      const isNew = !schedules.some(({ id }) => id === schedule.id);
      const names = secretsOfSchedule(schedule);
      const own = Object.fromEntries(Object.entries(secrets).filter(([name]) => names.includes(name)));
      change(deps, isNew ? [...schedules, bare] : schedules.map((one) => (one.id === bare.id ? bare : one)), [bare.id, own]);
      return done({ schedule: schedule.id });
    },
    'remove-schedule': ({ schedule: id }) => {
      const dictated = refuseDictated<ScheduleValues['remove-schedule']>(book);
      if (dictated) return dictated;
      const gone = book.settings.schedules.find((one) => one.id === id);
      if (!gone) return refuse(`There is no schedule ${id}.`);
      const users = usersOfSchedule(book.settings, id);
      if (users.length > 0)
        return refuse(
          `${users.join(', ')} ${users.length === 1 ? 'calls' : 'call'} whoever is on call in ${gone.name}.`,
          'Take it out there first.',
        );
      keeper.forget(id);
      const empty = Object.fromEntries(secretsOfSchedule(gone).map((name) => [name, '']));
      change(
        deps,
        book.settings.schedules.filter((one) => one.id !== id),
        [id, empty],
      );
      return done({ schedule: id });
    },
  };
}

/** Why a schedule can't be kept as it is; null when it can. */
function wrongIn(book: SettingsBook, { from }: ScheduleSettings): string | null {
  if (from.kind !== 'rotation') {
    const wrong = wrongWayOut({ from });
    return wrong === null ? null : `proxyUrl: ${wrong}`;
  }
  const stranger = from.people.find((id) => !book.settings.people.some((person) => person.id === id));
  if (stranger !== undefined) return `people: nobody among the people of the settings has the id “${stranger}”.`;
  const rule = checkRule(from.rrule);
  return rule.ok ? null : `rrule: ${rule.why}`;
}

/** Settings, secrets and the event about them in one transaction, then in effect. */
function change(
  { desk, book, person, applied }: ScheduleCallDeps,
  schedules: ScheduleSettings[],
  [id, own]: readonly [string, Readonly<Record<string, string>>],
): void {
  const secrets: SettingsChange['secrets'] = new Map([[vaultOfSchedule(id), own]]);
  const draft: Draft = {
    ...{ kind: 'settings.changed', incident: null, actor: `person:${person()}` },
    data: { by: person(), paths: ['schedules'] },
  };
  book.change({ settings: { ...book.settings, schedules }, secrets }, (writes) => desk.transact(() => [draft], null, writes));
  applied();
}
