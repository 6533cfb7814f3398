// A calendar as a schedule: from an address, asked again only when it changed (ETag, Last-Modified), or from a file.
import type { HttpAnswer } from '../../shared/feed';
import type { Person } from '../../shared/settings/team';
import { msg } from '../../shared/words/words';
import { failureOfStatus, isHtml } from '../feeds/http-answer';
import { readCalendar } from './calendar';
import { failed, type ScheduleSource, type SourceAnswer, type SourceContext, type Span } from './source';

export interface CalendarConfig {
  /** https address (webcal:// too) or path of a file. */
  readonly source: string;
  /** A secret address; goes before `source`. */
  readonly secretUrl: string;
}

const ADDRESS = /^(?:https?|webcals?):\/\//i;
const NOT_CHANGED = 304;

type Text = { readonly ok: true; readonly text: string } | Extract<SourceAnswer, { ok: false }>;

function urlOf(address: string): string | null {
  const url = address.trim().replace(/^webcals?:/i, 'https:');
  return URL.canParse(url) ? url : null;
}

export function openCalendar(config: CalendarConfig, ctx: SourceContext, people: () => readonly Person[]): ScheduleSource {
  const place = config.secretUrl || config.source;
  let kept: { readonly text: string; readonly headers: Record<string, string> } | null = null;

  function keep(answer: HttpAnswer): string {
    const text = new TextDecoder().decode(answer.bytes);
    const { etag, 'last-modified': modified } = answer.headers;
    kept = { text, headers: { ...(etag && { 'if-none-match': etag }), ...(modified && { 'if-modified-since': modified }) } };
    return text;
  }

  async function fetched(url: string): Promise<Text> {
    const asked = await ctx.http({ url, headers: { accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1', ...kept?.headers } });
    if (!asked.ok) return asked;
    if (asked.answer.status === NOT_CHANGED && kept) return { ok: true, text: kept.text };
    const failure = failureOfStatus(asked.answer);
    if (failure) return { ok: false, failure };
    if (isHtml(asked.answer))
      return failed('bad-answer', 'A web page answered instead of a calendar.', 'Use the address that ends in .ics; some are secret.');
    return { ok: true, text: keep(asked.answer) };
  }

  async function fromFile(path: string): Promise<Text> {
    try {
      return { ok: true, text: await ctx.readFile(path) };
    } catch (error) {
      const code = (error as { code?: string }).code ?? 'unknown';
      const what = code === 'ENOENT' ? msg`There is no file ${path}.` : msg`The file ${path} can’t be read (${code}).`;
      return failed('config', what, 'Check its path and permissions.');
    }
  }

  return {
    async read(span: Span): Promise<SourceAnswer> {
      if (place === '') return failed('config', 'The calendar has no address.', 'Put in an address or the path of a file.');
      const url = ADDRESS.test(place) ? urlOf(place) : null;
      if (ADDRESS.test(place) && url === null) return failed('config', 'The calendar’s address is none.', 'Put it in again.');
      const read = url === null ? await fromFile(place.replace(/^file:\/\//i, '')) : await fetched(url);
      if (!read.ok) return read;
      const calendar = readCalendar(read.text, span, people(), ctx.timeZone);
      if (!calendar.ok) return failed('bad-answer', calendar.why, 'Is the address that of an iCalendar (.ics) file?');
      const note = calendar.skipped === 0 ? '' : `${calendar.skipped} of its events could not be read.`;
      return { ok: true, shifts: calendar.shifts, note };
    },
  };
}
