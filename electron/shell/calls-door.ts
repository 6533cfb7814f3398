// The door before the shell's gate: it stands from the first moment, so that a call of the page waits for the gate instead of being lost,
// and the line to the engine does not wait for the rest of the shell.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Reply, ShellCall } from '../../shared/contract';
import { oneLine } from '../../shared/domain/plain-text';
import { SHELL_CALL_NAMES } from '../../shared/shell-call-names';
import { msg } from '../../shared/words/words';
import { isConsoleUrl } from './app-protocol';
import { note } from './journal';

export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** What stands behind the door; see `makeGate`. */
export interface GateKeeper {
  answer(call: ShellCall, args: unknown): Promise<Reply<unknown>>;
}

export interface Door {
  /** The console's page; everyone else is refused. */
  readonly contents: () => WebContents | null;
  readonly isLocked: () => boolean;
  readonly keeper: Promise<GateKeeper>;
  /** The window wants a (new) port to the engine. */
  readonly onPortWanted: () => void;
}

/** An envelope that refuses, written down in the journal. */
export function refused(kind: 'refused' | 'malformed' | 'unknown-call' | 'failed', what: string, remedy: string): Reply<never> {
  note('warn', `gate: ${what}`);
  return { ok: false, error: { kind, what, remedy } };
}

/** Is the sender the top frame of our own console? */
function isOurs(door: Door, event: Sender): boolean {
  const contents = door.contents();
  const frame = event.senderFrame;
  return contents !== null && event.sender === contents && frame !== null && frame === contents.mainFrame && isConsoleUrl(frame.url);
}

/** Takes all calls of the contract from now on; those that come before the keeper wait for it. */
export function openDoor(door: Door): void {
  for (const call of SHELL_CALL_NAMES) {
    ipcMain.handle(`dogwatch:${call}`, async (event, args: unknown) => {
      if (door.isLocked()) return refused('refused', msg`${call} while the console is locked`, msg`Unlock the console first.`);
      if (!isOurs(door, event))
        return refused('refused', msg`${call} from a page that is not the console`, msg`Only the console’s own window may call.`);
      return (await door.keeper).answer(call, args);
    });
  }
  ipcMain.handle('dogwatch:unknown', (_event, name: unknown) =>
    refused(
      'unknown-call',
      msg`unknown call “${typeof name === 'string' ? oneLine(name, 60) : typeof name}”`,
      msg`Calls are those of the contract.`,
    ),
  );
  ipcMain.on('dogwatch:port', (event) => {
    if (door.isLocked()) note('warn', 'gate: port asked for while the console is locked');
    else if (isOurs(door, event)) door.onPortWanted();
    else note('warn', 'gate: port asked for by a page that is not the console');
  });
}
