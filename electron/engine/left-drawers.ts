// Whose secrets must not outlive new settings: a file from elsewhere could name a feed of this desk with an address of its own, and the
// desk would send it the token that was typed for another server.
import type { Settings } from '../../shared/settings';
import { SHARING_VAULT } from '../../shared/settings/sharing';
import { vaultOf } from '../channels/secrets-of';
import { vaultOfPlace } from '../publish/place-kinds';
import { vaultOfSchedule } from '../schedules/schedule-secrets';
import { vaultOfTracker } from '../trackers/secrets';

/** Drawers of the vault that lead elsewhere than before, or that nothing opens any more. */
export function leftDrawers(before: Settings, after: Settings): string[] {
  const now = destinations(after);
  return [...destinations(before)].flatMap(([drawer, to]) => (now.get(drawer) === to ? [] : [drawer]));
}

export interface DrawerOwners {
  /** Ids. */
  readonly feeds: readonly string[];
  readonly channels: readonly string[];
  /** In words: `the tracker github`. */
  readonly others: readonly string[];
}

/** To whom of these settings the drawers belong. */
export function whoseDrawers({ feeds, channels, trackers, schedules, publish }: Settings, drawers: readonly string[]): DrawerOwners {
  const owning = (vault: (id: string) => string, items: readonly { readonly id: string }[]): string[] =>
    items.flatMap(({ id }) => (drawers.includes(vault(id)) ? [id] : []));
  return {
    feeds: owning((id) => id, feeds),
    channels: owning(vaultOf, channels),
    others: [
      ...owning(vaultOfTracker, trackers).map((id) => `the tracker ${id}`),
      ...owning(vaultOfSchedule, schedules).map((id) => `the schedule ${id}`),
      ...owning(vaultOfPlace, publish).map((id) => `the place ${id} for postmortems`),
      ...(drawers.includes(SHARING_VAULT) ? ['sharing'] : []),
    ],
  };
}

/** Where the secrets of each drawer are sent, as one text. */
function destinations({ feeds, channels, trackers, schedules, publish, sharing }: Settings): ReadonlyMap<string, string> {
  return new Map([
    ...feeds.map(({ id, kind, config }) => [id, wayOf(kind, config)] as const),
    ...channels.map(({ id, kind, config }) => [vaultOf(id), wayOf(kind, config)] as const),
    ...trackers.map(({ id, kind, config }) => [vaultOfTracker(id), wayOf(kind, config)] as const),
    ...publish.map(({ id, kind, config }) => [vaultOfPlace(id), wayOf(kind, config)] as const),
    ...schedules.map(({ id, from }) => [vaultOfSchedule(id), wayOf(from.kind, from)] as const),
    [SHARING_VAULT, wayOf('nats', { servers: sharing.servers, caPem: sharing.caPem, username: sharing.username })],
  ]);
}

/** Numbers and switches lead nowhere, but for the one that trusts any certificate. */
function wayOf(kind: string, config: object): string {
  const leading = Object.entries(config).filter(
    ([name, value]) => name === 'isTlsUnchecked' || !['number', 'boolean', 'undefined'].includes(typeof value),
  );
  return JSON.stringify([kind, leading.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
