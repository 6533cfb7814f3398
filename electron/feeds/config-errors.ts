// What a kind says of settings that it can't take: which field, and what would do.
import type { z } from 'zod';

export interface RefusedConfig {
  readonly ok: false;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

export function refusedConfig(error: z.ZodError): RefusedConfig {
  return { ok: false, errors: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) };
}
