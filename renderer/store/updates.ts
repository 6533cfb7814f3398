// How it stands with a new version of the console; the shell tells it.
import { create } from 'zustand';
import type { Reply } from '../../shared/contract';
import type { UpdateStep } from '../../shared/contract/update';
import { callShell } from '../bridge';
import { tellError } from '../ui/toasts';

export const useUpdates = create<{ readonly update: UpdateStep | null }>()(() => ({ update: null }));

/** What the shell told by itself. */
export function takeUpdate(update: UpdateStep): void {
  useUpdates.setState({ update });
}

/** Asks how it stands; called when somebody looks. */
export async function loadUpdate(): Promise<void> {
  show(await callShell('get-update', {}));
}

export async function checkForUpdate(): Promise<void> {
  show(await callShell('check-for-update', {}));
}

export async function downloadUpdate(): Promise<void> {
  show(await callShell('download-update', {}));
}

/** The shell asks the person first. */
export async function installUpdate(): Promise<void> {
  const reply = await callShell('install-update', {});
  if (!reply.ok) tellError(reply.error);
  await loadUpdate();
}

function show(reply: Reply<UpdateStep>): void {
  if (reply.ok) useUpdates.setState({ update: reply.value });
  else tellError(reply.error);
}
