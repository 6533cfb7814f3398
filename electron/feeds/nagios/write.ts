// One command through cmd.cgi: its form is fetched for the cookie that it sets (NagFormId), then sent with it. Whether it was taken stands
// in the words of the page only: refusals are web pages with status 200.
import type { FeedContext, FeedFailure, HttpAnswer } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus } from '../http-answer';
import { shorten } from '../http-failure';
import { queryOf } from './ask';
import type { NagiosConfig } from './config';

/** Numbers of commands, for hosts and for services: include/common.h of Nagios Core 4. */
export const COMMANDS = {
  acknowledge: { host: 33, service: 34 },
  'remove-acknowledgement': { host: 51, service: 52 },
  comment: { host: 1, service: 3 },
  downtime: { host: 55, service: 56 },
  'remove-downtime': { host: 78, service: 79 },
  check: { host: 96, service: 7 },
} as const;
export type CommandName = keyof typeof COMMANDS;

export type Fields = Readonly<Record<string, string>>;

/** The form of one command. */
export interface Form {
  readonly ok: true;
  readonly cookie: string;
  /** The start time that it proposes, in the server's words; empty where it has none. */
  readonly startTime: string;
  /** The author is the login, whoever is named: the person's name must go into the words. */
  readonly isAuthorLocked: boolean;
}
type Failed = { readonly ok: false; readonly failure: FeedFailure };

const NO_FORM: FeedFailure = {
  kind: 'bad-answer',
  what: msg`cmd.cgi gave no form that can be sent.`,
  remedy: msg`Is cmd.cgi beside statusjson.cgi, and is it that of Nagios Core 4?`,
};

function bodyOf(answer: HttpAnswer): string {
  return new TextDecoder().decode(answer.bytes);
}

/** What Nagios says against it; null: nothing. */
function refusalOf(page: string): FeedFailure | null {
  const said = /class=['"]errorMessage['"]>([^<]*)/i.exec(page)?.[1] ?? /<p>\s*(Error:[^<]*)/i.exec(page)?.[1];
  if (said === undefined) return null;
  const words = shorten(said.trim());
  if (/not authorized|permission/i.test(said))
    return {
      kind: 'auth',
      what: msg`Nagios does not let this user do this; it says: "${words}"`,
      remedy: msg`Name the user in authorized_for_all_host_commands and authorized_for_all_service_commands of cgi.cfg.`,
    };
  return { kind: 'server', what: msg`Nagios refused: "${words}"`, remedy: msg`Look at the object in Nagios.` };
}

/** `host!service` or `host` as the fields of a form. */
export function fieldsOf(key: string): Fields {
  const at = key.indexOf('!');
  return at === -1 ? { host: key } : { host: key.slice(0, at), service: key.slice(at + 1) };
}

function commandOf(name: CommandName, key: string): string {
  return String(COMMANDS[name][key.includes('!') ? 'service' : 'host']);
}

/** Fetches the form of a command: cmd_mod=1. */
export async function openForm(ctx: FeedContext, config: NagiosConfig, name: CommandName, key: string): Promise<Form | Failed> {
  const query = queryOf({ cmd_typ: commandOf(name, key), cmd_mod: '1', ...fieldsOf(key) });
  const result = await ctx.http({ url: `${config.url}/cmd.cgi?${query}` });
  if (!result.ok) return result;
  const failure = failureOfStatus(result.answer);
  if (failure) return { ok: false, failure };
  const page = bodyOf(result.answer);
  const refusal = refusalOf(page);
  if (refusal) return { ok: false, failure: refusal };
  const cookie = /\bNagFormId=([0-9a-f]{1,64})/i.exec(result.answer.headers['set-cookie'] ?? '')?.[1];
  if (cookie === undefined) return { ok: false, failure: NO_FORM };
  const startTime = /NAME=['"]start_time['"] VALUE=['"]([^'"]{1,40})['"]/i.exec(page)?.[1] ?? '';
  return { ok: true, cookie, startTime, isAuthorLocked: /NAME=['"]com_author['"][^>]*\bREADONLY\b/i.test(page) };
}

/** Sends it: cmd_mod=2. Null: Nagios took it, which is not yet that it did it. */
export async function sendForm(
  ctx: FeedContext,
  config: NagiosConfig,
  name: CommandName,
  key: string,
  form: Form,
  fields: Fields,
): Promise<FeedFailure | null> {
  const all = { nagFormId: form.cookie, cmd_typ: commandOf(name, key), cmd_mod: '2', ...fieldsOf(key), ...fields, btnSubmit: 'Commit' };
  const result = await ctx.http({
    method: 'POST',
    url: `${config.url}/cmd.cgi`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `NagFormId=${form.cookie}` },
    body: queryOf(all),
  });
  if (!result.ok) return result.failure;
  const failure = failureOfStatus(result.answer);
  if (failure) return failure;
  const page = bodyOf(result.answer);
  const refusal = refusalOf(page);
  if (refusal) return refusal;
  return /successfully submitted/i.test(page) ? null : { ...NO_FORM, what: msg`cmd.cgi did not say whether it took the command.` };
}
