// One poll: ask, refuse what is not a whole answer, say "unchanged" where nothing is new.
import type { FeedContext, FeedFailure, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { readJson } from '../http-answer';
import { reused } from '../reuse';
import type { TemplateConfig } from './config';
import { mapProblems } from './map';

export interface Cursor {
  readonly digest: string;
  readonly sightings: readonly Sighting[];
}

export async function poll(ctx: FeedContext, { url }: TemplateConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const away = (failure: FeedFailure): PollResult<Cursor> => ({
    ...{ kind: 'failed', failure },
    peers: [{ url, isOk: false, latencyMs: null, failure }],
  });
  const result = await ctx.http({ url: `${url}/api/problems` });
  if (!result.ok) return away(result.failure);
  const { answer } = result;
  const peers = [{ url, isOk: true, latencyMs: answer.latencyMs, failure: null }];
  if (cursor?.digest === answer.digest) return { kind: 'unchanged', cursor, peers };
  const read = readJson(answer);
  if (!read.ok) return away(read.failure);
  const { sightings: mapped, rejected } = mapProblems(read.value);
  if (mapped.length === 0 && rejected.length > 0)
    return away({
      kind: 'bad-answer',
      what: msg`Nothing in the answer can be read: ${rejected[0]?.why}.`,
      remedy: msg`Check the address.`,
    });
  const sightings = reused(mapped, cursor?.sightings ?? []) ?? cursor?.sightings ?? mapped;
  return {
    ...{ kind: 'snapshot', sightings, rejected, peers },
    cursor: { digest: answer.digest, sightings },
    absence:
      rejected.length === 0 ? { isTrusted: true } : { isTrusted: false, why: msg`a row that can not be read may be the missing alert` },
  };
}
