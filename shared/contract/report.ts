// The call by which a person reports an incident that no source knows of.
import { z } from 'zod';
import { REPORT_TITLE_MAX, SERVICE_MAX } from '../rules/report-line';

export const reportCalls = {
  'report-incident': z.strictObject({
    title: z.string().min(1).max(REPORT_TITLE_MAX),
    severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
    service: z.string().max(SERVICE_MAX).nullable(),
    isSecurity: z.boolean(),
    /** Who reports has it in hand: nobody is paged. */
    isTaken: z.boolean(),
  }),
} as const;

export interface ReportValues {
  'report-incident': { incident: string; number: number };
}
