// Turns simple JSONata (paths, literals, comparisons, choices, some functions) into plain functions, which run hundreds of times
// faster than the library and at once. What is not simple stays with the library. A property test holds both against each other.
import type { ExprNode } from 'jsonata';
import { FUNCTIONS, text, WrongValue } from './functions';
import { isSequence, isWrapped, lookup, sequence, settled, step, truth, wrapped } from './sequence';
import { fieldOf, valueAt, type Walk, walker } from './walk';

/** Values by name, without the `$`. */
export type Bindings = Readonly<Record<string, unknown>>;
export type Compiled = (input: unknown, bindings: Bindings) => unknown;

/** What the types of the library leave out. */
type Node = Omit<ExprNode, 'type' | 'lhs' | 'rhs' | 'stages' | 'steps' | 'arguments' | 'expressions' | 'procedure'> & {
  readonly type: string;
  readonly lhs?: Node;
  readonly rhs?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly steps?: readonly Node[];
  readonly stages?: readonly Node[];
  readonly predicate?: readonly Node[];
  readonly expr?: Node;
  readonly arguments?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly procedure?: Node;
};

/** Thrown and caught here only: this node is none that is compiled. */
const BEYOND = Symbol('beyond');
const NOT_PLAIN = ['group', 'focus', 'index', 'tuple', 'ancestor', 'seekingParent', 'keepArray', 'keepSingletonArray', 'nextFunction'];

/** Null: the library has to evaluate it. */
export function compile(ast: ExprNode): Compiled | null {
  try {
    const run = compiled(ast as unknown as Node);
    return (input, bindings) => settled(run(Array.isArray(input) ? wrapped(input) : input, bindings));
  } catch (error) {
    if (error === BEYOND) return null;
    throw error;
  }
}

function compiled(node: Node): Compiled {
  if (NOT_PLAIN.some((name) => Object.hasOwn(node, name))) throw BEYOND;
  const run = (COMPILERS[node.type] ?? beyond)(node);
  if (node.predicate === undefined) return run;
  const [only] = node.predicate;
  const place = node.predicate.length === 1 && only?.type === 'filter' ? placeOf(only) : null;
  if (place !== null) return (input, bindings) => settled(valueAt(run(input, bindings), place));
  const filters = node.predicate.map(filterOf);
  return (input, bindings) => settled(filters.reduce((value, filter) => filter(value, bindings), run(input, bindings)));
}

function beyond(): never {
  throw BEYOND;
}

const COMPILERS: Readonly<Record<string, (node: Node) => Compiled>> = {
  string: (node) => () => node.value,
  number: (node) => () => node.value,
  value: (node) => () => node.value,
  name: (node) => (input) => settled(lookup(input, node.value)),
  variable: (node) => variable(node.value),
  path,
  condition,
  binary,
  block: (node) => (node.expressions?.length === 1 ? compiled(node.expressions[0] as Node) : beyond()),
  unary: list,
  function: call,
};

function variable(name: string): Compiled {
  if (name === '') return (input) => (isWrapped(input) ? input[0] : input);
  return name === '$' ? beyond() : (_, bindings) => (Object.hasOwn(bindings, name) ? bindings[name] : undefined);
}

/** The place that a filter such as `[-1]` means; null: it is another filter. */
const placeOf = ({ expr }: Node): number | null => (expr?.type === 'number' ? Math.floor(expr.value) : null);

function filterOf(stage: Node): Compiled {
  const { expr } = stage;
  if (stage.type !== 'filter' || !expr) throw BEYOND;
  const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
  const place = placeOf(stage);
  if (place !== null) {
    return (value) => {
      const found = valueAt(value, place);
      return Array.isArray(found) ? found : found === undefined ? sequence() : Object.assign([found], { isSequence: true });
    };
  }
  // Only what is surely no number: a number would be a place in the list.
  if (expr.type !== 'binary' || !['=', '!=', '<', '>', '<=', '>=', 'and', 'or', 'in'].includes(expr.value)) throw BEYOND;
  const holds = compiled(expr);
  return (value, bindings) => {
    const kept = sequence();
    for (const one of listOf(value)) if (truth(holds(one, bindings))) kept.push(one);
    return kept;
  };
}

function path(node: Node): Compiled {
  const steps = (node.steps ?? []).map((one) => ({ node: one, run: compiled(one), filters: (one.stages ?? []).map(filterOf) }));
  const isAbsolute = steps[0]?.node.type === 'variable';
  const slow: Compiled = (input, bindings) => {
    let now: readonly unknown[] = Array.isArray(input) && !isAbsolute ? input : [input];
    for (const [at, { run, filters }] of steps.entries()) {
      const evaluate = (item: unknown) => filters.reduce((value, filter) => filter(value, bindings), run(item, bindings));
      now = step(now, evaluate, at === steps.length - 1);
      if (now.length === 0) break;
    }
    return settled(now);
  };
  return quickPath(steps, slow) ?? slow;
}

interface Step {
  readonly node: Node;
  readonly run: Compiled;
  readonly filters: readonly Compiled[];
}

