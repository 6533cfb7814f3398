// A plan laid over the settings: it adds and changes nothing that is there. Ids and names that are taken get a number; people, schedules and
// policies have their own already, because they name each other.
import type { Settings } from '../settings';
import { type ImportNote, type ImportPlan, ownName } from './plan';

export interface Merged {
  readonly settings: Settings;
  /** What is really added, under its final ids and names. */
  readonly plan: ImportPlan;
}

export function mergePlan(settings: Settings, plan: ImportPlan): Merged {
  const notes: ImportNote[] = [...plan.notes];
  const there = new Set(settings.feeds.map(sourceOf));
  const fresh = plan.feeds.filter((feed) => {
    const isNew = !there.has(sourceOf(feed));
    if (!isNew) notes.push({ about: `server “${feed.name}”`, what: 'the server', why: 'a feed watches it already' });
    there.add(sourceOf(feed));
    return isNew;
  });
  const feedIds = renaming(settings.feeds, fresh);
  const channelIds = renaming(settings.channels, plan.channels);
  const audienceIds = renaming(settings.audiences, plan.audiences);
  const id = (ids: ReadonlyMap<string, string>, old: string): string => ids.get(old) ?? old;
  const feeds = fresh.map((feed) => ({ ...feed, id: id(feedIds, feed.id) }));
  const channels = plan.channels.map((channel) => ({ ...channel, id: id(channelIds, channel.id) }));
  const audiences = plan.audiences.map((audience) => ({
    ...audience,
    id: id(audienceIds, audience.id),
    members: audience.members.map((member) => ('channel' in member ? { ...member, channel: id(channelIds, member.channel) } : member)),
  }));
  const routing = named(settings.routing, plan.routing).map((rule) => ({ ...rule, to: rule.to.map((to) => id(audienceIds, to)) }));
  const holding = named(settings.paging.holding, plan.holding);
  const secrets = plan.secrets
    .filter((need) => need.of === 'channel' || feedIds.has(need.id))
    .map((need) => ({ ...need, id: id(need.of === 'feed' ? feedIds : channelIds, need.id) }));
  return {
    plan: { ...plan, feeds, holding, channels, audiences, routing, secrets, notes },
    settings: {
      ...settings,
      feeds: [...settings.feeds, ...feeds],
      channels: [...settings.channels, ...channels],
      audiences: [...settings.audiences, ...audiences],
      routing: [...settings.routing, ...routing],
      people: [...settings.people, ...plan.people],
      schedules: [...settings.schedules, ...plan.schedules],
      escalation: { ...settings.escalation, policies: [...settings.escalation.policies, ...plan.policies] },
      paging: { ...settings.paging, holding: [...settings.paging.holding, ...holding] },
    },
  };
}

/** Kind and address: what makes two feeds watch the same. PagerDuty's own address is its region. */
function sourceOf({ kind, config }: Settings['feeds'][number]): string {
  return JSON.stringify([kind, config.urls ?? config.url, config.filters, kind === 'pagerduty' ? (config.region ?? 'US') : undefined]);
}

function renaming(there: readonly { readonly id: string }[], added: readonly { readonly id: string }[]): Map<string, string> {
  const taken = new Set(there.map((one) => one.id));
  return new Map(added.map((one) => [one.id, ownName(one.id, taken, '-')]));
}

function named<T extends { readonly name: string }>(there: readonly T[], added: readonly T[]): T[] {
  const taken = new Set(there.map((one) => one.name));
  return added.map((one) => ({ ...one, name: ownName(one.name, taken, ' ') }));
}
