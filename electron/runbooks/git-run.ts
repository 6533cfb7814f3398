// Runs git without a shell, without a terminal, and without anything that a repository could make it run.
import { spawn } from 'node:child_process';
import { msg } from '../../shared/words/words';
import type { SourceFailure } from './source';

export type GitResult = { readonly ok: true; readonly out: Buffer } | { readonly ok: false; readonly failure: SourceFailure };

export interface GitOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const SAFE = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'protocol.ext.allow=never', '-c', 'gc.auto=0'];

function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...rest } = process.env;
  return {
    ...rest,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    SSH_ASKPASS: 'true',
    GIT_SSH_COMMAND: process.env.GIT_SSH_COMMAND ?? 'ssh -o BatchMode=yes -o ConnectTimeout=15',
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_LAZY_FETCH: '1',
  };
}

/** Never throws; a failure has words and never the login of an address. */
export function git(args: readonly string[], options: GitOptions): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', [...SAFE, ...args], {
      ...(options.cwd && { cwd: options.cwd }),
      env: environment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let size = 0;
    let said = '';
    let why: 'late' | 'large' | null = null;
    const end = (reason: 'late' | 'large' | null): void => {
      why ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end('late'), options.timeoutMs);
    const giveUp = (): void => end(null);
    options.signal.addEventListener('abort', giveUp, { once: true });
    if (options.signal.aborted) giveUp();
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > options.maxBytes) end('large');
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    const done = (result: GitResult): void => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', giveUp);
      resolve(result);
    };
    child.on('error', (error) => done({ ok: false, failure: explainGit((error as NodeJS.ErrnoException).code ?? '', null) }));
    child.on('close', (code) =>
      done(code === 0 && why === null ? { ok: true, out: Buffer.concat(out) } : { ok: false, failure: explainGit(said, why) }),
    );
  });
}

const WORDS: readonly (readonly [RegExp, string, string])[] = [
  [/^ENOENT$/, 'git is not installed.', 'Install git, or use a folder as the source.'],
  [
    /could not resolve host|network is unreachable|no route to host|connection refused|connection timed out|operation timed out|failed to connect/i,
    'The server of the repository can’t be reached.',
    'Check the network and the VPN; the last copy is used meanwhile.',
  ],
  [/certificate|ssl/i, 'The certificate of the server is not trusted.', 'Check it, and git’s own settings for it (http.sslCAInfo).'],
  [
    /authentication failed|permission denied|terminal prompts disabled|could not read username|invalid username|host key verification/i,
    'The server does not let us in.',
    'Store a login with git’s credential helper, or give ssh a key (and accept the host’s key once by hand).',
  ],
  [/remote branch .* not found|couldn't find remote ref/i, 'The repository has no such branch.', 'Check the branch in the settings.'],
  [
    /not found|does not exist|does not appear to be a git repository|no such/i,
    'There is no repository at this address.',
    'Check the address, and whether the login may see it.',
  ],
  [/transport .* not allowed/i, 'This kind of address is not asked.', 'Use https://, ssh:// or a path.'],
];

export function explainGit(said: string, why: 'late' | 'large' | null): SourceFailure {
  if (why === 'late')
    return { what: msg`The server of the repository takes too long.`, remedy: msg`Check the network; it is tried again by itself.` };
  if (why === 'large')
    return { what: msg`The repository is too large.`, remedy: msg`Name the folder that holds the runbooks in the settings.` };
  for (const [pattern, what, remedy] of WORDS) if (pattern.test(said)) return { what, remedy };
  const last = said.trim().split('\n').at(-1) ?? '';
  return {
    what: msg`git failed: ${last.replaceAll(/\/\/[^/@\s]*@/g, '//').slice(0, 200) || 'without a word'}.`,
    remedy: msg`Try the same with git in a terminal.`,
  };
}
