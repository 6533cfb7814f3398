// The vault's drawers of channels, seen from the engine's calls.
import type { ChannelManifest } from '../../shared/channel';
import type { Settings } from '../../shared/settings';
import type { ChannelSettings } from '../../shared/settings/telling';
import { channelRegistry } from '../channels/registry';
import { secretFields, vaultOf } from '../channels/secrets-of';
import type { SettingsBook } from './settings-book';

/** The saved secrets of a channel by field name. */
export function channelSecrets(
  book: SettingsBook,
  channel: Pick<ChannelSettings, 'id'>,
  manifest: ChannelManifest,
): Readonly<Record<string, string>> {
  return book.secretsOf({ id: vaultOf(channel.id) }, secretFields(manifest));
}

/** Ids of channels whose required secrets are not in the vault. */
export function channelsWithoutSecrets(book: SettingsBook, settings: Settings): string[] {
  return settings.channels
    .filter((channel) => {
      const manifest = channelRegistry.get(channel.kind)?.manifest;
      const required = manifest?.fields.filter((field) => field.type === 'secret' && field.isRequired) ?? [];
      const known = manifest ? channelSecrets(book, channel, manifest) : {};
      return required.some((field) => known[field.name] === undefined);
    })
    .map((channel) => channel.id);
}
