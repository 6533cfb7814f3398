// All pages of one poll. A page that fails fails the poll: half a list would look like alerts that are over.
import type { FeedContext, FeedFailure, HttpAnswer } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { textOf } from '../reading';
import { ask, type RequestMore, requestOf } from './ask';
import { bindingsOf } from './columns';
import type { PresetConfig } from './config';
import { type Expression, faultOf } from './expression';
import type { ReadPreset } from './read-preset';
import { truth } from './sequence';

export type Paged =
  | { readonly ok: true; readonly pages: readonly unknown[]; readonly answers: readonly HttpAnswer[] }
  | { readonly ok: false; readonly failure: FeedFailure };

const bad = (what: string, remedy: string): Paged => ({ ok: false, failure: { kind: 'bad-answer', what, remedy } });

/** The address with rel="next"; Sentry says in it whether there is anything behind. */
export function nextLink(header: string | undefined): string | null {
  for (const part of (header ?? '').split(/,\s*(?=<)/)) {
    const match = /^\s*<([^>]*)>(.*)$/s.exec(part);
    if (match && /;\s*rel="?next"?/i.test(match[2] ?? '')) return /results="false"/i.test(match[2] ?? '') ? null : (match[1] ?? null);
  }
  return null;
}

/** Evaluates an expression of the preset on an answer; a fault of it is a failure with its place. */
export async function evaluateOn(
  read: ReadPreset,
  path: string,
  answer: unknown,
  config: PresetConfig,
  at: number,
): Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: FeedFailure }> {
  const expression = read.expressions.get(path) as Expression;
  const bindings = bindingsOf(answer, {}, config.fields, at);
  try {
    return { ok: true, value: expression.compiled ? expression.compiled(answer, bindings) : await expression.evaluate(answer, bindings) };
  } catch (error) {
    const { why, at: offset } = faultOf(error);
    const { line, column } = read.placeOf(path, offset);
    const what = msg`The preset's ${path} (line ${line}, column ${column}) can not be evaluated: ${why}.`;
    return { ok: false, failure: { kind: 'config', what, remedy: msg`Mend the expression in the preset.` } };
  }
}

/** Logins go with every page, so all of them must be where the first one is. */
function sameOrigin(next: string, first: string): string | null {
  if (!URL.canParse(next, first)) return null;
  const url = new URL(next, first);
  return url.origin === new URL(first).origin ? url.href : null;
}

type Next =
  | { readonly ok: true; readonly more: RequestMore | null; readonly cursor?: string }
  | { readonly ok: false; readonly failure: FeedFailure };

async function nextOf(
  read: ReadPreset,
  config: PresetConfig,
  page: unknown,
  answer: HttpAnswer,
  first: string,
  count: number,
  at: number,
): Promise<Next> {
  const { paging } = read.preset;
  if (paging.type === 'none') return { ok: true, more: null };
  if (paging.type === 'number') {
    const has = await evaluateOn(read, 'paging.more', page, config, at);
    if (!has.ok) return has;
    return { ok: true, more: truth(has.value) ? { query: [[paging.parameter, String(paging.first + count * paging.step)]] } : null };
  }
  if (paging.type === 'cursor') {
    const found = await evaluateOn(read, 'paging.cursor', page, config, at);
    if (!found.ok) return found;
    const cursor = textOf(found.value);
    if (cursor === '') return { ok: true, more: null };
    return { ok: true, more: paging.parameter === undefined ? {} : { query: [[paging.parameter, cursor]] }, cursor };
  }
  const found = paging.type === 'next' ? await evaluateOn(read, 'paging.url', page, config, at) : null;
  if (found && !found.ok) return found;
  const next = found ? textOf(found.value, 4000) : (nextLink(answer.headers.link) ?? '');
  if (next === '') return { ok: true, more: null };
  const url = sameOrigin(next, first);
  if (url === null)
    return {
      ok: false,
      failure: {
        kind: 'bad-answer',
        what: msg`The next page is said to be at another server.`,
        remedy: msg`The login is not sent there. Check the address.`,
      },
    };
  return { ok: true, more: { url } };
}

/** `etag`: of the last answer of one page; an unchanged one comes as status 304. */
export async function readPages(ctx: FeedContext, read: ReadPreset, config: PresetConfig, etag: string | null): Promise<Paged> {
  const { preset } = read;
  const { paging, request } = preset;
  const limit = paging.type === 'none' ? 1 : paging.maxPages;
  const pages: unknown[] = [];
  const answers: HttpAnswer[] = [];
  const at = ctx.now();
  let values = { ...config.values, cursor: '', at: String(at) };
  let more: RequestMore = paging.type === 'number' ? { query: [[paging.parameter, String(paging.first)]] } : {};
  const first = requestOf(preset, request, values)?.url ?? '';
  const digests = new Set<string>();
  for (;;) {
    const asked = await ask(ctx, preset, requestOf(preset, request, values, { ...more, etag: pages.length === 0 ? etag : null }));
    if (!asked.ok) return asked;
    pages.push(asked.value);
    answers.push(asked.answer);
    if (asked.answer.status === 304) return { ok: true, pages, answers };
    const told = await failureIn(read, config, asked.value, at);
    if (told) return { ok: false, failure: told };
    const next = await nextOf(read, config, asked.value, asked.answer, first, pages.length, at);
    if (!next.ok) return next;
    if (next.more === null) return { ok: true, pages, answers };
    if (digests.has(asked.answer.digest))
      return bad(`${preset.name} gives the same page again and again.`, 'Look at the paging of the preset.');
    if (pages.length >= limit)
      return bad(`${preset.name} has more than ${limit} pages.`, 'Narrow this feed with its settings, or raise maxPages in the preset.');
    digests.add(asked.answer.digest);
    more = next.more;
    values = { ...values, cursor: next.cursor ?? '' };
  }
}

/** What the preset's `error` finds in an answer. */
async function failureIn(read: ReadPreset, config: PresetConfig, answer: unknown, at: number): Promise<FeedFailure | null> {
  if (read.preset.error === undefined) return null;
  const found = await evaluateOn(read, 'error', answer, config, at);
  if (!found.ok) return found.failure;
  const words = textOf(found.value, 300);
  if (words === '' || words === 'false') return null;
  return {
    kind: 'bad-answer',
    what: msg`${read.preset.name} answers with an error: "${words}".`,
    remedy: msg`Check the settings of this feed and the rights of its login.`,
  };
}
