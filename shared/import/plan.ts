// What an import from another tool would make, and what it leaves out: shown to a person before anything is written.
import type { FeedSettings } from '../settings';
import type { HoldingRule } from '../settings/holding';
import type { Person, ScheduleSettings } from '../settings/team';
import type { Audience, ChannelSettings, EscalationPolicy, RoutingRule } from '../settings/telling';

/** Something that is not taken over, or not as it was. */
export interface ImportNote {
  /** Where it stood, such as `server “Berlin”` or `receiver pager`. */
  readonly about: string;
  readonly what: string;
  readonly why: string;
}

/** Secrets that a person types after the import, by the names of what needs them. */
export interface NeededSecret {
  readonly of: 'feed' | 'channel';
  readonly id: string;
  readonly what: string;
}

export interface ImportPlan {
  readonly feeds: readonly FeedSettings[];
  readonly holding: readonly HoldingRule[];
  readonly channels: readonly ChannelSettings[];
  readonly audiences: readonly Audience[];
  readonly routing: readonly RoutingRule[];
  readonly people: readonly Person[];
  readonly schedules: readonly ScheduleSettings[];
  readonly policies: readonly EscalationPolicy[];
  readonly secrets: readonly NeededSecret[];
  readonly notes: readonly ImportNote[];
}

export const EMPTY_PLAN: ImportPlan = {
  ...{ feeds: [], holding: [], channels: [], audiences: [], routing: [], people: [], schedules: [], policies: [] },
  ...{ secrets: [], notes: [] },
};

/** A text as an id of the settings: lower-case letters, digits, dashes; `fallback` where nothing is left of it. */
export function idFrom(text: string, fallback: string): string {
  const id = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  return id === '' ? fallback : id;
}

/** `wanted`, or with a number behind it where it is taken; `taken` learns it. */
export function ownName(wanted: string, taken: Set<string>, join: string): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}${join}${n}`;
  taken.add(name);
  return name;
}
