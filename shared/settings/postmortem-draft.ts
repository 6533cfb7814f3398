// How postmortems are begun.
import { z } from 'zod';

export const postmortemDraftSettings = {
  /** Folder with templates of one's own, Markdown files with front matter; '': only those that Dogwatch brings. */
  templateFolder: z.string().max(1000).default(''),
};
