import { expect, it } from 'vitest';
import { channelRegistry as registry } from '../../../electron/channels/registry';
import { addressHints } from '../../../renderer/views/channels/use-address-hints';
import type { ChannelSettings } from '../../../shared/settings/telling';

const kinds = [...registry.values()].map((channel) => channel.manifest);
const channel = (kind: string): ChannelSettings => ({ id: `my-${kind}`, kind, name: kind, isEnabled: true, config: {} });
const hintOf = addressHints(
  kinds.map(({ kind }) => channel(kind)),
  kinds,
);

it('an address is asked for where the kind of channel has addresses', () => {
  expect(hintOf('my-email')).toContain('e-mail address');
  expect(hintOf('my-ntfy')).toContain('topic');
  expect(['pagerduty', 'slack', 'teams', 'bridge'].map((kind) => hintOf(`my-${kind}`))).toEqual([null, null, null, null]);
});

it('what is not known hides nothing', () => {
  expect(hintOf('gone')).not.toBeNull();
  expect(addressHints([channel('email')], [])('my-email')).not.toBeNull();
});
