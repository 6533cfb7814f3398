// Acts of running a step. Each is one call that a person made by a press.
import type { EngineArgs, Reply } from '../../../../shared/contract';
import type { RunValues } from '../../../../shared/contract/runs';
import { callEngine } from '../../../bridge';
import { tellError } from '../../../ui/toasts';

export function startRun(args: EngineArgs<'run-step'>): Promise<Reply<RunValues['run-step']>> {
  return callEngine('run-step', args);
}

export async function cancelRun(run: string): Promise<void> {
  const reply = await callEngine('cancel-run', { run });
  if (!reply.ok) tellError(reply.error);
}

/** `text`: the words that were shown. */
export async function approveStep(args: EngineArgs<'approve-step'>): Promise<boolean> {
  const reply = await callEngine('approve-step', args);
  if (!reply.ok) tellError(reply.error);
  return reply.ok;
}
