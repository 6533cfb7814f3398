// Locks the console: the shell takes this page away, so there is nothing to do after it.
import { callShell } from '../bridge';
import { tellError } from '../ui/toasts';

export async function lockConsole(): Promise<void> {
  const reply = await callShell('lock', {});
  if (!reply.ok) tellError(reply.error);
}
