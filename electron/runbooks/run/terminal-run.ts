// Runs one script in a terminal of its own, for commands that ask or look for one. A session of its own is a process group of its own, so
// that it ends as a run with pipes does. The program is asked to be plain (`TERM=dumb`): nothing here draws a screen.
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants as system } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type * as NodePty from '@lydell/node-pty';
import { GroupEnd } from './group-end';
import { couldNot, type ShellCommand, type ShellEnd, type ShellRun } from './shell-run';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalRun extends ShellRun {
  /** What the program reads as if it were typed. Nothing after its end. */
  type(text: string): void;
  resize(size: TerminalSize): void;
}

type Load = () => typeof NodePty;
const FIRST_SIZE: TerminalSize = { columns: 100, rows: 24 };
const loadPty: Load = () => createRequire(import.meta.url)('@lydell/node-pty') as typeof NodePty;

/** Why no terminal can be opened on this machine, in words; null: one can. Loads the binary, which is made for some platforms only. */
export function terminalTrouble(load: Load = loadPty): string | null {
  try {
    load();
    return null;
  } catch (error) {
    const first = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    return `no terminal can be opened on this machine (${process.platform} ${process.arch}): ${first}`;
  }
}

/** Never throws. `onData` gets what the terminal shows, typed text that it repeats included. */
export function startTerminal(command: ShellCommand, onData: (chunk: Buffer) => void): TerminalRun {
  try {
    mustBeThere(command);
    return follow(open(command), command, onData);
  } catch (error) {
    const done = Promise.resolve(couldNot(error, command));
    return { pid: null, cancel: () => undefined, type: () => undefined, resize: () => undefined, done };
  }
}

function open({ shell, script, folder, env }: ShellCommand): NodePty.IPty {
  const { columns: cols, rows } = FIRST_SIZE;
  // No encoding: bytes, as they come.
  return loadPty().spawn(shell, ['-c', script], { name: env.TERM ?? 'dumb', cols, rows, cwd: folder, env: { ...env }, encoding: null });
}

function follow(pty: NodePty.IPty, { timeoutMs }: ShellCommand, onData: (chunk: Buffer) => void): TerminalRun {
  const ending = new GroupEnd(pty.pid, timeoutMs);
  let isOver = false;
  // Its types say text; without an encoding they are bytes, on Windows text all the same.
  pty.onData((chunk: string | Uint8Array) => onData(Buffer.from(chunk as string)));
  const done = new Promise<ShellEnd>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      isOver = true;
      ending.settle();
      const name = signal ? nameOf(signal) : '';
      const note = name !== '' && ending.why === null ? `It was ended by ${name}.` : '';
      resolve({ how: ending.why ?? 'exited', exitCode: name === '' ? exitCode : null, note });
    });
  });
  return {
    ...{ pid: pty.pid, cancel: () => ending.begin('cancelled'), done },
    type: (text) => {
      if (!isOver) pty.write(text);
    },
    resize: ({ columns, rows }) => {
      if (!isOver) pty.resize(columns, rows);
    },
  };
}

function nameOf(signal: number): string {
  return Object.entries(system.signals).find(([, n]) => n === signal)?.[0] ?? `signal ${signal}`;
}

/** A terminal is opened before its program is looked for, so what is missing is found here. Throws as a start would. */
function mustBeThere({ shell, folder, env }: ShellCommand): void {
  statSync(folder);
  if (process.platform === 'win32') return;
  const places = isAbsolute(shell) || shell.includes('/') ? [shell] : (env.PATH ?? '').split(delimiter).map((dir) => join(dir, shell));
  for (const place of places.slice(0, -1)) if (canRun(place)) return;
  accessSync(places.at(-1) ?? shell, constants.X_OK);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
