// The shell's gate: each call of the contract is checked (who asks, with what) before any of the shell's code runs.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import { type Reply, type ShellCall, type ShellValues, shellCalls } from '../../shared/contract';
import { isConsoleUrl } from './app-protocol';
import { note, wordsOf } from './journal';

type Checked<C extends ShellCall> = z.output<(typeof shellCalls)[C]>;
export type ShellHandlers = { readonly [C in ShellCall]: (args: Checked<C>) => Promise<Reply<ShellValues[C]>> };

export interface Gate {
  readonly handlers: ShellHandlers;
  /** The console's page; everyone else is refused. */
  readonly contents: () => WebContents | null;
  /** The window wants a (new) port to the engine. */
  readonly onPortWanted: () => void;
}

function refused(kind: 'refused' | 'malformed' | 'unknown-call' | 'failed', what: string, remedy: string): Reply<never> {
  note('warn', `gate: ${what}`);
  return { ok: false, error: { kind, what, remedy } };
}

/** Is the sender the top frame of our own console? */
function isOurs(gate: Gate, event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
  const contents = gate.contents();
  const frame = event.senderFrame;
  return contents !== null && event.sender === contents && frame !== null && frame === contents.mainFrame && isConsoleUrl(frame.url);
}

async function answer<C extends ShellCall>(gate: Gate, call: C, args: unknown): Promise<Reply<ShellValues[C]>> {
  const parsed = shellCalls[call].safeParse(args);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return refused(
      'malformed',
      `${call}: ${first?.path.join('.') || 'arguments'}: ${first?.message ?? 'not understood'}`,
      'Correct the input and try again.',
    );
  }
  try {
    return await gate.handlers[call](parsed.data as Checked<C>);
  } catch (error) {
    note('error', `${call}: ${wordsOf(error)}`);
    return refused('failed', `${call} failed: ${wordsOf(error)}`, 'Try again; the terminal’s log tells more.');
  }
}

/** Opens the gate for all calls of the contract; the answer is always an envelope. */
export function openGate(gate: Gate): void {
  for (const call of Object.keys(shellCalls) as ShellCall[]) {
    ipcMain.handle(`dogwatch:${call}`, (event, args: unknown) => {
      if (!isOurs(gate, event))
        return refused('refused', `${call} from a page that is not the console`, 'Only the console’s own window may call.');
      return answer(gate, call, args);
    });
  }
  ipcMain.handle('dogwatch:unknown', (_event, name: unknown) =>
    refused('unknown-call', `unknown call “${String(name).slice(0, 60)}”`, 'Calls are those of the contract.'),
  );
  ipcMain.on('dogwatch:port', (event) => {
    if (isOurs(gate, event)) gate.onPortWanted();
    else note('warn', 'gate: port asked for by a page that is not the console');
  });
}
