// The engine alone in plain Node: one JSON line on stdout for every event, feed-health change, page decision and reply; commands
// of the contract as JSON lines on stdin; a clean end on SIGTERM. Talk for people goes to stderr.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { FeedHealth } from '../../shared/contract';
import { keyFromFile, keyFromPassphrase } from '../log/key-file';
import { boot } from './boot';
import type { Engine } from './engine-seams';
import { jsonLine, talk } from './terminal-lines';

const say = (line: string): void => void process.stderr.write(talk(line));
const out = (line: unknown): void => void process.stdout.write(jsonLine(line));

const USAGE =
  'usage: npm run engine -- [--profile DIR] [--config FILE.yml] [--demo DIR]\n       npm run engine -- --bridge --config FILE.yml [--profile DIR] [--join FOUNDER] [--credentials DIR]';

const OPTIONS = {
  profile: { type: 'string' },
  config: { type: 'string' },
  demo: { type: 'string' },
  bridge: { type: 'boolean' },
  join: { type: 'string' },
  credentials: { type: 'string' },
} as const;

function readArgs() {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    const { profile = join(homedir(), values.bridge ? '.dogwatch-bridge' : '.dogwatch'), bridge: isBridge = false } = values;
    const { config = null, demo = null, join: founder = null } = values;
    const credentials = values.credentials ?? process.env.CREDENTIALS_DIRECTORY ?? null;
    return { profile, config, demo, isBridge, founder, credentials };
  } catch (e) {
    say(`${e instanceof Error ? e.message : e}\n${USAGE}`);
    return null;
  }
}

/** Feed health lines are written on changes of state only; successes of a healthy feed say nothing new. */
function feedTeller(): (feeds: readonly FeedHealth[]) => void {
  const told = new Map<string, string>();
  return (feeds) => {
    for (const f of feeds) {
      const now = `${f.state} ${f.why}`;
      if (told.get(f.feed) === now) continue;
      told.set(f.feed, now);
      out({
        type: 'feed',
        feed: f.feed,
        name: f.name,
        state: f.state,
        why: f.why,
        remedy: f.remedy,
        at: Date.now(),
        latencyMs: f.latencyMs,
        alertCount: f.alertCount,
      });
    }
  };
}

/** Why the engine alone can't have this profile's key: the window keeps it where only the window can reach. */
function keptElsewhere(profile: string): string | null {
  const file = join(profile, 'keys.json');
  if (!existsSync(file)) return null;
  const { record } = JSON.parse(readFileSync(file, 'utf8')) as { record?: { keeping?: string } | null };
  if (record?.keeping === 'keychain')
    return 'The key of this profile is in the system keychain, which only the window can read. Use another --profile for the engine alone.';
  if (record?.keeping === 'passphrase')
    return 'The key of this profile is sealed by the window with a passphrase. Use another --profile for the engine alone.';
  return null;
}

async function main(): Promise<void> {
  const args = readArgs();
  if (!args) process.exit(2);
  const ending = new Ending();
  const keeping = keptElsewhere(args.profile);
  if (keeping) {
    say(keeping);
    process.exit(1);
  }
  const passphrase = process.env.DOGWATCH_PASSPHRASE;
  const keyFile = join(args.profile, passphrase ? 'log.salt' : 'log.key');
  if (existsSync(join(args.profile, 'log.db')) && !existsSync(keyFile)) {
    say(`The log in ${args.profile} is encrypted, and ${keyFile}, which its key is made from, is not there. Nothing was changed.`);
    say('Bring it back from where it went: without it nobody can read the log or its backups.');
    process.exit(1);
  }
  const key = passphrase ? keyFromPassphrase(passphrase, keyFile) : keyFromFile(keyFile);
  if (!key.ok) {
    say(`${key.what} ${key.remedy}`);
    process.exit(1);
  }
  if (args.isBridge) {
    const { runBridge } = await import('./bridge-cli');
    const bridge = await runBridge({ ...args, join: args.founder, key: key.key, say, out });
    if (bridge.ok) return ending.of(bridge);
    say(`${bridge.what}\n${bridge.remedy}`);
    process.exit(1);
  }
  // A page that the engine asks for while it starts has its outcome too.
  let bear: (engine: Engine) => void = () => undefined;
  const born = new Promise<Engine>((resolve) => {
    bear = resolve;
  });
  const result = await boot({
    threadFile: new URL('./prepare-thread.cjs', import.meta.url),
    replayThread: new URL('./replay-thread.cjs', import.meta.url),
    backupThread: new URL('./backup-thread.cjs', import.meta.url),
    profile: args.profile,
    key: key.key,
    keyKeeping: passphrase ? 'passphrase' : 'file',
    configFile: args.config,
    demoDir: args.demo,
    onLeaveDemo: () => say('A real feed was saved: start again to leave the demo.'),
    voice: {
      present: (request) => {
        out({ type: 'page', page: request });
        void born.then((engine) => engine.onOutcome(request.page, request.incidents, { kind: 'shown', route: 'stdout', receiptMs: 0 }));
      },
      withdraw: (threads) => out({ type: 'withdraw-pages', threads }),
      onStatus: () => undefined,
      onEvents: (events) => {
        for (const event of events) out({ type: 'event', event });
      },
      onFeeds: feedTeller(),
      journal: say,
    },
  });
  if (!result.ok) {
    say(`${result.what}\n${result.remedy}`);
    process.exit(1);
  }
  const { engine } = result;
  bear(engine);
  out({ type: 'ready', seq: engine.seq(), profile: args.profile, isDemo: result.isDemo });
  ending.of(engine);
  listen(engine);
}

/** Ends cleanly on a signal, also on one that comes while the engine starts, and when nobody reads its lines any more. */
class Ending {
  private engine: Pick<Engine, 'stop'> | null = null;
  private isWanted = false;

  constructor() {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => this.end());
    process.stdout.on('error', () => this.end());
    process.stderr.on('error', () => undefined);
  }

  /** From now on there is an engine to stop. */
  of(engine: Pick<Engine, 'stop'>): void {
    this.engine = engine;
    if (this.isWanted) this.stop(engine);
  }

  private end(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    if (this.engine) this.stop(this.engine);
  }

  private stop(engine: Pick<Engine, 'stop'>): void {
    engine.stop().then(
      () => {
        out({ type: 'stopped' });
        process.exit(0);
      },
      (e) => {
        say(`The engine did not end cleanly: ${e instanceof Error ? e.message : e}`);
        process.exit(1);
      },
    );
  }
}

function listen(engine: Engine): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() === '') return;
    let message: { id?: unknown; call?: unknown; args?: unknown };
    try {
      message = JSON.parse(line);
    } catch {
      out({
        type: 'reply',
        id: null,
        ok: false,
        error: { kind: 'malformed', what: 'This line is not JSON.', remedy: 'Send {"id":1,"call":"…","args":{…}} on one line.' },
      });
      return;
    }
    void engine.call(message?.call, message?.args).then((reply) => out({ type: 'reply', id: message?.id ?? null, ...reply }));
  });
}

void main();
