// Which channels take an address, and what an address is there: where a channel has one place only, none is asked for.
import type { ChannelManifest } from '../../../shared/channel';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useChannelKinds } from './use-channel-kinds';

/** What an address within this channel (id) is, e.g. "an e-mail address"; null: it takes none. */
export type AddressHints = (channel: string) => string | null;

/** A channel or kind that is not known here may take one: what was typed for it is never hidden. */
export function addressHints(channels: readonly ChannelSettings[], kinds: readonly ChannelManifest[]): AddressHints {
  return (id) => {
    const kind = channels.find((c) => c.id === id)?.kind;
    const manifest = kinds.find((k) => k.kind === kind);
    return manifest ? manifest.addressHint : msg`an address within it`;
  };
}

const NONE: readonly ChannelSettings[] = [];

export function useAddressHints(): AddressHints {
  const kinds = useChannelKinds();
  const channels = useDesk((s) => s.settings?.channels ?? NONE);
  return addressHints(channels, kinds.state === 'there' ? kinds.kinds : []);
}
