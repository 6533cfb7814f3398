// Pieces of the shapes below: texts are bounded, times are Unix ms, and nothing else than what is named gets through.
import { z } from 'zod';
import type { Alert, AlertData, Labels, Suppression, Tally } from '../../domain/alert';
import type { TraceStep } from '../../log/event';

export const short = z.string().max(200);
export const line = z.string().max(2_000);
export const long = z.string().max(100_000);
export const time = z
  .number()
  .min(0)
  .max(2 ** 48);
export const count = z.number().int().min(0).max(1_000_000_000);
export const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

export const labels: z.ZodType<Labels> = z.record(z.string().max(1_000), z.string().max(100_000));
const delta = z.number().int().min(-1_000_000).max(1_000_000);
export const tally: z.ZodType<Tally> = z.object({
  critical: delta,
  error: delta,
  warning: delta,
  info: delta,
  unknown: delta,
  suppressed: delta,
});
export const suppression: z.ZodType<Suppression | null> = z
  .object({ by: z.enum(['silence', 'inhibition', 'mute', 'downtime', 'acknowledgement']), ids: z.array(line).max(1_000) })
  .nullable();
export const alertSeverity = z.enum(['critical', 'error', 'warning', 'info']).nullable();

const alertFields = {
  ...{ key: line, name: line, summary: long, labels, annotations: labels, severity: alertSeverity },
  ...{ startsAt: time, suppression, link: line.nullable() },
};
export const alertData: z.ZodType<AlertData> = z.object(alertFields);
export const alert: z.ZodType<Alert> = z.object({
  ...alertFields,
  ...{ feed: short, isFiring: z.boolean(), seenAt: time, clearedAt: time.nullable(), episodes: count },
});
export const alertName = z.object({ feed: short, key: line });
export const alerts = z.array(alertData).max(500);

export const trace: z.ZodType<readonly TraceStep[]> = z
  .array(z.object({ rule: short, verdict: z.enum(['pass', 'stop', 'page', 'raise', 'fits', 'skipped']), why: line }))
  .max(500);
