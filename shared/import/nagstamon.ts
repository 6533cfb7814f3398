// Nagstamon's folder (nagstamon.conf, servers/server_*.conf) as feeds and rules that hold pages back. Facts: Nagstamon's Config.py: one INI
// file a server, its section named as the file; user names and passwords compressed and base64-coded, or in the keyring.
import { oneLine } from '../domain/plain-text';
import { feedSettings } from '../settings';
import type { HoldingRule } from '../settings/holding';
import { parseIni } from './ini';
import { takeServer } from './nagstamon-kinds';
import { EMPTY_PLAN, type ImportNote, type ImportPlan, idFrom, ownName } from './plan';

export interface ImportFile {
  readonly name: string;
  readonly text: string;
}

export interface NagstamonContext {
  /** A user name out of its disguise; null: it is none. Passwords are never given to it. */
  readonly reveal: (text: string) => string | null;
  /** By which labels this desk groups: rules that hold back see no others. */
  readonly grouping: readonly string[];
}

type Section = ReadonlyMap<string, string>;

/** The plan; a file that can not be read is a note, so that one bad file does not hide the others. */
export function planNagstamon(files: readonly ImportFile[], context: NagstamonContext): ImportPlan {
  const main = sectionOf(files, /(^|[\\/])nagstamon\.conf$/i);
  const every = Number(main?.get('update_interval_seconds'));
  const interval = Number.isFinite(every) && every > 0 ? Math.min(Math.max(every, 1), 3600) : 15;
  const taken = new Set<string>();
  const servers = files.filter((file) => /(^|[\\/])server_[^\\/]*\.conf$/i.test(file.name));
  const parts = servers.map((file) => planServer(file, context, interval, taken));
  const filters = main ? planFilters(main, context.grouping) : EMPTY_PLAN;
  return {
    ...EMPTY_PLAN,
    feeds: parts.flatMap((part) => part.feeds),
    secrets: parts.flatMap((part) => part.secrets),
    holding: filters.holding,
    notes: [...parts.flatMap((part) => part.notes), ...filters.notes],
  };
}

function sectionOf(files: readonly ImportFile[], name: RegExp): Section | null {
  const file = files.find((one) => name.test(one.name));
  const read = file ? parseIni(file.text) : null;
  return read?.ok ? (read.ini.values().next().value ?? null) : null;
}

function planServer(file: ImportFile, context: NagstamonContext, interval: number, taken: Set<string>): ImportPlan {
  const leave = (about: string, what: string, why: string): ImportPlan => ({ ...EMPTY_PLAN, notes: [{ about, what, why }] });
  const short = oneLine(file.name.replace(/^.*[\\/]/, ''), 80);
  const read = parseIni(file.text);
  if (!read.ok) return leave(short, 'the file', `it is no INI file: ${read.why}`);
  const section: Section | undefined = read.ini.values().next().value;
  const text = (key: string): string => {
    const value = section?.get(key) ?? '';
    return value === 'None' ? '' : value;
  };
  const called = oneLine(text('name') || short.replace(/^server_|\.conf$/gi, ''), 60) || 'server';
  const about = `server “${called}”`;
  const type = text('type');
  const named = (key: string): string | null => (text(key) === '' ? '' : context.reveal(text(key)));
  const username = named('username') ?? '';
  const server = takeServer(type, { text, username });
  if (!server) return leave(about, 'the server', `no kind of feed reads a server of type “${oneLine(type, 40)}”`);
  const isProxied = text('use_proxy') === 'True' && text('use_proxy_from_os') !== 'True';
  const proxyUsername = isProxied ? (named('proxy_username') ?? '') : '';
  const way = {
    ...(text('ignore_cert') === 'True' && { isTlsUnchecked: true }),
    ...(isProxied && text('proxy_address') !== '' && { proxyUrl: text('proxy_address') }),
    ...(proxyUsername !== '' && { proxyUsername }),
  };
  const feed = feedSettings.safeParse({
    id: ownName(idFrom(called, 'server'), taken, '-'),
    kind: server.kind,
    name: called,
    isEnabled: text('enabled') !== 'False' && server.waitsFor === '',
    intervalSeconds: interval,
    config: { ...server.config, ...way },
  });
  if (!feed.success) return leave(about, 'the server', feed.error.issues[0]?.message ?? 'it makes no feed');
  const note = (what: string, why: string): ImportNote => ({ about, what, why });
  const needed = [server.secret, proxyUsername === '' ? '' : 'password of the proxy'].filter((one) => one !== '');
  return {
    ...EMPTY_PLAN,
    feeds: [feed.data],
    secrets: needed.map((what) => ({ of: 'feed', id: feed.data.id, what })),
    notes: [
      ...server.notes.map(({ what, why }) => note(what, why)),
      ...(server.waitsFor === '' ? [] : [note('watching at once', server.waitsFor)]),
      ...(named('username') === null ? [note('its user name', 'it can not be read: type it into the feed')] : []),
      ...(text('custom_cert_use') === 'True' ? [note('its certificate', 'paste the text of the authority into the feed')] : []),
      ...(text('autologin_key') !== '' && text('use_autologin') === 'True'
        ? [note('the autologin key', 'no kind of feed logs in so')]
        : []),
      ...(/kerberos|digest|bearer|ecp/i.test(text('authentication'))
        ? [note(`authentication “${oneLine(text('authentication'), 20)}”`, 'a feed logs in with user and password, or with a token')]
        : []),
    ],
  };
}

