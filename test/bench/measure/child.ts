// Subjects run in processes of their own, so that one's heap and warmth do not colour the other's figures. A tiny call and answer
// over Node's IPC: `answerCalls` in the child, `startSubject` in the bench.
import { type ChildProcess, fork } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..', '..');

// biome-ignore lint/suspicious/noExplicitAny: each subject has its own calls, checked by the type its user names
type Calls = Readonly<Record<string, (args: any) => Promise<unknown> | unknown>>;

/** In the child: answers the calls of the bench until it is told to end. */
export function answerCalls(calls: Calls): void {
  process.on('message', async ({ id, call, args }: { id: number; call: string; args: unknown }) => {
    try {
      process.send?.({ id, value: await calls[call]?.(args) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
}

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

export interface Subject<C extends Calls> {
  readonly pid: number;
  ask<N extends keyof C & string>(call: N, ...args: Parameters<C[N]>): Promise<Awaited<ReturnType<C[N]>>>;
  /** SIGKILL; nothing when it has ended. */
  kill(): void;
  end(): Promise<void>;
}

/** Starts `file` (from test/bench) in plain Node. */
export function startSubject<C extends Calls>(file: string, execArgv: readonly string[] = []): Subject<C> {
  const hooks = ['--disable-warning=ExperimentalWarning', '--import', join(root, 'scripts/bench/resolve-typescript.mjs')];
  const child = fork(join(root, 'test/bench', file), { execArgv: [...hooks, ...execArgv], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (message) => {
    const answer = message as Answer & { readonly id: number };
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.once('exit', (code) => {
    for (const settle of waiting.values()) settle({ error: `${file} ended with ${code}` });
  });
  return {
    pid: child.pid ?? -1,
    ask: (call, ...args) =>
      new Promise((done, fail) => {
        if (!child.connected) return fail(new Error(`${file} has ended`));
        const id = ++lastId;
        waiting.set(id, ({ value, error }) => (error === undefined ? done(value as never) : fail(new Error(error))));
        child.send({ id, call, args: args[0] });
      }),
    kill: () => void child.kill('SIGKILL'),
    end: () => endOf(child),
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.disconnect();
  });
}
