// By whom a channel is used: what is still in use must not go away silently.
import type { Settings } from '../settings';

/** People, audiences and escalation policies that tell by the channel `id`, by name, in this order. */
export function usersOfChannel(settings: Settings, id: string): string[] {
  const people = settings.people.filter((person) => person.reach.some(({ channel }) => channel === id));
  const audiences = settings.audiences.filter((audience) =>
    audience.members.some((member) => 'channel' in member && member.channel === id),
  );
  const policies = settings.escalation.policies.filter((policy) =>
    policy.steps.some(({ does, to }) => does === 'tell-channel' && to === id),
  );
  return [...people, ...audiences, ...policies].map(({ name }) => name);
}
