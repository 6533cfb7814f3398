// JSONata's sequences, as far as compiled expressions need them: a path over lists gives the values in one flat list, a list of one
// value is that value, an empty one is nothing. https://docs.jsonata.org/processing#sequences
const own = Object.prototype.hasOwnProperty;

export interface Sequence extends Array<unknown> {
  isSequence?: boolean;
  isWrapped?: boolean;
}

export function sequence(): Sequence {
  const made: Sequence = [];
  made.isSequence = true;
  return made;
}

export const isSequence = (value: unknown): value is Sequence => Array.isArray(value) && (value as Sequence).isSequence === true;

/** An answer that is a list is one value to the expression as a whole, not many. */
export function wrapped(list: readonly unknown[]): Sequence {
  const made: Sequence = [list];
  made.isWrapped = true;
  return made;
}

export const isWrapped = (value: unknown): value is Sequence => Array.isArray(value) && (value as Sequence).isWrapped === true;

/** What stands for a sequence outside of a path. */
export function settled(value: unknown): unknown {
  if (!isSequence(value)) return value;
  return value.length === 0 ? undefined : value.length === 1 ? value[0] : value;
}

/** The field of an object, or of every object of a list. */
export function lookup(input: unknown, key: string): unknown {
  if (Array.isArray(input)) {
    const found = sequence();
    for (const one of input) {
      const value = lookup(one, key);
      if (Array.isArray(value)) for (const inner of value) found.push(inner);
      else if (value !== undefined) found.push(value);
    }
    return found;
  }
  if (input === null || typeof input !== 'object' || !own.call(input, key)) return undefined;
  return (input as Record<string, unknown>)[key];
}

/** JSONata's $boolean. */
export function truth(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 ? truth(value[0]) : value.some(truth);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) && typeof value !== 'function';
}

/** One step of a path over what the step before gave. */
export function step(input: readonly unknown[], evaluate: (item: unknown) => unknown, isLast: boolean): readonly unknown[] {
  const results: unknown[] = [];
  for (const item of input) {
    const value = evaluate(item);
    if (value !== undefined) results.push(value);
  }
  if (isLast && results.length === 1 && Array.isArray(results[0]) && !isSequence(results[0])) return results[0];
  const flat = sequence();
  for (const value of results) {
    if (Array.isArray(value)) for (const inner of value) flat.push(inner);
    else flat.push(value);
  }
  return flat;
}
