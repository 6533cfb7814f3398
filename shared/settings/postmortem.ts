// When a postmortem is due, how it is begun, and who may approve it.
import { z } from 'zod';
import { severity } from './fields';

export const postmortemSettings = z.strictObject({
  requiredFrom: severity.default(2).describe('SEV numbers up to this need a postmortem; security incidents always do'),
  dueBusinessDays: z.number().int().min(0).max(60).default(5).describe('after the incident is resolved; 0: never due'),
  needsAnotherToApprove: z.boolean().default(true).describe('on: nobody approves a text that they wrote themselves'),
  isSpellChecked: z.boolean().default(true).describe('English, offline'),
  /** Words of one's own that are right: names of machines, of services. */
  knownWords: z.array(z.string().min(1).max(60)).max(5000).default([]),
  vimKeys: z.boolean().default(false).describe('the keys of vim in the text of a postmortem'),
  /** Folder with templates of one's own, Markdown files with front matter; '': only those that Dogwatch brings. */
  templateFolder: z.string().max(1000).default(''),
});
