// A real Zabbix server with its database and PHP API in a temp directory on loopback; a test makes hosts and moves their values.

import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';
import { freePort } from './free-port';

export interface Zabbix {
  readonly url: string;
  /** An API token of the superuser. */
  readonly token: string;
  /** The API's result; throws with the server's words when it refuses. */
  readonly call: <T>(method: string, params: unknown) => Promise<T>;
  /** Hands a value of a trapper item to the server; resolves to false while the server does not know the item yet. */
  readonly send: (host: string, key: string, value: string) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

const FRONTEND = '/usr/share/zabbix';
const SQL = '/usr/share/zabbix-server-pgsql';
const POSTGRES = ['/usr/lib/postgresql/17/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/15/bin'];
const binaries = POSTGRES.find((folder) => existsSync(join(folder, 'initdb')));
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

/** Why it can not be started here, in words; null when it can. */
export function whyNoZabbix(): string | null {
  if (process.platform !== 'linux') return 'started on Linux only';
  if (!binaries) return 'the package postgresql is missing';
  if (!existsSync(FRONTEND) || !existsSync(SQL)) return 'zabbix-server-pgsql or zabbix-frontend-php is missing';
  return existsSync('/usr/sbin/zabbix_server') ? null : 'zabbix-server-pgsql is missing';
}

/** Neither PostgreSQL nor Zabbix runs as root. */
function asNobody(file: string, args: readonly string[]): { file: string; args: string[] } {
  const give = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups', file];
  return isRoot ? { file: 'setpriv', args: [...give, ...args] } : { file, args: [...args] };
}

async function startDatabase(dir: string, port: number) {
  const at = (name: string) => join(binaries ?? '', name);
  const data = join(dir, 'data');
  const init = asNobody(at('initdb'), ['-D', data, '-U', 'zabbix', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']);
  execFileSync(init.file, init.args, { stdio: 'pipe' });
  const fast = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = startChild({
    name: 'postgres',
    ...asNobody(at('postgres'), ['-D', data, '-p', String(port), ...fast.flatMap((setting) => ['-c', setting])]),
  });
  const login = ['-h', '127.0.0.1', '-p', String(port), '-U', 'zabbix'];
  await eventually('PostgreSQL is ready', () => {
    execFileSync(at('createdb'), [...login, 'zabbix'], { stdio: 'pipe' });
    return true;
  });
  const files = ['schema', 'images', 'data'].map((name) => join(SQL, `${name}.sql.gz`)).join(' ');
  execFileSync('sh', ['-c', `zcat ${files} | ${at('psql')} ${login.join(' ')} -q --single-transaction -v ON_ERROR_STOP=1 zabbix`], {
    stdio: 'pipe',
    env: { ...process.env, PGOPTIONS: '-c client_min_messages=error' },
  });
  return server;
}

function serverConfig(dir: string, port: number, dbPort: number): string {
  const database = { DBHost: '127.0.0.1', DBPort: dbPort, DBName: 'zabbix', DBUser: 'zabbix', DBPassword: 'x' };
  const files = { LogType: 'file', LogFile: join(dir, 'server.log'), PidFile: join(dir, 'server.pid'), SocketDir: dir };
  const few = { StartPingers: 0, StartDiscoverers: 0, StartHTTPPollers: 0, StartPollers: 1, StartTrappers: 2, StartDBSyncers: 1 };
  const all = { ListenIP: '127.0.0.1', ListenPort: port, CacheUpdateFrequency: 1, ...database, ...files, ...few };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Debian's frontend reads its settings from a fixed place: a copy is made to read them from its own folder. */
function layFrontend(dir: string, port: number, dbPort: number): void {
  cpSync(FRONTEND, dir, { recursive: true, dereference: true, filter: (from) => !/\/(assets|locale|js)(\/|$)/.test(from) });
  const settings = join(dir, 'conf', 'own.conf.php');
  const core = join(dir, 'include/classes/core/CConfigFile.php');
  writeFileSync(core, readFileSync(core, 'utf8').replace(/(CONFIG_FILE_PATH = )'[^']*'/, `$1'${settings}'`));
  const db = {
    TYPE: 'POSTGRESQL',
    SERVER: '127.0.0.1',
    PORT: String(dbPort),
    DATABASE: 'zabbix',
    USER: 'zabbix',
    PASSWORD: 'x',
    SCHEMA: '',
  };
  const lines = Object.entries(db).map(([name, value]) => `$DB['${name}'] = '${value}';`);
  writeFileSync(
    settings,
    `<?php\n${lines.join('\n')}\n$DB['ENCRYPTION'] = false;\n$DB['DOUBLE_IEEE754'] = true;\n$ZBX_SERVER = '127.0.0.1';\n$ZBX_SERVER_PORT = '${port}';\n$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;\n`,
  );
}

/** A value in Zabbix's sender protocol: https://www.zabbix.com/documentation/6.0/en/manual/appendix/protocols/zabbix_sender */
function sendValue(port: number, host: string, key: string, value: string): Promise<boolean> {
  const body = Buffer.from(JSON.stringify({ request: 'sender data', data: [{ host, key, value }] }));
  const head = Buffer.alloc(13);
  head.write('ZBXD\x01');
  head.writeUInt32LE(body.length, 5);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(Buffer.concat([head, body])));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(/processed: 1/.test(answer)));
  });
}

function caller(url: string) {
  return async <T>(method: string, params: unknown, auth: string | null): Promise<T> => {
    const answer = await fetch(`${url}/api_jsonrpc.php`, {
      method: 'POST',
      headers: { 'content-type': 'application/json-rpc' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params, ...(auth !== null && { auth }) }),
    });
    const said = (await answer.json()) as { result: T; error?: { message: string; data: string } };
    if (said.error) throw new Error(`${method}: ${said.error.message} ${said.error.data}`);
    return said.result;
  };
}

