// Turns simple JSONata (paths, literals, comparisons, choices, some functions) into plain functions, which run hundreds of times
// faster than the library and at once. What is not simple stays with the library. A property test holds both against each other.
import type { ExprNode } from 'jsonata';
import { FUNCTIONS, text, WrongValue } from './functions';
import { isSequence, isWrapped, lookup, sequence, settled, step, truth, wrapped } from './sequence';

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

function filterOf(stage: Node): Compiled {
  const { expr } = stage;
  if (stage.type !== 'filter' || !expr) throw BEYOND;
  const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
  if (expr.type === 'number') {
    const at = Math.floor(expr.value);
    return (value) => {
      const found = listOf(value).at(at);
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
  const names = steps.map((one) => (one.node.type === 'name' && one.filters.length === 0 ? String(one.node.value) : null));
  const [first] = steps;
  const rest = names.slice(1).filter((name) => name !== null);
  if (!first || rest.length < names.length - 1) return slow;
  const [name = null] = names;
  if (name !== null && rest.length === 0) return fieldOf(name, slow);
  const all = [...(name === null ? [] : [name]), ...rest];
  if (name !== null) return (input, bindings) => fast(input, all, () => slow(input, bindings));
  if (isAbsolute && first.filters.length === 0)
    return (input, bindings) => fast(first.run(input, bindings), rest, () => slow(input, bindings));
  return slow;
}

/** Names that an object has without having them as its own. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

const inside = (now: unknown, name: string): unknown => (now as Record<string, unknown>)[name];

/** Down through objects; `orElse` from the first list on the way. */
function fast(input: unknown, names: readonly string[], orElse: () => unknown): unknown {
  let now = input;
  for (const name of names) {
    if (typeof now !== 'object' || now === null) return undefined;
    if (Array.isArray(now)) return orElse();
    if (INHERITED.has(name) && !Object.hasOwn(now, name)) return undefined;
    now = inside(now, name);
    if (now === undefined) return undefined;
  }
  return now;
}

/** The same for one field, which most expressions are. */
function fieldOf(name: string, orElse: Compiled): Compiled {
  if (INHERITED.has(name)) return orElse;
  return (input, bindings) => {
    if (typeof input !== 'object' || input === null) return undefined;
    if (Array.isArray(input)) return orElse(input, bindings);
    return inside(input, name);
  };
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
