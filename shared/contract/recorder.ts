// Calls about what the flight recorder kept of an incident, and the trial of a snapshot before it is saved.
import { z } from 'zod';
import type { LeftOut, RecordedBody, Recording } from '../domain/recording';
import { snapshotSettings } from '../settings/recorder';

const incident = z.string().min(1).max(80);

export const recorderCalls = {
  'list-recordings': z.strictObject({ incident }),
  'read-recording': z.strictObject({ incident, id: z.string().min(1).max(80) }),
  /** Takes a snapshot now with these settings and keeps nothing; `labels` stand for those of an alert. */
  'try-snapshot': z.strictObject({ snapshot: snapshotSettings, labels: z.record(z.string(), z.string().max(2000)).default({}) }),
} as const;

export interface RecorderValues {
  /** In the order in which they were asked for. */
  'list-recordings': { recordings: readonly Recording[]; left: LeftOut };
  'read-recording': RecordedBody;
  'try-snapshot': { recording: Recording; body: RecordedBody | null };
}
