// Schedules in a settings file: their secrets leave the settings for the vault, what their kind refuses is told with its place.
import type { ScheduleSettings } from '../../shared/settings/team';
import { checkRule } from '../schedules/hand-over-days';
import { secretsOfSchedule, withoutSecrets } from '../schedules/schedule-secrets';
import { wrongWayOut } from '../schedules/way-out';
import { type Complain, type ConfigSources, type ConfiguredKind, takeItems } from './config-fields';

/** A schedule's fields as `takeItems` knows them: the schema has checked them already, so only secrets and the rule are looked at. */
function kindOf(schedule: ScheduleSettings): ConfiguredKind {
  const secrets = secretsOfSchedule(schedule);
  const { from } = schedule;
  const fields = Object.keys(from).map((name) => ({
    ...{ name, label: name, hint: '' },
    type: secrets.includes(name) ? ('secret' as const) : ('text' as const),
  }));
  const rule = from.kind === 'rotation' ? checkRule(from.rrule) : null;
  const proxy = wrongWayOut(schedule);
  const errors = [
    ...(rule === null || rule.ok ? [] : [{ path: 'rrule', message: rule.why }]),
    ...(proxy === null ? [] : [{ path: 'proxyUrl', message: proxy }]),
  ];
  return {
    manifest: { kind: from.kind, fields },
    parseConfig: () => (errors.length === 0 ? { ok: true } : { ok: false, errors }),
  };
}

/** The schedules without their secrets. */
export function takeScheduleSecrets(
  schedules: readonly ScheduleSettings[],
  sources: ConfigSources,
  complain: Complain,
  keep: (schedule: ScheduleSettings, secrets: Record<string, string>) => void,
): ScheduleSettings[] {
  schedules.forEach((schedule, i) => {
    const { kind, ...given } = schedule.from;
    const config = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    takeItems({
      ...{ section: 'schedules', items: [{ id: schedule.id, kind, config }], kinds: [kindOf(schedule)], sources },
      complain: ([section = '', , , ...path], message) => complain([section, i, 'from', ...path], message),
      keep: (_, secrets) => keep(schedule, secrets),
    });
    if (schedules.findIndex(({ id }) => id === schedule.id) !== i)
      complain(['schedules', i, 'id'], `the id “${schedule.id}” is used twice`);
  });
  return schedules.map(withoutSecrets);
}