const HIDDEN: Readonly<Record<string, string>> = {
  filter_all_warning_services: 'warnings of services',
  filter_all_unknown_services: 'unknown services',
  filter_all_critical_services: 'critical services',
  filter_all_down_hosts: 'hosts that are down',
  filter_all_unreachable_hosts: 'hosts that are unreachable',
  filter_all_flapping_hosts: 'flapping hosts',
  filter_all_flapping_services: 'flapping services',
};

/** Filters of the whole program. They hid rows; here the rows stay in the queue and only wake nobody. */
function planFilters(main: Section, grouping: readonly string[]): ImportPlan {
  const notes: ImportNote[] = [];
  const holding: HoldingRule[] = [];
  const leave = (what: string, why: string): void => void notes.push({ about: 'filters', what, why });
  for (const name of ['host', 'service', 'status_information'] as const) {
    const pattern = main.get(`re_${name}_enabled`) === 'True' ? (main.get(`re_${name}_pattern`) ?? '') : '';
    if (pattern === '') continue;
    const said = `${name.replace('_', ' ')} ${main.get(`re_${name}_reverse`) === 'True' ? 'other than' : 'like'} “${oneLine(pattern, 60)}”`;
    if (name === 'status_information') leave(said, 'rules that hold back look at labels, not at the text of a check');
    else if (!grouping.includes(name)) leave(said, `add “${name}” to Settings › Grouping, then import again`);
    else if (!isRegex(pattern)) leave(said, 'this regular expression can not be read here');
    else {
      const not = main.get(`re_${name}_reverse`) === 'True';
      const value = `.*(?:${pattern}).*`.replace(/[\\"]/g, '\\$&');
      const when = [...(not ? [`${name}=~".+"`] : []), `${name}${not ? '!~' : '=~'}"${value}"`];
      holding.push({ name: oneLine(`Nagstamon: ${said}`, 80), isEnabled: true, when, forMinutes: 0 });
    }
  }
  for (const [key, what] of Object.entries(HIDDEN))
    if (main.get(key) === 'True') leave(what, 'what pages is decided by severity: Settings › Severity and Paging');
  return { ...EMPTY_PLAN, holding, notes };
}

function isRegex(pattern: string): boolean {
  try {
    return new RegExp(pattern) !== null && !pattern.includes('\n');
  } catch {
    return false;
  }
}
