// The shift that was handed to this desk and waits: kept by the engine, asked for when the line is up and after each act on it.
import { create } from 'zustand';
import type { CallError } from '../../shared/contract';
import type { ReceivedShift } from '../../shared/contract/shift';
import { callEngine } from '../bridge';

export interface ReceivedState {
  /** Undefined until the first answer. */
  readonly shift: ReceivedShift | null | undefined;
  readonly error: CallError | null;
}

export const useReceivedShift = create<ReceivedState>()(() => ({ shift: undefined, error: null }));

/** What was known stays when the engine does not answer. */
export async function refreshReceivedShift(): Promise<void> {
  const reply = await callEngine('get-shift', {});
  useReceivedShift.setState(reply.ok ? { shift: reply.value.shift, error: null } : { error: reply.error });
}
