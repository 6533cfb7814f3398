// Calls about channels: what kinds there are, trying one, keeping and removing one. Sending is the outbox's alone.
import { z } from 'zod';
import type { ChannelManifest } from '../channel';
import { channelSettings } from '../settings/telling';

const secrets = z.record(z.string(), z.string().max(200_000)).default({});

export const channelCalls = {
  'list-channel-kinds': z.strictObject({}),
  /** Sends a test message by settings that need not be saved. `secrets` left out keep their stored value. `address` '': the channel's own. */
  'test-channel': z.strictObject({ channel: channelSettings, secrets, address: z.string().max(2000).default('') }),
  'save-channel': z.strictObject({ channel: channelSettings, secrets }),
  'remove-channel': z.strictObject({ channel: z.string().min(1).max(40) }),
} as const;

/** What became of a test message, in words. `ref`: what the target calls it. */
export interface ChannelTest {
  readonly isOk: boolean;
  readonly words: string;
  readonly remedy: string;
  readonly ref: string | null;
}

export interface ChannelValues {
  'list-channel-kinds': { kinds: readonly ChannelManifest[] };
  'test-channel': ChannelTest;
  'save-channel': { channel: string };
  'remove-channel': { channel: string };
}
