// Which words of a schedule are secret, where they are kept, and how they leave a settings file.
import type { Settings } from '../../shared/settings';
import type { ScheduleSettings } from '../../shared/settings/team';

const SECRETS: Readonly<Record<ScheduleSettings['from']['kind'], readonly string[]>> = {
  rotation: [],
  ical: ['secretUrl', 'proxyPassword'],
  pagerduty: ['token', 'proxyPassword'],
  opsgenie: ['token', 'proxyPassword'],
};

/** Name of a schedule's drawer in the vault; feeds have theirs under their bare id, which can't hold a colon. */
export function vaultOfSchedule(id: string): string {
  return `schedule:${id}`;
}

/** Names of the secret fields of a schedule. */
export function secretsOfSchedule(schedule: Pick<ScheduleSettings, 'from'>): readonly string[] {
  return SECRETS[schedule.from.kind];
}

/** The schedule as it may be stored and shown. */
export function withoutSecrets(schedule: ScheduleSettings): ScheduleSettings {
  const { from } = schedule;
  if (from.kind === 'rotation') return schedule;
  if (from.kind === 'ical') {
    const { secretUrl: _, proxyPassword: __, ...rest } = from;
    return { ...schedule, from: rest };
  }
  const { token: _, proxyPassword: __, ...rest } = from;
  return { ...schedule, from: rest };
}

/** Settings without a secret that somebody wrote where it would be shown. */
export function schedulesWithoutSecrets(settings: Settings): Settings {
  return { ...settings, schedules: settings.schedules.map(withoutSecrets) };
}
