// Acts of working by a runbook. Each answers whether the engine committed it; refusals are told.
import type { EngineArgs } from '../../../shared/contract';
import type { RunbookValues } from '../../../shared/contract/runbooks';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

type Acts = { [C in keyof RunbookValues]: RunbookValues[C] extends { done: true } ? C : never }[keyof RunbookValues];

export async function runbookAct<C extends Acts>(call: C, args: EngineArgs<C>): Promise<boolean> {
  const reply = await callEngine(call, args);
  if (!reply.ok) tellError(reply.error);
  return reply.ok;
}

/** A note on what should be better, collected for the closure of the incident and for the runbook's owner. */
export async function remark(args: EngineArgs<'remark-runbook'>): Promise<boolean> {
  const isDone = await runbookAct('remark-runbook', args);
  if (isDone) tellDone(msg`Kept among the notes to improve`);
  return isDone;
}
