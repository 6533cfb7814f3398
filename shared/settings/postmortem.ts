// When a postmortem is due, and who may approve it.
import { z } from 'zod';
import { severity } from './fields';

export const postmortemSettings = z.strictObject({
  requiredFrom: severity.default(2).describe('SEV numbers up to this need a postmortem; security incidents always do'),
  dueBusinessDays: z.number().int().min(0).max(60).default(5).describe('after the incident is resolved; 0: never due'),
  needsAnotherToApprove: z.boolean().default(true).describe('on: nobody approves a text that they wrote themselves'),
});
