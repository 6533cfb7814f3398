// Fields of fields of a row, which most expressions of presets are: looked up without JSONata's sequences wherever these could not
// show. What is not so simple is left to the caller's `orElse`.
import type { Bindings, Compiled } from './compile';
import type { Sequence } from './sequence';

/** A field, and where in it a list is meant, the place in that list. */
export interface Walk {
  readonly name: string;
  readonly place: number | null;
}

/** A single value counts as a list of one. */
export function valueAt(value: unknown, place: number): unknown {
  if (Array.isArray(value)) return value.at(place);
  return place === 0 || place === -1 ? value : undefined;
}

/** Names that an object has without having them as its own. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

const inside = (now: unknown, name: string): unknown => (now as Record<string, unknown>)[name];

/** Down from `from`; where that is not simple, `orElse` on the input and the bindings. */
type Down = (from: unknown, orElse: Compiled, input: unknown, bindings: Bindings) => unknown;

export function walker(path: readonly Walk[]): Down {
  const names = path.map(({ name }) => name);
  const isPlain = path.every(({ name, place }) => place === null && !INHERITED.has(name));
  return isPlain
    ? (from, orElse, input, bindings) => downFields(names, from, orElse, input, bindings)
    : (from, orElse, input, bindings) => downPlaces(path, from, orElse, input, bindings);
}

/** Down through objects; a list at the end is one of texts. */
function downFields(names: readonly string[], from: unknown, orElse: Compiled, input: unknown, bindings: Bindings): unknown {
  let now = from;
  for (let at = 0; at < names.length; at++) {
    if (typeof now !== 'object' || now === null) return undefined;
    const name = names[at] as string;
    if (Array.isArray(now)) return (at === names.length - 1 && fieldsIn(now, name)) || orElse(input, bindings);
    now = inside(now, name);
  }
  return now;
}

/** The same with places in lists on the way. */
function downPlaces(path: readonly Walk[], from: unknown, orElse: Compiled, input: unknown, bindings: Bindings): unknown {
  let now = from;
  for (const { name, place } of path) {
    if (typeof now !== 'object' || now === null) return undefined;
    if (Array.isArray(now)) return orElse(input, bindings);
    if (INHERITED.has(name) && !Object.hasOwn(now, name)) return undefined;
    now = inside(now, name);
    if (place !== null) now = valueAt(now, place);
    if (place !== null && Array.isArray(now)) return orElse(input, bindings);
  }
  return now;
}

/** A text field of the objects of a list; null where that is not all that there is. */
function fieldsIn(list: readonly unknown[], name: string): unknown {
  const found: Sequence = [];
  for (const one of list) {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return null;
    const value = inside(one, name);
    if (typeof value !== 'string') return null;
    found.push(value);
  }
  if (found.length < 2) return null;
  found.isSequence = true;
  return found;
}

/** One field of a row. */
export function fieldOf(name: string, orElse: Compiled): Compiled {
  if (INHERITED.has(name)) return orElse;
  return (input, bindings) => {
    if (typeof input !== 'object' || input === null) return undefined;
    if (Array.isArray(input)) return orElse(input, bindings);
    return inside(input, name);
  };
}
