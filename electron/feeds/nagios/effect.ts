// Sends a command for one object and waits for its effect: Nagios shows it when it writes its status next.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { ask } from './ask';
import type { NagiosConfig } from './config';
import { listed } from './reasons';
import { isRecord, type Unknown } from './row';
import { type CommandName, type Fields, type Form, fieldsOf, openForm, sendForm } from './write';

const FIRST_LOOK_MS = 200;
const SLOWEST_LOOK_MS = 2000;
const MAX_COMMENT = 1000;

/** What doing one thing to one object came to; `ref` null: nothing was needed. */
export type One =
  | { readonly kind: 'done'; readonly ref: string | null; readonly isConfirmed: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

export const failed = (failure: FeedFailure) => ({ kind: 'failed', failure }) as const;

export type Found =
  | { readonly kind: 'found'; readonly row: Unknown }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: FeedFailure };

function selector(key: string): Readonly<Record<string, string>> {
  const { host = '', service } = fieldsOf(key);
  return { hostname: host, ...(service !== undefined && { servicedescription: service }) };
}

/** The object as it stands now. */
export async function find(ctx: FeedContext, config: NagiosConfig, key: string): Promise<Found> {
  const type = key.includes('!') ? 'service' : 'host';
  const asked = await ask(ctx, config, { query: type, ...selector(key) });
  if (!asked.ok) return asked.isNotFound ? { kind: 'gone' } : failed(asked.failure);
  const row = asked.data[type];
  return isRecord(row) ? { kind: 'found', row } : { kind: 'gone' };
}

export interface Row {
  readonly id: string;
  readonly row: Unknown;
}

/** Remembers the comments or downtimes of an object; `look` gives those that were not there yet. */
export async function findNew(
  ctx: FeedContext,
  config: NagiosConfig,
  list: 'commentlist' | 'downtimelist',
  key: string,
): Promise<{ readonly ok: true; readonly look: () => Promise<readonly Row[]> } | { readonly ok: false; readonly failure: FeedFailure }> {
  const { host, service = '' } = fieldsOf(key);
  const query = { query: list, details: 'true', hostname: host ?? '' };
  const rowsOf = (whole: unknown) =>
    listed(whole, list)
      .map(([id, row]) => ({ id, row }))
      .filter(({ row }) => row.host_name === host && (row.service_description ?? '') === service);
  const before = await ask(ctx, config, query);
  if (!before.ok) return before;
  const known = new Set(rowsOf(before.whole).map(({ id }) => id));
  const look = async () => {
    const now = await ask(ctx, config, query);
    return now.ok ? rowsOf(now.whole).filter(({ id }) => !known.has(id)) : [];
  };
  return { ok: true, look };
}

/** Looks until it is so, with growing pauses; false when the time that the settings give is over. */
export async function until(ctx: FeedContext, config: NagiosConfig, isSo: () => Promise<boolean>): Promise<boolean> {
  const end = ctx.now() + config.readBackMs;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.5, SLOWEST_LOOK_MS)) {
    await ctx.pause(wait);
    if (await isSo()) return true;
    if (ctx.isAborted() || ctx.now() > end) return false;
  }
}

/** Fetches the form and sends it with `fields`; null: taken. */
export async function send(
  ctx: FeedContext,
  config: NagiosConfig,
  name: CommandName,
  key: string,
  fields: (form: Form) => Fields,
): Promise<FeedFailure | null> {
  const form = await openForm(ctx, config, name, key);
  return form.ok ? sendForm(ctx, config, name, key, form, fields(form)) : form.failure;
}

/** Commands are lines of fields between semicolons: neither may come in as words. */
function oneLine(words: string): string {
  return words
    .replace(/[\s\p{Cc};]+/gu, ' ')
    .trim()
    .slice(0, MAX_COMMENT);
}

/** Author and words of a command. Where Nagios puts its login in the author's place, the person is named in the words. */
export function wordsFor(form: Form, said: { readonly author: string; readonly comment: string }, otherwise: string): Fields {
  const author = oneLine(said.author) || 'Dogwatch';
  const words = oneLine(said.comment) || otherwise;
  return { com_author: author, com_data: form.isAuthorLocked ? `${words} (${author})` : words };
}
