// What a person does to a channel from the window. Each act tells its outcome.
import type { CallError } from '../../../shared/contract';
import type { ChannelTest } from '../../../shared/contract/channels';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

type Secrets = Readonly<Record<string, string>>;

/** Resolves after the engine took it, to the error or null. */
export async function saveChannel(channel: ChannelSettings, secrets: Secrets): Promise<CallError | null> {
  const reply = await callEngine('save-channel', { channel, secrets: { ...secrets } });
  if (!reply.ok) return reply.error;
  tellDone(msg`${channel.name} saved`);
  return null;
}

/** A channel that is off keeps its settings; nobody is told by it. */
export async function turnChannel(channel: ChannelSettings, isEnabled: boolean): Promise<void> {
  const reply = await callEngine('save-channel', { channel: { ...channel, isEnabled } });
  if (!reply.ok) return tellError(reply.error);
  tellDone(
    isEnabled ? msg`${channel.name} is on again` : msg`${channel.name} is off: nobody is told by it`,
    () => void turnChannel(channel, !isEnabled),
  );
}

/** Removes a channel and its secrets. Resolves to the refusal or null. */
export async function removeChannel(channel: ChannelSettings): Promise<CallError | null> {
  const reply = await callEngine('remove-channel', { channel: channel.id });
  if (!reply.ok) return reply.error;
  tellDone(msg`${channel.name} removed`);
  return null;
}

/** Sends a test message; a refusal of the engine itself is told in the same shape. */
export async function testChannel(channel: ChannelSettings, secrets: Secrets, address: string): Promise<ChannelTest> {
  const reply = await callEngine('test-channel', { channel, secrets: { ...secrets }, address });
  if (reply.ok) return reply.value;
  return { isOk: false, words: reply.error.what, remedy: reply.error.remedy, ref: null };
}