async function makeToken(call: ReturnType<typeof caller>): Promise<string> {
  const login = await call<string>('user.login', { username: 'Admin', password: 'zabbix' }, null);
  const { tokenids } = await call<{ tokenids: string[] }>('token.create', { name: 'test', userid: '1' }, login);
  const [made] = await call<{ token: string }[]>('token.generate', tokenids, login);
  return made?.token ?? '';
}

/** Starts it: about 15 s, most of it the schema. Packages: see `testPackages`. */
export async function startZabbix(): Promise<Zabbix> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-zabbix-'));
  chmodSync(dir, 0o755);
  const own = (name: string): string => {
    const path = join(dir, name);
    mkdirSync(path);
    if (isRoot) chownSync(path, NOBODY, NOBODY);
    return path;
  };
  const [dbPort, port, webPort] = [await freePort(), await freePort(), await freePort()];
  const database = await startDatabase(own('db'), dbPort);
  const home = own('server');
  const config = join(home, 'zabbix_server.conf');
  writeFileSync(config, serverConfig(home, port, dbPort));
  const server = startChild({ name: 'zabbix_server', ...asNobody('/usr/sbin/zabbix_server', ['-f', '-c', config]) });
  const web = join(dir, 'web');
  layFrontend(web, port, dbPort);
  const settings = ['date.timezone=UTC', 'memory_limit=256M', 'max_execution_time=300', 'post_max_size=16M', 'max_input_time=300'];
  const php = startChild({
    name: 'php',
    file: 'php',
    args: [...settings.flatMap((setting) => ['-d', setting]), '-S', `127.0.0.1:${webPort}`, '-t', web],
  });
  const url = `http://127.0.0.1:${webPort}`;
  const call = caller(url);
  await eventually('the API answers', () => call('apiinfo.version', [], null)).catch((error: unknown) => {
    throw new Error(`Zabbix did not become ready:\n${php.tail()}\n${server.tail()}`, { cause: error });
  });
  const token = await makeToken(call);
  return {
    ...{ url, token },
    call: (method, params) => call(method, params, token),
    send: (host, key, value) => sendValue(port, host, key, value).catch(() => false),
    stop: async () => {
      await Promise.all([server.stop(), php.stop()]);
      await database.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
