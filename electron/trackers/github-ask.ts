// How GitHub is spoken to: the config of a repository, the token's headers, its limits of rate.
import { z } from 'zod';
import type { HttpRequest } from '../../shared/feed';
import type { Told, TrackerContext } from '../../shared/tracker';
import { wayOutShape } from '../channels/way-out';
import { serverUrl } from '../feeds/connection';
import { type Asked, ask, TRACKER_WORDS } from './answer';
import { githubLimit } from './github-limit';

const API_VERSION = '2022-11-28';

export const githubSchema = z.strictObject({
  repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'owner and name, such as acme/shop'),
  token: z.string().min(1, 'this is needed').max(1000),
  baseUrl: z
    .union([z.literal(''), serverUrl])
    .default('')
    .transform((url) => (url || 'https://api.github.com').replace(/\/+$/, '')),
  labels: z.array(z.string().min(1).max(50)).max(20).default([]),
  ...wayOutShape,
});
export type GithubConfig = z.output<typeof githubSchema>;

/** One question with the token's headers; limits of rate are told as such. */
export function askGithub(
  ctx: TrackerContext,
  config: GithubConfig,
  path: string,
  request: Partial<HttpRequest> = {},
): Promise<Told<Asked>> {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${config.token}`,
    'x-github-api-version': API_VERSION,
    ...request.headers,
  };
  return ask(ctx, { ...request, url: `${config.baseUrl}${path}`, headers }, { words: TRACKER_WORDS, judge: githubLimit });
}
