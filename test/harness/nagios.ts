// A real Nagios Core 4 (Debian's nagios4) in a temporary folder, and its CGIs behind a small web server of our own on loopback.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';

export interface Nagios {
  /** Folder of the CGIs; the same after a restart. */
  readonly url: string;
  /** `oncall` may do everything, `readonly` may only look, `nobody` sees nothing. */
  readonly password: (user: string) => string;
  /** A result of a check handed in by hand, shown at once. `host!service` or `host`; 0 is fine. */
  readonly submit: (object: string, code: number, output: string) => Promise<void>;
  /** One question of statusjson.cgi as `oncall`. */
  readonly ask: (query: string) => Promise<Record<string, unknown>>;
  /** Requests that came in, such as `GET /statusjson.cgi?query=...`. */
  readonly requests: string[];
  readonly kill: () => Promise<void>;
  readonly start: (dateFormat?: string) => Promise<void>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

const CGIS = '/usr/lib/cgi-bin/nagios4';
const PASSWORDS: Readonly<Record<string, string>> = { oncall: 'open-sesame', readonly: 'look-only', nobody: 'blind' };
const isRoot = process.getuid?.() === 0;

/** Why it can not be started here, in words; null when it can. */
export function whyNoNagios(): string | null {
  if (process.platform !== 'linux') return 'started on Linux only';
  return existsSync('/usr/sbin/nagios4') && existsSync(join(CGIS, 'statusjson.cgi')) ? null : 'the package nagios4 is missing';
}

function mainConfig(dir: string, dateFormat: string): string {
  const at = (name: string) => join(dir, name);
  const files = {
    log_file: at('var/nagios.log'),
    cfg_file: at('objects.cfg'),
    object_cache_file: at('var/objects.cache'),
    precached_object_file: at('var/objects.precache'),
    status_file: at('var/status.dat'),
    state_retention_file: at('var/retention.dat'),
    command_file: at('var/rw/nagios.cmd'),
    lock_file: at('var/nagios.pid'),
    temp_file: at('var/nagios.tmp'),
    temp_path: at('tmp'),
    check_result_path: at('spool'),
    log_archive_path: at('var/archives'),
    query_socket: at('var/rw/nagios.qh'),
  };
  const user = isRoot ? { nagios_user: 'nagios', nagios_group: 'nagios' } : {};
  const rest = {
    status_update_interval: 1,
    interval_length: 1,
    check_external_commands: 1,
    use_syslog: 0,
    date_format: dateFormat,
    translate_passive_host_checks: 1,
  };
  const lines = Object.entries({ ...files, ...user, ...rest, retain_state_information: 0, illegal_object_name_chars: '!' });
  return `${lines.map((pair) => pair.join('=')).join('\n')}\n`;
}

function definition(type: string, fields: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(fields).map(([name, value]) => ` ${name} ${value}\n`);
  return `define ${type} {\n${lines.join('')}}\n`;
}

function objects(): string {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const always = Object.fromEntries(days.map((day) => [day, '00:00-24:00']));
  const quiet = {
    active_checks_enabled: 0,
    check_interval: 600,
    check_period: 'always',
    notification_period: 'always',
    contacts: 'oncall',
  };
  const host = (host_name: string, more = {}) =>
    definition('host', { host_name, address: '127.0.0.1', max_check_attempts: 1, check_command: 'say', ...quiet, ...more });
  const service = (host_name: string, service_description: string, more = {}) =>
    definition('service', { host_name, service_description, max_check_attempts: 1, check_command: 'say', ...quiet, ...more });
  const contact = (contact_name: string) =>
    definition('contact', {
      ...{ contact_name, host_notification_period: 'always', service_notification_period: 'always' },
      ...{ host_notification_options: 'n', service_notification_options: 'n' },
      ...{ host_notification_commands: 'say', service_notification_commands: 'say' },
    });
  return [
    definition('timeperiod', { timeperiod_name: 'always', alias: 'always', ...always }),
    definition('command', { command_name: 'say', command_line: '/bin/echo checked by hand' }),
    ...['oncall', 'readonly'].map(contact),
    host('web1'),
    host('db1'),
    host('rack1'),
    host('leaf1', { parents: 'rack1' }),
    definition('hostgroup', { hostgroup_name: 'shop', alias: 'Shop', members: 'web1' }),
    ...['http', 'disk /var', 'load & more'].map((name) => service('web1', name)),
    service('web1', 'patient', { max_check_attempts: 3 }),
    service('web1', 'muted', { notifications_enabled: 0 }),
    ...['mysql', 'replication'].map((name) => service('db1', name)),
  ].join('');
}

function cgiConfig(dir: string): string {
  const all = { main_config_file: join(dir, 'nagios.cfg'), physical_html_path: '/usr/share/nagios4/htdocs', url_html_path: '/nagios4' };
  const rights = {
    authorized_for_system_information: 'oncall,readonly',
    authorized_for_all_services: 'oncall,readonly',
    authorized_for_all_hosts: 'oncall,readonly',
    authorized_for_all_service_commands: 'oncall',
    authorized_for_all_host_commands: 'oncall',
    authorized_for_read_only: 'readonly',
  };
  return `${Object.entries({ ...all, use_authentication: 1, ...rights, escape_html_tags: 1 })
    .map((pair) => pair.join('='))
    .join('\n')}\n`;
}

/** Runs one CGI as a web server would, behind basic authentication. */
function serve(dir: string, request: IncomingMessage, response: ServerResponse): void {
  const [user = '', password = ''] = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  const url = new URL(request.url ?? '/', 'http://cgi');
  const program = /^\/(statusjson|cmd)\.cgi$/.exec(url.pathname)?.[0];
  if (PASSWORDS[user] !== password) return void response.writeHead(401, { 'www-authenticate': 'Basic realm="Nagios"' }).end('Unauthorized');
  if (!program) return void response.writeHead(404).end('Not Found');
  const env = {
    ...{ NAGIOS_CGI_CONFIG: join(dir, 'cgi.cfg'), REQUEST_METHOD: request.method, QUERY_STRING: url.search.slice(1), REMOTE_USER: user },
    ...{ CONTENT_LENGTH: request.headers['content-length'] ?? '', CONTENT_TYPE: request.headers['content-type'] ?? '' },
    ...{ HTTP_COOKIE: request.headers.cookie ?? '', SERVER_NAME: 'localhost', TZ: 'America/New_York' },
  };
  const child = spawn(join(CGIS, program), { env: env as NodeJS.ProcessEnv, stdio: ['pipe', 'pipe', 'ignore'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  child.on('close', () => {
    const [head = '', ...rest] = Buffer.concat(parts)
      .toString('latin1')
      .split(/\r?\n\r?\n/);
    const headers = head.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(': ');
      return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 2)] as const];
    });
    for (const [name, value] of headers) response.setHeader(name, value);
    response.end(Buffer.from(rest.join('\n\n'), 'latin1'));
  });
}

