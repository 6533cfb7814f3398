// By whom a schedule is used: what is still in use must not go away silently.
import type { Settings } from '../settings';

/** Audiences and escalation policies that call whoever is on call in the schedule `id`, by name. */
export function usersOfSchedule(settings: Settings, id: string): string[] {
  const audiences = settings.audiences.filter(({ members }) => members.some((member) => 'schedule' in member && member.schedule === id));
  const policies = settings.escalation.policies.filter(({ steps }) => steps.some(({ does, to }) => does === 'tell-person' && to === id));
  return [...audiences, ...policies].map(({ name }) => name);
}
