// How GitLab is spoken to: the config of a project and the token's header.
import { z } from 'zod';
import type { HttpRequest } from '../../shared/feed';
import type { Told, TrackerContext } from '../../shared/tracker';
import { wayOutShape } from '../channels/way-out';
import { serverUrl } from '../feeds/connection';
import { type Asked, ask, TRACKER_WORDS } from './answer';

export const gitlabSchema = z.strictObject({
  project: z.string().regex(/^(\d{1,12}|[\w.-]+(\/[\w.-]+)+)$/, 'its path, such as acme/shop, or its number'),
  token: z.string().min(1, 'this is needed').max(1000),
  baseUrl: z
    .union([z.literal(''), serverUrl])
    .default('')
    .transform((url) => (url || 'https://gitlab.com').replace(/\/+$/, '')),
  labels: z
    .array(z.string().regex(/^[^,]{1,100}$/, 'without a comma'))
    .max(20)
    .default([]),
  ...wayOutShape,
});
export type GitlabConfig = z.output<typeof gitlabSchema>;

/** One question with the token; `path` begins below `/api/v4`. */
export function askGitlab(
  ctx: TrackerContext,
  config: GitlabConfig,
  path: string,
  request: Partial<HttpRequest> = {},
): Promise<Told<Asked>> {
  const headers = { 'private-token': config.token, ...request.headers };
  return ask(ctx, { ...request, url: `${config.baseUrl}/api/v4${path}`, headers }, { words: TRACKER_WORDS });
}
