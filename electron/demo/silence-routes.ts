// The silence calls of Alertmanager's v2 API as the demo answers them.
import { type Answer, empty, json, malformed, silenceShape } from './answers';
import { readSilence } from './bodies';
import { areAllMatched, parseMatchers } from './matchers';
import type { SilenceBook } from './silence-book';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `filter` is compared with what a silence's matchers say, e.g. `alertname="DiskFull"`. */
export function listSilences(book: SilenceBook, query: URLSearchParams, now: number): Answer {
  const filter = parseMatchers(query.getAll('filter'));
  if (!filter.ok) return json(400, filter.why);
  const said = (silence: ReturnType<SilenceBook['list']>[number]) => Object.fromEntries(silence.matchers.map((m) => [m.name, m.value]));
  const shown = book.list(now).filter((silence) => areAllMatched(filter.matchers, said(silence)));
  return json(
    200,
    shown.map((silence) => silenceShape(silence, now)),
  );
}

export function postSilence(book: SilenceBook, body: string, now: number): Answer {
  const read = readSilence(body);
  if (!read.ok) return read.answer;
  const result = book.set(read.value, now);
  if (result.ok) return json(200, { silenceID: result.id });
  return json(result.kind === 'unknown' ? 404 : 400, result.why);
}

/** GET and DELETE of one silence. An unknown id is answered as newer servers do: 404 (0.25 says 500 to DELETE). */
export function oneSilence(book: SilenceBook, method: string, id: string, now: number): Answer {
  if (!UUID.test(id)) return malformed(422, 601, `silenceID in path must be of type uuid: ${JSON.stringify(id)}`);
  if (method === 'DELETE') return empty(book.expire(id, now) ? 200 : 404);
  const kept = book.get(id);
  return kept ? json(200, silenceShape(kept, now)) : empty(404);
}
