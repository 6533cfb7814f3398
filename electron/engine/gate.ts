// The engine's gate: a call from outside is looked up, its arguments are validated, and every answer is an envelope. Nothing
// malformed gets further than this.
import type { z } from 'zod';
import type { CallError, EngineCall, EngineValues, engineCalls, Reply } from '../../shared/contract';
import { oneLine } from '../../shared/domain/plain-text';
import { LogWriteFailure } from '../log/store';

/** Arguments as they are after the schema filled in defaults. */
export type Checked<C extends EngineCall> = z.output<(typeof engineCalls)[C]>;

export type Handlers = { readonly [C in EngineCall]: (args: Checked<C>) => Reply<EngineValues[C]> | Promise<Reply<EngineValues[C]>> };

export function done<T>(value: T): Reply<T> {
  return { ok: true, value };
}

export function refuse<T>(what: string, remedy = '', kind: CallError['kind'] = 'refused'): Reply<T> {
  return { ok: false, error: { kind, what, remedy } };
}

let reading: Promise<typeof engineCalls> | undefined;

/** The contract's schemas, read with the first call that has to be checked. Calls that wait for them keep their order. */
function contract(): Promise<typeof engineCalls> {
  reading ??= import('../../shared/contract').then(({ engineCalls }) => engineCalls);
  return reading;
}

/** The one call of the start: without arguments there is nothing to check in it. */
function isFirstLook(call: unknown, args: unknown): boolean {
  if (call !== 'subscribe' || typeof args !== 'object' || args === null) return false;
  return Object.getPrototypeOf(args) === Object.prototype && Object.keys(args).length === 0;
}

/** Answers one call; never throws. `log` is told what was refused, without the arguments. */
export async function answer(handlers: Handlers, call: unknown, args: unknown, log: (line: string) => void): Promise<Reply<unknown>> {
  if (isFirstLook(call, args)) return handle(handlers, 'subscribe', {}, log);
  const schemas = await contract();
  if (typeof call !== 'string' || !Object.hasOwn(schemas, call)) {
    const named = typeof call === 'string' ? oneLine(call, 60) : typeof call;
    log(`refused unknown call ${named}`);
    return refuse(`There is no call named “${named}”.`, 'Is the window older than the engine? Restart Dogwatch.', 'unknown-call');
  }
  const name = call as EngineCall;
  const checked = schemas[name].safeParse(args ?? {});
  if (!checked.success) {
    const issue = checked.error.issues[0];
    log(`refused malformed ${name}`);
    return refuse(
      `${name}: ${issue?.path.join('.') || 'arguments'}: ${issue?.message ?? 'malformed'}`,
      'See the contract for the shape of its arguments.',
      'malformed',
    );
  }
  return handle(handlers, name, checked.data, log);
}

async function handle(handlers: Handlers, name: EngineCall, args: unknown, log: (line: string) => void): Promise<Reply<unknown>> {
  try {
    return await (handlers[name] as (args: unknown) => Reply<unknown> | Promise<Reply<unknown>>)(args);
  } catch (e) {
    if (e instanceof LogWriteFailure) return refuse(e.what, e.remedy, 'failed');
    const what = e instanceof Error ? e.message : String(e);
    log(`${name} failed: ${what}`);
    return refuse(`${name} could not be done: ${what}`, 'The log tells more.', 'failed');
  }
}
