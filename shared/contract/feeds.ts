// How feeds stand, and the calls by which they are tried, saved and asked.
import { z } from 'zod';
import type { FeedManifest, FeedPreview, PeerHealth } from '../feed';
import type { PresetTrial } from '../feed-trial';
import { feedSettings } from '../settings';
import type { FoundSource } from '../sources';
import { feedId } from './names';
import type { FeedProof } from './proof';

/** Live state of one feed; told when it changes and with every successful poll, never stored. Times are Unix ms. */
export interface FeedHealth {
  readonly feed: string;
  readonly kind: string;
  readonly name: string;
  readonly isEnabled: boolean;
  /** `starting` until the first answer; `partial`: some peers away; `blind`: failing, stale or heartbeat missing. */
  readonly state: 'starting' | 'ok' | 'slow' | 'partial' | 'blind' | 'off';
  readonly why: string;
  readonly remedy: string;
  readonly lastSuccessAt: number | null;
  readonly lastChangeAt: number | null;
  readonly failingSince: number | null;
  readonly nextTryAt: number | null;
  readonly latencyMs: number | null;
  readonly intervalMs: number;
  readonly alertCount: number;
  readonly suppressedCount: number;
  readonly rejectedCount: number;
  readonly peers: readonly PeerHealth[];
  readonly heartbeat: Heartbeat | null;
  /** Of a kind that takes canaries. */
  readonly proof?: FeedProof;
  /** Of a feed whose source sends by itself; `lastSuccessAt` then tells when its link was last proved. */
  readonly push?: { readonly url: string; readonly messages: number; readonly lastMessageAt: number | null };
  /** Of a feed that a bridge of the team watches: the bridge's name, '' while none was heard. */
  readonly bridge?: string;
}

/** The alert that proves that the source is alive. Times are Unix ms. */
export interface Heartbeat {
  /** As the settings name it. */
  readonly name: string;
  readonly isSeen: boolean;
  /** It must be seen at least so often; 0: it must always fire. Of a source that sends by itself 0 stands for its own limit. */
  readonly everyMs: number;
  readonly seenAt: number | null;
  /** The last list of alerts held it. */
  readonly isListed: boolean;
  readonly awaitedSince: number | null;
}

export interface FeedTest {
  readonly isOk: boolean;
  readonly words: string;
  readonly remedy: string;
  readonly alertCount: number;
  readonly peers: readonly PeerHealth[];
  readonly sample: readonly string[];
}

const triedFeed = { feed: feedSettings, secrets: z.record(z.string(), z.string()).default({}) };
export const feedCalls = {
  'list-kinds': z.strictObject({}),
  /** Looks for known kinds of sources at an address that a person typed; '' for this machine. */
  'find-sources': z.strictObject({ address: z.string().max(500) }),
  /** Tries settings without saving them. `secrets` left out keep their stored value. */
  'test-feed': z.strictObject(triedFeed),
  'preview-query': z.strictObject({ ...triedFeed, query: z.string().min(1).max(20_000) }),
  /**
   * What the preset of a feed makes of an answer. `asks`: the source is asked; else the answer named by `answer` counts, and without one
   * only the preset is checked. `preset`: a text to try in place of the kind's own.
   */
  'try-preset': z.strictObject({
    ...triedFeed,
    asks: z.boolean(),
    answer: z.string().max(100).nullable().default(null),
    preset: z.string().max(200_000).nullable().default(null),
  }),
  /** The answer is not needed any more. */
  'forget-answer': z.strictObject({ answer: z.string().max(100) }),
  'save-feed': z.strictObject(triedFeed),
  'remove-feed': z.strictObject({ feed: feedId }),
  'poll-feed': z.strictObject({ feed: feedId }),
} as const;

export interface FeedValues {
  /** `faults`: of presets in the profile's folder, each with file, line and column. */
  'list-kinds': { kinds: readonly FeedManifest[]; faults: readonly string[] };
  /** `asked`: how many addresses; 0: what was typed is none. */
  'find-sources': { found: readonly FoundSource[]; asked: number };
  'test-feed': FeedTest;
  'preview-query': FeedPreview;
  'try-preset': PresetTrial;
  'forget-answer': { answer: string };
  'save-feed': { feed: string };
  'remove-feed': { feed: string };
  'poll-feed': { feed: string };
}
