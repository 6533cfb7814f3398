// What this window remembers on this machine: theme, autostart, shortcut, saved views. The shell keeps it, not the engine.
import { create } from 'zustand';
import type { CallError, ShellArgs, ShellValues } from '../../shared/contract';
import { callShell } from '../bridge';

export type WindowPreferences = ShellValues['get-preferences'];

export interface PreferencesState {
  /** Null until the shell answered. */
  readonly value: WindowPreferences | null;
  readonly error: CallError | null;
}

export const usePreferences = create<PreferencesState>()(() => ({ value: null, error: null }));

/** Asks the shell for them; called once at start. */
export async function loadPreferences(): Promise<void> {
  const reply = await callShell('get-preferences', {});
  usePreferences.setState(reply.ok ? { value: reply.value, error: null } : { error: reply.error });
}

/** Keeps what is given and leaves the rest. Resolves after the shell stored it, to the error or null. */
export async function savePreferences(patch: ShellArgs<'set-preferences'>): Promise<CallError | null> {
  const reply = await callShell('set-preferences', patch);
  const { value } = usePreferences.getState();
  if (!reply.ok) return reply.error;
  if (value) usePreferences.setState({ value: { ...value, ...reply.value } });
  return null;
}
