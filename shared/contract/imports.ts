// Calls that take over what another tool was told: looked at first, written only when a person says so.
import { z } from 'zod';
import type { ImportPlan } from '../import/plan';
import type { Settings } from '../settings';

/** Most characters of one file, and most files. */
export const MOST_TEXT = 1_000_000;
export const MOST_FILES = 200;

const given = {
  from: z.enum(['nagstamon', 'alertmanager']),
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(400), text: z.string().max(MOST_TEXT) }))
    .min(1)
    .max(MOST_FILES),
};

/** With a key that a person typed: it goes to the vault of secrets when it is taken over, and is in no answer. */
const account = { address: z.url({ protocol: /^https?$/ }).max(300), apiKey: z.string().trim().min(1).max(4000) };

export const importCalls = {
  'preview-import': z.strictObject(given),
  'take-import': z.strictObject(given),
  /** Asks PagerDuty what the account is set up with. */
  'preview-pagerduty': z.strictObject(account),
  'take-pagerduty': z.strictObject(account),
} as const;

export interface ImportValues {
  /** What would be made, under the ids and names that it would have; nothing is written. */
  'preview-import': { plan: ImportPlan };
  'take-import': { plan: ImportPlan; settings: Settings };
  'preview-pagerduty': { plan: ImportPlan };
  'take-pagerduty': { plan: ImportPlan; settings: Settings };
}