function prepare(dir: string, dateFormat: string): void {
  for (const folder of ['var/rw', 'var/archives', 'spool', 'tmp']) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, 'nagios.cfg'), mainConfig(dir, dateFormat));
  writeFileSync(join(dir, 'objects.cfg'), objects());
  writeFileSync(join(dir, 'cgi.cfg'), cgiConfig(dir));
  if (!isRoot) return;
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nagios'], { encoding: 'utf8' }))) as [number, number];
  chmodSync(dir, 0o755);
  for (const name of ['.', 'var', 'var/rw', 'var/archives', 'spool', 'tmp', 'nagios.cfg', 'objects.cfg', 'cgi.cfg'])
    chownSync(join(dir, name), uid, gid);
}

/** Starts one; resolves when it has written its status (about 2 s). Its clock goes by New York's time, said in `dateFormat`. */
export async function startNagios(): Promise<Nagios> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-nagios-'));
  const requests: string[] = [];
  const web = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    serve(dir, request, response);
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(web.address() as { port: number }).port}`;
  const authorization = `Basic ${Buffer.from(`oncall:${PASSWORDS.oncall}`).toString('base64')}`;
  const ask = async (query: string) => {
    const answer = await fetch(`${url}/statusjson.cgi?${query}`, { headers: { authorization } });
    return (await answer.json()) as Record<string, unknown>;
  };
  let server: Child | null = null;
  const start = async (dateFormat = 'us'): Promise<void> => {
    prepare(dir, dateFormat);
    const env = { ...process.env, TZ: 'America/New_York' };
    const mine = startChild({ name: 'nagios4', file: '/usr/sbin/nagios4', args: [join(dir, 'nagios.cfg')], env });
    server = mine;
    await eventually('Nagios is ready', async () => 'servicelist' in ((await ask('query=servicelist')).data as object), {
      limitMs: 30_000,
    }).catch((error: unknown) => {
      throw new Error(`Nagios did not become ready (package nagios4):\n${mine.tail()}`, { cause: error });
    });
  };
  const kill = async (): Promise<void> => server?.stop('SIGTERM');
  await start();
  return {
    ...{ url, ask, requests, kill, start },
    password: (user) => PASSWORDS[user] ?? '',
    submit: async (object, code, output) => {
      const [host = '', service] = object.split('!');
      const now = Math.floor(Date.now() / 1000);
      const named = service === undefined ? `PROCESS_HOST_CHECK_RESULT;${host}` : `PROCESS_SERVICE_CHECK_RESULT;${host};${service}`;
      writeFileSync(join(dir, 'var/rw/nagios.cmd'), `[${now}] ${named};${code};${output}\n`);
      const about = service === undefined ? `query=host&hostname=${host}` : `query=service&hostname=${host}&servicedescription=`;
      await eventually(`${object} says ${output}`, async () => {
        const { data } = await ask(`${about}${encodeURIComponent(service ?? '')}`);
        const row = Object.values(data as Record<string, { plugin_output?: string; has_been_checked?: boolean }>)[0];
        return row?.has_been_checked && row.plugin_output === output;
      });
    },
    freeze: () => process.kill(Number(server?.pid), 'SIGSTOP'),
    thaw: () => process.kill(Number(server?.pid), 'SIGCONT'),
    stop: async () => {
      await kill();
      await new Promise((resolve) => web.close(resolve));
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
