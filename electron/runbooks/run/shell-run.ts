// Runs one script in a process group of its own, with nothing to read from and only the variables it is given.
import { type ChildProcess, spawn } from 'node:child_process';
import { GroupEnd } from './group-end';

export interface ShellCommand {
  readonly shell: string;
  readonly script: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export type ShellEnd =
  | { readonly how: 'exited' | 'cancelled' | 'timed-out'; readonly exitCode: number | null; readonly note: string }
  | { readonly how: 'could-not-start'; readonly exitCode: null; readonly note: string };

export interface ShellRun {
  /** Null: it could not start. */
  readonly pid: number | null;
  /** Ends the whole group: asks first, then ends it. */
  cancel(): void;
  readonly done: Promise<ShellEnd>;
}

/** So long output is waited for after the shell itself has ended: what it left in the background may hold the pipe. */
const LINGER_MS = 1_000;

/** Never throws. `onData` gets both streams in the order they arrive. */
export function startShell(command: ShellCommand, onData: (chunk: Buffer) => void): ShellRun {
  let child: ChildProcess;
  try {
    child = spawn(command.shell, ['-c', command.script], {
      ...{ cwd: command.folder, env: { ...command.env }, detached: process.platform !== 'win32', windowsHide: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return { pid: null, cancel: () => undefined, done: Promise.resolve(couldNot(error, command)) };
  }
  const ending = new GroupEnd(child.pid, command.timeoutMs);
  child.stdout?.on('data', onData);
  child.stderr?.on('data', onData);
  const done = new Promise<ShellEnd>((resolve) => {
    let linger: NodeJS.Timeout | undefined;
    const finish = (result: ShellEnd): void => {
      clearTimeout(linger);
      ending.settle();
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(result);
    };
    const ended = (code: number | null, signal: string | null, note = ''): void =>
      finish({
        ...{ how: ending.why ?? 'exited', exitCode: code },
        note: note || (signal && ending.why === null ? `It was ended by ${signal}.` : ''),
      });
    child.on('error', (error) => child.pid === undefined && finish(couldNot(error, command)));
    child.on('exit', (code, signal) => {
      linger = setTimeout(
        () => ended(code, signal, 'Something it started goes on in the background; its output is not followed.'),
        LINGER_MS,
      );
    });
    child.on('close', (code, signal) => ended(code, signal));
  });
  return { pid: child.pid ?? null, cancel: () => ending.begin('cancelled'), done };
}

/** A refusal of the system to start `shell`, in words. */
export function couldNot(error: unknown, { shell, folder }: ShellCommand): ShellEnd {
  const { code } = error as { code?: string };
  const note =
    code === 'ENOENT'
      ? `${shell} or the folder ${folder} is not there. Choose another shell in the settings.`
      : code === 'E2BIG'
        ? 'The script and its variables are too long for this system.'
        : `${shell} can’t be started (${code ?? String(error)}).`;
  return { how: 'could-not-start', exitCode: null, note };
}
