// A check at any address that answers with JSON: what stands at a path must be a given word. Asked without logins and cookies.
import { oneLine } from '../../shared/domain/plain-text';
import type { SeenGuard, Told, TrackerContext } from '../../shared/tracker';
import { msg } from '../../shared/words/words';
import { ask, TRACKER_WORDS } from './answer';

const WAITING = /^(running|pending|queued|in[ _-]?progress|created|waiting)$/i;

/** `jobs.0.status`: names and places in lists, with dots between. Empty: the whole answer. */
export function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const name of path.split('.').filter((part) => part !== '')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** Green when the value is `wants` (`success`, `true`, `0`), written as text; running while it is a word for that; else red. */
export async function jsonGuard(ctx: TrackerContext, url: string, path: string, wants: string): Promise<Told<SeenGuard>> {
  const asked = await ask(ctx, { url }, { words: TRACKER_WORDS });
  if (!asked.ok) return asked;
  const value = valueAt(asked.value.json, path);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return { ok: true, value: { state: 'unknown', url, why: msg`there is no word at “${oneLine(path, 80)}”` } };
  const said = oneLine(String(value), 80);
  const why = msg`${oneLine(path, 80) || 'answer'} is ${said === '' ? 'empty' : said}`;
  if (String(value) === wants) return { ok: true, value: { state: 'green', url, why } };
  return { ok: true, value: { state: WAITING.test(said) ? 'running' : 'red', url, why } };
}
