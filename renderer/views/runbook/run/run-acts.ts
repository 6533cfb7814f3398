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

export async function typeInto(args: EngineArgs<'type-into-run'>): Promise<void> {
  const reply = await callEngine('type-into-run', args);
  if (!reply.ok) tellError(reply.error);
}

/** A run that is over meanwhile has no size: no word about it. */
export async function resizeRun(args: EngineArgs<'resize-run'>): Promise<void> {
  await callEngine('resize-run', args);
}

/** `text`: the words that were shown. */
export async function approveStep(args: EngineArgs<'approve-step'>): Promise<boolean> {
  const reply = await callEngine('approve-step', args);
  if (!reply.ok) tellError(reply.error);
  return reply.ok;
}
