// The engine alone, as a script or a fleet would drive it: JSON lines out of stdout, commands into stdin.
import { type Child, startChild } from '../../../scripts/process/child.mjs';
import { eventually } from '../../harness/eventually';

export interface EngineLine {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface LoneEngine {
  /** All of stdout so far, line by line; a line that is not JSON is of type `not json`. */
  readonly lines: readonly EngineLine[];
  /** What it said to people. */
  readonly stderr: () => string;
  /** Resolves with the first line, also an earlier one, that is wanted. */
  readonly line: (what: string, wanted: (line: EngineLine) => boolean) => Promise<EngineLine>;
  /** Sends a command and resolves with its reply. */
  readonly call: (call: string, args: unknown) => Promise<EngineLine>;
  readonly write: (text: string) => void;
  readonly terminate: () => Promise<{ code: number | null }>;
  readonly ended: Child['ended'];
  readonly stop: () => Promise<void>;
}

const script = 'scripts/engine.mjs';

export function startLoneEngine(profile: string, configFile: string): LoneEngine {
  const child = startChild({ name: 'engine', file: process.execPath, args: [script, '--profile', profile, '--config', configFile] });
  const lines: EngineLine[] = [];
  let stderr = '';
  let rest = '';
  child.process.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) lines.push(parsed(part));
  });
  child.process.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let lastId = 0;
  const write = (text: string): void => void child.process.stdin?.write(`${text}\n`);
  const line: LoneEngine['line'] = (what, wanted) => eventually(what, () => lines.find(wanted), { limitMs: 20_000 });
  return {
    lines,
    stderr: () => stderr,
    line,
    write,
    call: (call, args) => {
      const id = ++lastId;
      write(JSON.stringify({ id, call, args }));
      return line(`a reply to ${call}`, (one) => one.type === 'reply' && one.id === id);
    },
    terminate: async () => {
      process.kill(child.pid, 'SIGTERM');
      return child.ended;
    },
    ended: child.ended,
    stop: () => child.stop(),
  };
}

function parsed(line: string): EngineLine {
  try {
    return JSON.parse(line) as EngineLine;
  } catch {
    return { type: 'not json', line };
  }
}