/** Of paths that are fields of fields, perhaps each with a place in its list; null: it is another one. */
function quickPath([first, ...others]: readonly Step[], slow: Compiled): Compiled | null {
  const rest = others.map(walkOf);
  if (!first || !rest.every((one) => one !== null)) return null;
  const start = walkOf(first);
  if (start !== null && rest.length === 0 && start.place === null) return fieldOf(start.name, slow);
  if (start !== null) {
    const down = walker([start, ...rest]);
    return (input, bindings) => down(input, slow, input, bindings);
  }
  const isAbsolute = first.node.type === 'variable';
  const isOnce = isAbsolute || first.node.type === 'function';
  if (!isOnce || first.filters.length > 0) return null;
  const down = walker(rest);
  return (input, bindings) =>
    Array.isArray(input) && !isAbsolute ? slow(input, bindings) : down(first.run(input, bindings), slow, input, bindings);
}

function walkOf({ node, filters }: Step): Walk | null {
  if (node.type !== 'name' || filters.length > 1 || node.predicate !== undefined) return null;
  const [stage] = node.stages ?? [];
  const place = stage ? placeOf(stage) : null;
  return stage && place === null ? null : { name: String(node.value), place };
}

function condition(node: Node): Compiled {
  const test = compiled(node.condition as Node);
  const yes = compiled(node.then as Node);
  const no = node.else ? compiled(node.else) : () => undefined;
  return (input, bindings) => (truth(test(input, bindings)) ? yes(input, bindings) : no(input, bindings));
}

/** A list of literals, as in `x in ["a", "b"]`. */
function list(node: Node): Compiled {
  const items = node.expressions ?? [];
  if (node.value !== '[' || Object.hasOwn(node, 'consarray') || !items.every(({ type }) => type === 'string' || type === 'number'))
    throw BEYOND;
  const values = items.map(({ value }) => value as unknown);
  return () => values;
}

function call(node: Node): Compiled {
  const name = node.procedure?.type === 'variable' ? String(node.procedure.value) : '';
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  const given = (node.arguments ?? []).map(compiled);
  if (!known || given.length < known[0] || given.length > known[1]) throw BEYOND;
  const [one, two] = given as [Compiled, Compiled | undefined];
  const [, , run] = known;
  if (!two) return (input, bindings) => settled(run(one(input, bindings)));
  return (input, bindings) => settled(run(one(input, bindings), two(input, bindings)));
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a).filter((name) => name !== 'isSequence' || !isSequence(a));
  const others = Object.keys(b).filter((name) => name !== 'isSequence' || !isSequence(b));
  if (names.length !== others.length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isEqual((a as Bindings)[name], (b as Bindings)[name]));
}

function compare(a: unknown, b: unknown, by: (a: never, b: never) => boolean): unknown {
  for (const one of [a, b])
    if (one !== undefined && typeof one !== 'string' && typeof one !== 'number')
      throw new WrongValue('only numbers and texts can be compared');
  if (a === undefined || b === undefined) return undefined;
  if (typeof a !== typeof b) throw new WrongValue('a number and a text can not be compared');
  return by(a as never, b as never);
}

function count(a: unknown, b: unknown, by: (a: number, b: number) => number): unknown {
  for (const one of [a, b]) if (one !== undefined && typeof one !== 'number') throw new WrongValue('only numbers can be reckoned with');
  if (a === undefined || b === undefined) return undefined;
  const value = by(a as number, b as number);
  if (!Number.isFinite(value)) throw new WrongValue('the number is out of bounds');
  return value;
}

const OPERATORS: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  '=': (a, b) => a !== undefined && b !== undefined && isEqual(a, b),
  '!=': (a, b) => a !== undefined && b !== undefined && !isEqual(a, b),
  '<': (a, b) => compare(a, b, (x, y) => x < y),
  '<=': (a, b) => compare(a, b, (x, y) => x <= y),
  '>': (a, b) => compare(a, b, (x, y) => x > y),
  '>=': (a, b) => compare(a, b, (x, y) => x >= y),
  '&': (a, b) => (text(a) ?? '') + (text(b) ?? ''),
  '+': (a, b) => count(a, b, (x, y) => x + y),
  '-': (a, b) => count(a, b, (x, y) => x - y),
  '*': (a, b) => count(a, b, (x, y) => x * y),
  '/': (a, b) => count(a, b, (x, y) => x / y),
  in: (a, b) => a !== undefined && b !== undefined && (Array.isArray(b) ? b : [b]).includes(a),
};

function binary(node: Node): Compiled {
  const left = compiled(node.lhs as Node);
  const right = compiled(node.rhs as Node);
  const operator = String(node.value);
  if (operator === 'and') return (input, bindings) => truth(left(input, bindings)) && truth(right(input, bindings));
  if (operator === 'or') return (input, bindings) => truth(left(input, bindings)) || truth(right(input, bindings));
  const run = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!run) throw BEYOND;
  return (input, bindings) => run(left(input, bindings), right(input, bindings));
}
