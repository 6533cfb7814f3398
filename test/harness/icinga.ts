// A real Icinga 2 (Debian's icinga2) with its API on loopback, in a temporary folder, run by the user who runs the tests.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '../../scripts/process/child.mjs';
import { eventually } from './eventually';
import { freePort } from './free-port';

export interface Icinga {
  /** `https://127.0.0.1:PORT`; the same after a restart. */
  readonly url: string;
  /** Of the server's own authority; its certificate is for `localhost`. */
  readonly caPem: string;
  /** `oncall` may do everything, `readonly` may only look. */
  readonly password: (user: 'oncall' | 'readonly') => string;
  /** One call of the API as `oncall`. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** A result of a check handed in by hand, applied at once. `host!service` or `host`; 0 is fine. */
  readonly submit: (object: string, exitStatus: number, output: string) => Promise<void>;
  /** What the check of `web1!file`, which only runs when asked, will say the next time. */
  readonly setFile: (exitStatus: number, output: string) => void;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

const PASSWORDS = { oncall: 'open-sesame', readonly: 'look-only' } as const;

function configuration(dir: string, port: number): string {
  const passive = 'check_command = "dummy"; enable_active_checks = false; max_check_attempts = 1; check_interval = 1d';
  const service = (host: string, name: string, more = passive) => `object Service "${name}" { host_name = "${host}"; ${more} }`;
  return `
const NodeName = "localhost"
const ZoneName = NodeName
const PluginDir = "/usr/lib/nagios/plugins"
include <itl>
include <plugins>
object Endpoint NodeName { }
object Zone ZoneName { endpoints = [ NodeName ] }
object ApiListener "api" { bind_host = "127.0.0.1"; bind_port = ${port} }
object ApiUser "oncall" { password = "${PASSWORDS.oncall}"; permissions = [ "*" ] }
object ApiUser "readonly" { password = "${PASSWORDS.readonly}"; permissions = [ "objects/query/*", "status/query", "events/*" ] }
object CheckerComponent "checker" { }
object FileLogger "main" { severity = "information"; path = LogDir + "/icinga2.log" }
object HostGroup "production" { }
object Host "web1" { ${passive}; display_name = "Shop front"; address = "192.0.2.10"; groups = [ "production" ] }
object Host "db1" { ${passive}; address = "192.0.2.20" }
object Host "rack1" { ${passive} }
object Host "leaf1" { ${passive} }
object Dependency "leaf-behind-rack" { parent_host_name = "rack1"; child_host_name = "leaf1"; states = [ Up ] }
${service('web1', 'http', `${passive}; notes_url = "https://wiki.example.internal/http"`)}
${service('web1', 'disk /var')}
${service('web1', 'patient', passive.replace('attempts = 1', 'attempts = 3'))}
${service('web1', 'shaky', `${passive}; enable_flapping = true; flapping_threshold_high = 20; flapping_threshold_low = 10`)}
${service('db1', 'mysql')}
${service('db1', 'replication')}
object CheckCommand "file" { command = [ "/bin/sh", "${dir}/check.sh" ] }
${service('web1', 'file', 'check_command = "file"; enable_active_checks = false; max_check_attempts = 1; check_interval = 1d')}
`;
}

function definitions(dir: string): string[] {
  const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  const places = { ConfigDir: 'etc', DataDir: 'data', LogDir: 'log', CacheDir: 'cache', InitRunDir: 'run', SpoolDir: 'spool' };
  const settings = Object.entries(places).map(([name, folder]) => `-D${name}=${join(dir, folder)}`);
  return [...settings, `-DRunAsUser=${userInfo().username}`, `-DRunAsGroup=${group}`];
}

/** Writes configuration and certificates; answers with the authority's certificate. */
function prepare(dir: string, port: number): string {
  for (const folder of ['etc', 'data/certs', 'log', 'cache', 'run', 'spool']) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, 'etc/icinga2.conf'), configuration(dir, port));
  writeFileSync(join(dir, 'check.sh'), `IFS=' ' read -r code text < ${dir}/state; echo "$text"; exit $code\n`);
  writeFileSync(join(dir, 'state'), '0 fine\n');
  const certs = join(dir, 'data/certs');
  const [key, csr, crt] = ['key', 'csr', 'crt'].map((ending) => join(certs, `localhost.${ending}`)) as [string, string, string];
  const pki = (...args: string[]) => execFileSync('icinga2', ['pki', ...args, ...definitions(dir)], { stdio: 'pipe' });
  pki('new-ca');
  pki('new-cert', '--cn', 'localhost', '--key', key, '--csr', csr);
  pki('sign-csr', '--csr', csr, '--cert', crt);
  const ca = readFileSync(join(dir, 'data/ca/ca.crt'), 'utf8');
  writeFileSync(join(certs, 'ca.crt'), ca);
  return ca;
}

/** Starts one; resolves when its API answers (about 4 s, most of it for the certificates). */
export async function startIcinga(): Promise<Icinga> {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-icinga-'));
  const port = await freePort();
  const caPem = prepare(dir, port);
  const call = caller(port, caPem);
  let server: Child | null = null;
  const start = async (): Promise<void> => {
    const args = ['daemon', '-c', join(dir, 'etc/icinga2.conf'), ...definitions(dir)];
    const mine = startChild({ name: 'icinga2', file: 'icinga2', args });
    server = mine;
    await eventually('Icinga is ready', async () => (await call('GET', '/v1/status/IcingaApplication')).status === 200, {
      limitMs: 30_000,
    }).catch((error: unknown) => {
      throw new Error(`Icinga did not become ready (package icinga2):\n${mine.tail()}`, { cause: error });
    });
  };
  const kill = async (): Promise<void> => server?.stop('SIGTERM');
  await start();
  return {
    ...{ url: `https://127.0.0.1:${port}`, caPem, call, kill, start },
    password: (user) => PASSWORDS[user],
    submit: async (object, exit_status, plugin_output) => {
      const [host, service] = object.split('!') as [string, string?];
      const named = service === undefined ? { type: 'Host', host } : { type: 'Service', service: object };
      const done = await call('POST', '/v1/actions/process-check-result', { ...named, exit_status, plugin_output });
      if (done.status !== 200) throw new Error(`process-check-result for ${object}: ${JSON.stringify(done)}`);
    },
    setFile: (exitStatus, output) => writeFileSync(join(dir, 'state'), `${exitStatus} ${output}\n`),
    freeze: () => signalAll(dir, 'SIGSTOP'),
    thaw: () => signalAll(dir, 'SIGCONT'),
    stop: async () => {
      await kill();
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The server is a child of an umbrella process; its pid file names the one that serves. */
function signalAll(dir: string, signal: NodeJS.Signals): void {
  process.kill(Number(readFileSync(join(dir, 'run/icinga2.pid'), 'utf8')), signal);
}

function caller(port: number, ca: string): Icinga['call'] {
  const authorization = `Basic ${Buffer.from(`oncall:${PASSWORDS.oncall}`).toString('base64')}`;
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const options = { port, path, method, ca, servername: 'localhost', agent: false };
      const headers = { accept: 'application/json', 'content-type': 'application/json', authorization };
      const request = https.request({ host: '127.0.0.1', ...options, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text === '' ? null : JSON.parse(text) }));
      });
      request.on('error', reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
}
