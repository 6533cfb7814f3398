// What a desk or a bridge keeps of its team: the seed of its own keys, what it knows of the space, and how it reaches the servers.

import { SHARING_VAULT, type SharingSettings } from '../../shared/settings/sharing';
import { natsFailure } from '../feeds/nats/failure';
import { connectOptions } from '../feeds/nats/options';
import type { Log } from '../log/store';
import { newSeed } from './device-keys';
import type { MembershipDeps, TeamMemory } from './membership';
import { natsLink } from './nats-link';
import { fromBase64, toBase64 } from './records';
import type { TeamLink } from './seams';

export type Vault = Pick<Log, 'getSecret' | 'putSettings'>;

const SEED = 'device-seed';
const NOBODY: TeamMemory = { founder: null, members: [], keys: [] };
/** Desks spread over the servers, learn of those that the settings do not name, and see within seconds that one does not answer. */
const CLUSTER = { noRandomize: false, ignoreClusterUpdates: false, pingInterval: 4_000, maxPingOut: 2 };
const LINK = { tlsServerName: '', isTlsUnchecked: false, connectTimeoutSeconds: 5 };
const NO_LOGIN = { password: '', token: '', nkeySeed: '', creds: '', keyPem: '' };

/** Made at the first call. */
export function seedIn(vault: Vault): Uint8Array {
  const known = vault.getSecret(SHARING_VAULT, SEED);
  if (known) return fromBase64(known);
  const seed = newSeed();
  vault.putSettings({ settings: {}, secrets: [{ feed: SHARING_VAULT, name: SEED, text: toBase64(seed) }] });
  return seed;
}

export function memoryIn(vault: Vault, space: string): MembershipDeps['memory'] {
  const name = `space.${space}`;
  return {
    read: () => JSON.parse(vault.getSecret(SHARING_VAULT, name) ?? JSON.stringify(NOBODY)) as TeamMemory,
    write: (memory) => vault.putSettings({ settings: {}, secrets: [{ feed: SHARING_VAULT, name, text: JSON.stringify(memory) }] }),
  };
}

/** `secrets`: login fields by name; one that is missing counts as empty. */
export function linkTo(settings: SharingSettings, secrets: Readonly<Record<string, string>>, desk: string, now: () => number): TeamLink {
  const { space, servers, replicas } = settings;
  const options = { ...connectOptions({ urls: servers, ...settings, ...LINK, ...NO_LOGIN, ...secrets }), ...CLUSTER };
  const words = (error: unknown) => natsFailure(error, new URL(servers[0] as string).host);
  return natsLink({ space, desk, options, replicas, words, now });
}
