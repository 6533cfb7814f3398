// Calls about the settings as a whole and about paging on this desk.
import { z } from 'zod';
import { type Settings, settingsSchema } from '../settings';

export const deskCalls = {
  'save-settings': z.strictObject({ settings: settingsSchema }),
  'export-settings': z.strictObject({}),
  'import-settings': z.strictObject({ yaml: z.string().max(1_000_000) }),
  'pause-paging': z.strictObject({ minutes: z.number().min(1).max(1440) }),
  'unpause-paging': z.strictObject({}),
  'test-page': z.strictObject({}),
  'check-machine': z.strictObject({}),
  'dismiss-absence': z.strictObject({}),
} as const;

/** What of the machine can make a desk blind. */
export interface MachineFacts {
  /** How many names of servers the feeds have; addresses in figures are not counted. */
  readonly names: number;
  readonly unknownNames: readonly string[];
  /** How far the clocks of sources that tell the time are ahead of this one's. */
  readonly skewsMs: readonly number[];
  /** Where the log lies; null: the system does not say. */
  readonly freeBytes: number | null;
}

export interface DeskValues {
  'save-settings': { settings: Settings };
  'export-settings': { yaml: string };
  /** Feeds and channels whose secrets are to be typed in, by id; others in words (`the tracker github`). */
  'import-settings': {
    settings: Settings;
    needSecrets: readonly string[];
    channelsNeedSecrets: readonly string[];
    othersNeedSecrets: readonly string[];
  };
  'pause-paging': { until: number };
  'unpause-paging': { until: null };
  'test-page': { page: string };
  'check-machine': MachineFacts;
  'dismiss-absence': { dismissed: true };
}
