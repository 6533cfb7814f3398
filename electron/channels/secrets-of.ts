// Which words must never leave a channel: its secret fields, and of a secret address also the parts by which anybody could rebuild it.
import type { ChannelManifest } from '../../shared/channel';

/** Shorter parts of an address (`services`, `v2`) are ordinary words. */
const MIN_PART = 9;

/** Name of a channel's drawer in the vault; feeds have theirs under their bare id, which can't hold a colon. */
export function vaultOf(channelId: string): string {
  return `channel:${channelId}`;
}

/** What has secret fields: a channel, a tracker. */
type Fielded = Pick<ChannelManifest, 'fields'>;

export function secretFields(manifest: Fielded): string[] {
  return manifest.fields.filter((field) => field.type === 'secret').map((field) => field.name);
}

/** Of a secret address or header: the parts by which anybody could rebuild it. */
export function partsOf(secret: string): string[] {
  // `X-Api-Key: abc` would parse as an address too, of the scheme `x-api-key`; one that leads to a server has a host.
  if (!URL.canParse(secret) || new URL(secret).host === '') {
    const value = /^[\w-]+:\s*(.+)$/.exec(secret)?.[1];
    return value === undefined ? [] : [value, value.replace(/^\w+\s+/, '')];
  }
  const url = new URL(secret);
  const words = [...url.pathname.split('/'), ...url.searchParams.values()].filter((word) => word.length >= MIN_PART);
  return [url.href, `${url.pathname}${url.search}`, ...words].filter((part) => part.length >= MIN_PART);
}

/** Values of the secret fields of a config, and their telling parts. */
export function secretsOf(manifest: Fielded, config: Readonly<Record<string, unknown>>): string[] {
  const values = secretFields(manifest)
    .map((name) => config[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
  return values.flatMap((value) => [value, ...partsOf(value)]);
}
