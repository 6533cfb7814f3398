// The shell's gate: the arguments of each call of the contract are checked before any of the shell's code runs.
import type { z } from 'zod';
import { type Reply, type ShellCall, type ShellValues, shellCalls } from '../../shared/contract';
import { msg } from '../../shared/words/words';
import { type GateKeeper, refused } from './calls-door';
import { note, wordsOf } from './journal';

type Checked<C extends ShellCall> = z.output<(typeof shellCalls)[C]>;
export type ShellHandlers = { readonly [C in ShellCall]: (args: Checked<C>) => Promise<Reply<ShellValues[C]>> };

async function answer<C extends ShellCall>(handlers: ShellHandlers, call: C, args: unknown): Promise<Reply<ShellValues[C]>> {
  const parsed = shellCalls[call].safeParse(args);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return refused(
      'malformed',
      `${call}: ${first?.path.join('.') || 'arguments'}: ${first?.message ?? msg`not understood`}`,
      msg`Correct the input and try again.`,
    );
  }
  try {
    return await handlers[call](parsed.data as Checked<C>);
  } catch (error) {
    note('error', `${call}: ${wordsOf(error)}`);
    return refused('failed', msg`${call} failed: ${wordsOf(error)}`, msg`Try again; the terminal’s log tells more.`);
  }
}

/** The keeper of all calls of the contract; its answer is always an envelope. */
export function makeGate(handlers: ShellHandlers): GateKeeper {
  return { answer: (call, args) => answer(handlers, call, args) };
}
