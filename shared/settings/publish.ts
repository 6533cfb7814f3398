// Where postmortems are published: a git repository, Confluence, Notion. Tokens lie in the vault.
import { z } from 'zod';
import { hasOwnIds, itemId } from './fields';

export const publishTarget = z.strictObject({
  id: itemId,
  /** `git`, `confluence`, `notion`: see the registry of places. */
  kind: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  /** The kind's own fields; secret ones lie in the vault, or come from a file as `{env: NAME}` or `{file: PATH}`. */
  config: z.record(z.string(), z.unknown()).default({}),
});
export type PublishTarget = z.infer<typeof publishTarget>;

export const publishSettings = z
  .array(publishTarget)
  .max(40)
  .refine(...hasOwnIds)
  .default([]);
