// What is wrong with the arguments of a call, by the contract's schemas: read with the first call that has arguments, for the first
// look at the queue needs none.
import './zod-without-eval';
import { type EngineCall, engineCalls, type ShellCall, shellCalls } from '../shared/contract';

/** `args` with their defaults filled in, or what is wrong in words. */
export type CheckedArgs = { readonly ok: true; readonly args: unknown } | { readonly ok: false; readonly wrong: string };

interface Schema {
  safeParse(args: unknown): { readonly data?: unknown; readonly error?: Flaws };
}
interface Flaws {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

function checkBy(schema: Schema, args: unknown): CheckedArgs {
  const { data, error } = schema.safeParse(args);
  if (!error) return { ok: true, args: data };
  return {
    ok: false,
    wrong: error.issues.map(({ path, message }) => [path.map(String).join('.'), message].filter(Boolean).join(': ')).join('; '),
  };
}

export const checkEngineCall = (call: EngineCall, args: unknown): CheckedArgs => checkBy(engineCalls[call], args);
export const checkShellCall = (call: ShellCall, args: unknown): CheckedArgs => checkBy(shellCalls[call], args);
