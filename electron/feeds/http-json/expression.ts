// One JSONata expression of a preset: parsed once, compiled where it is simple, and otherwise evaluated by the library within bounds
// of time, depth and length. Nothing with an effect, and nothing that has no bound, may be called.
import jsonata, { type ExprNode, type JsonataError } from 'jsonata';
import { msg } from '../../../shared/words/words';
import { type Bindings, type Compiled, compile } from './compile';

/** Where and why; `at` counts characters of the expression from 0. */
export interface ExpressionFault {
  readonly why: string;
  readonly at: number;
}

export interface Expression {
  readonly source: string;
  /** Null: only `evaluate` can do it. */
  readonly compiled: Compiled | null;
  /** Rejects with a JSONata error. */
  readonly evaluate: (input: unknown, bindings: Bindings) => Promise<unknown>;
}

const MOST_MS = 200;
const LIMITS = { timeout: MOST_MS, stack: 60, sequence: 100_000 };
/** They evaluate text, make text of any length, or answer differently each time. */
const REFUSED: ReadonlySet<string> = new Set(['eval', 'pad', 'now', 'millis', 'random', 'shuffle']);

function isNode(value: unknown): value is ExprNode {
  return typeof value === 'object' && value !== null;
}

/** The first thing in it that is not allowed. */
function forbidden(node: unknown): ExpressionFault | null {
  if (!isNode(node)) return null;
  const { type, value, position = 0 } = node as Omit<ExprNode, 'type'> & { readonly type: string };
  if (type === 'variable' && REFUSED.has(value))
    return { why: msg`$${value} is not allowed here; the time of the poll is $at`, at: position };
  if (type === 'regex') return { why: msg`regular expressions are not allowed here: they can run without end`, at: position };
  if (type === 'binary' && value === '..') return { why: msg`ranges are not allowed here`, at: position };
  for (const inner of Object.values(node)) {
    const found = forbidden(inner);
    if (found) return found;
  }
  return null;
}

/** What JSONata says, without its error's frame. */
export function faultOf(error: unknown): ExpressionFault {
  const { message, position } = error as Partial<JsonataError>;
  return { why: typeof message === 'string' && message !== '' ? message.slice(0, 300) : msg`it can not be evaluated`, at: position ?? 0 };
}

export function parseExpression(
  source: string,
): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly fault: ExpressionFault } {
  try {
    const parsed = jsonata(source, LIMITS as never);
    const ast = parsed.ast();
    const fault = forbidden(ast);
    if (fault) return { ok: false, fault };
    const evaluate = (input: unknown, bindings: Bindings) => parsed.evaluate(input, { ...bindings });
    return { ok: true, expression: { source, compiled: compile(ast), evaluate } };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}
