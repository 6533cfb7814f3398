// Following a log: a large file appears where a feed looks, and the real engine reads it, against `grep -E` with the same pattern on the
// same file; and what memory that takes.
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { startSubject } from './measure/child';
import { quantile } from './measure/quantile';
import type { PushEngine } from './parts/push-engine';
import { atMost, type BenchRow, type Reach, rowOf } from './row';

const KEY = 'ab'.repeat(32);
const CACHE = resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'dogwatch-bench');
/** One line in so many is one that is looked for. */
const RARE = 500;
const MB = 1e6;
const atLeastTimes = (limit: number): Reach => ({ of: 'ratio', is: '>=', limit });

const APPS = ['shop', 'stock', 'mail', 'search', 'gate'];
const CALM = [
  'GET /api/items?page=%N answered 200 in %N ms',
  'cache refreshed, %N entries, next in 300 s',
  'payment %N accepted by bank-7 in %N ms',
  'connection %N to db-2 opened, %N in the pool',
  'job nightly-report step %N of 12 done',
];

/** Lines as a program writes them, the same in every run; the last one is one that is looked for. Written once. */
function logFile(megabytes: number): { readonly file: string; readonly hits: number } {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `follow-${megabytes}.log`);
  const size = megabytes * MB;
  const lines: string[] = [];
  for (let at = 0; at < 50_000; at++) {
    const time = new Date(Date.now() - 50_000 + at).toISOString().replace('T', ' ').replace('Z', '').replace('.', ',');
    const app = APPS[at % APPS.length];
    const words =
      at % RARE === RARE - 1
        ? `ERROR [worker-${at % 16}] com.example.${app}.Pay - payment ${at} failed: upstream timed out after ${at % 977} ms`
        : '';
    const calm = (CALM[at % CALM.length] as string).replace(/%N/g, () => String((at * 7919) % 100_000));
    lines.push(
      `${time} ${words || `INFO  [worker-${at % 16}] com.example.${app}.Service - ${calm}, trace=${((at * 2_654_435_761) % 4_294_967_296).toString(16)}`}`,
    );
  }
  const block = `${lines.join('\n')}\n`;
  const blocks = Math.ceil(size / block.length);
  const hits = (blocks * 50_000) / RARE;
  if (existsSync(file) && statSync(file).size === blocks * block.length && readFileSync(`${file}.day`, 'utf8') === today())
    return { file, hits };
  const part = openSync(`${file}.part`, 'w');
  for (let at = 0; at < blocks; at++) writeSync(part, block);
  closeSync(part);
  renameSync(`${file}.part`, file);
  writeFileSync(`${file}.day`, today());
  return { file, hits };
}

/** Its lines are of today, for what is older than a rule's window does not count. */
const today = (): string => new Date().toISOString().slice(0, 10);

interface Way {
  readonly name: string;
  /** What the rule looks for, and the same for grep. */
  readonly rule: { readonly pattern: string } | { readonly where: string };
  readonly grep: readonly string[];
  readonly reach: readonly Reach[];
}

/** The first is what rules are like; the others have nothing that could be searched for, or ask every line. */
const WAYS: readonly Way[] = [
  {
    name: 'payment .* failed: .*(timed out|refused)',
    rule: { pattern: 'payment .* failed: .*(timed out|refused)' },
    grep: ['-cE', 'payment .* failed: .*(timed out|refused)'],
    reach: [atLeastTimes(0.3)],
  },
  { name: '(?i)payment .* FAILED', rule: { pattern: '(?i)payment .* FAILED' }, grep: ['-ciE', 'payment .* FAILED'], reach: [] },
  { name: 'level>=error', rule: { where: 'level>=error' }, grep: ['-cE', '^[^ ]+ [^ ]+ (ERROR|FATAL)'], reach: [] },
];

function grepMs({ grep }: Way, file: string): { readonly ms: number; readonly hits: number } {
  const started = performance.now();
  const hits = Number(execFileSync('grep', [...grep, file], { env: { ...process.env, LC_ALL: 'C' } }).toString());
  return { ms: performance.now() - started, hits };
}

function rssMb(pid: number): number {
  return (Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024) / MB;
}

/** From the moment when the file is there to the commit of the alert that its last line makes. */
async function follow(way: Way, file: string, hits: number): Promise<{ readonly ms: number; readonly grewMb: number }> {
  const folder = mkdtempSync(join(CACHE, 'run-'));
  const log = join(folder, 'app.log');
  const configFile = join(folder, 'settings.yml');
  const rule = { name: 'PaymentsFail', ...way.rule, count: hits, within: '7d' };
  const feed = { id: 'logs', kind: 'logs', name: 'Log', config: { paths: [log], zone: 'UTC', rules: [rule] } };
  writeFileSync(configFile, stringify({ version: 1, feeds: [feed] }));
  writeFileSync(log, '');
  const engine = startSubject<PushEngine>('parts/push-engine.ts', ['--expose-gc']);
  await engine.ask('boot', { profile: join(folder, 'profile'), key: KEY, configFile });
  await engine.ask('memory');
  await new Promise((done) => setTimeout(done, 1000));
  const idleMb = rssMb(engine.pid);
  let mostMb = idleMb;
  linkSync(file, `${log}.new`);
  const started = performance.now();
  renameSync(`${log}.new`, log);
  for (let fired = 0; fired === 0; { fired } = await engine.ask('tally')) {
    mostMb = Math.max(mostMb, rssMb(engine.pid));
    if (performance.now() - started > 120_000) throw new Error('the alert did not come');
    await new Promise((done) => setTimeout(done, 10));
  }
  const ms = performance.now() - started;
  mostMb = Math.max(mostMb, rssMb(engine.pid));
  await engine.ask('stop');
  await engine.end();
  rmSync(folder, { recursive: true, force: true });
  return { ms, grewMb: mostMb - idleMb };
}

export async function benchLogs(isQuick: boolean): Promise<BenchRow[]> {
  const { file, hits } = logFile(isQuick ? 100 : 1000);
  const megabytes = statSync(file).size / MB;
  const rows: BenchRow[] = [];
  for (const way of WAYS) {
    const [greps, own, grown] = [[] as number[], [] as number[], [] as number[]];
    for (let round = 0; round < 3; round++) {
      const grep = grepMs(way, file);
      if (grep.hits !== hits) throw new Error(`grep finds ${grep.hits}, not ${hits}`);
      const followed = await follow(way, file, hits);
      greps.push(grep.ms);
      own.push(followed.ms);
      grown.push(followed.grewMb);
    }
    const rates = own.map((ms) => (megabytes / ms) * 1000);
    rows.push(
      rowOf({
        what: `log followed: ${way.name}`,
        ...{ measured: quantile(rates, 0.5), baseline: (megabytes / quantile(greps, 0.5)) * 1000, unit: 'MB/s', reach: way.reach },
        note: `${Math.round(megabytes)} MB appear; to the commit of the alert of the last line ${own.map(Math.round).join(', ')} ms; grep ${greps.map(Math.round).join(', ')} ms`,
      }),
      rowOf({
        what: `log followed: ${way.name}: memory above idle`,
        ...{ measured: Math.max(...grown), unit: 'MB', reach: [atMost(60)] },
        note: `RSS of the engine, most of three rounds: ${grown.map(Math.round).join(', ')}`,
      }),
    );
  }
  return rows;
}
