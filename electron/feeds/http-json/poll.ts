// One poll by a preset: all pages, what is asked beside them, and the mapping.
import type { FeedContext, FeedFailure, HttpAnswer, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { reused } from '../reuse';
import { ask, requestOf } from './ask';
import type { Plan } from './columns';
import type { PresetConfig } from './config';
import { type Mapped, mapSlowly, type Raw } from './map';
import { readPages } from './pages';
import type { ReadPreset } from './read-preset';

export interface Cursor {
  readonly etag: string | null;
  readonly raw: Raw;
  readonly sightings: readonly Sighting[];
  readonly rejectedCount: number;
}

export type Gathered =
  | { readonly ok: true; readonly raw: Raw; readonly etag: string | null; readonly latencyMs: number; readonly bytes: number }
  | { readonly ok: false; readonly failure: FeedFailure };

const sizeOf = ({ chunks }: HttpAnswer): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

/** All that the source says. With an ETag that still holds, the pages of `before` count. */
export async function gather(ctx: FeedContext, read: ReadPreset, config: PresetConfig, before: Cursor | null): Promise<Gathered> {
  const { preset } = read;
  const paged = await readPages(ctx, read, config, preset.conditional ? (before?.etag ?? null) : null);
  if (!paged.ok) return paged;
  const values = { ...config.values, at: String(ctx.now()) };
  const beside: Record<string, unknown> = {};
  let latencyMs = paged.answers.reduce((sum, answer) => sum + answer.latencyMs, 0);
  let bytes = paged.answers.reduce((sum, answer) => sum + sizeOf(answer), 0);
  for (const [name, request] of Object.entries(preset.beside)) {
    const asked = await ask(ctx, preset, requestOf(preset, request, values));
    if (!asked.ok) return asked;
    beside[name] = asked.value;
    latencyMs += asked.answer.latencyMs;
    bytes += sizeOf(asked.answer);
  }
  const [first] = paged.answers;
  const isSame = first?.status === 304 && before !== null;
  // A list of several pages is not known by the ETag of one of them.
  const etag = isSame ? before.etag : paged.answers.length === 1 ? (first?.headers.etag ?? null) : null;
  const pages = isSame ? before.raw.pages : paged.pages;
  return { ok: true, raw: { pages, beside, fields: config.fields, at: ctx.now() }, etag, latencyMs, bytes };
}

export const TOO_LONG: FeedFailure = {
  kind: 'config',
  what: msg`The preset's expressions take too long for this answer.`,
  remedy: msg`Use simpler ones: paths, comparisons and choices are fast (docs/presets.md).`,
};

function noRows(preset: string, { rejected }: Mapped): FeedFailure {
  const [first] = rejected;
  return {
    kind: 'bad-answer',
    what: msg`Nothing of what ${preset} answers can be read: ${first?.where ?? ''}: ${first?.why ?? ''}.`,
    remedy: msg`Check the address, and the rows and mapping of the preset.`,
  };
}

type Absence = Extract<PollResult<Cursor>, { kind: 'snapshot' }>['absence'];

function absenceOf(read: ReadPreset, rejectedCount: number): Absence {
  if (rejectedCount > 0) return { isTrusted: false, why: msg`a row of the answer could not be read, and a missing alert may be that one` };
  if (read.preset.absent === 'resolved') return { isTrusted: true };
  return { isTrusted: false, why: msg`${read.preset.name} lists only what was lately; what is not listed may still be so` };
}

export async function poll(
  ctx: FeedContext,
  read: ReadPreset,
  plan: Plan,
  config: PresetConfig,
  cursor: Cursor | null,
): Promise<PollResult<Cursor>> {
  const url =
    requestOf(read.preset, read.preset.request, { ...config.values, cursor: '', at: '' })?.url.replace(/\?.*$/s, '') ?? read.preset.name;
  const peersOf = (failure: FeedFailure | null, latencyMs: number | null): readonly PeerHealth[] => [
    { url, isOk: failure === null, latencyMs, failure },
  ];
  const failed = (failure: FeedFailure): PollResult<Cursor> => ({ kind: 'failed', failure, peers: peersOf(failure, null) });
  // A source is not asked more often than its preset allows, however short the feed's interval is.
  if (cursor && Math.abs(ctx.now() - cursor.raw.at) < read.preset.minIntervalSeconds * 900)
    return { kind: 'unchanged', cursor, peers: peersOf(null, null) };
  const gathered = await gather(ctx, read, config, cursor);
  if (!gathered.ok) return failed(gathered.failure);
  const { raw, etag, latencyMs } = gathered;
  const mapped = await mapSlowly(read, plan, raw, ctx);
  if (mapped === null) return failed(TOO_LONG);
  const { sightings: rows, rejected } = mapped;
  if (rows.length === 0 && rejected.length > 0) return failed(noRows(read.preset.name, mapped));
  const news = cursor && cursor.rejectedCount === rejected.length ? reused(rows, cursor.sightings) : rows;
  const sightings = news ?? cursor?.sightings ?? rows;
  const next: Cursor = { etag, raw, sightings, rejectedCount: rejected.length };
  if (news === null) return { kind: 'unchanged', cursor: next, peers: peersOf(null, latencyMs) };
  return {
    kind: 'snapshot',
    cursor: next,
    sightings,
    rejected,
    absence: absenceOf(read, rejected.length),
    peers: peersOf(null, latencyMs),
  };
}
