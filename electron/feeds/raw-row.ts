// Finds in a source's answer the one row that an alert was read from, for every kind alike: by asking the kind's own `map` what is left
// of the alert when parts of the answer are taken away.

type Holds = (answer: unknown) => boolean;
type Path = readonly (string | number)[];

/** Lists lie no deeper than this in what sources answer. */
const DEEPEST = 6;
const MOST_LISTS = 200;

/** `holds`: does `map` still give the alert for this answer? Undefined where it never does, or where no row of a list decides it. */
export function rawRow(answer: unknown, holds: Holds): unknown {
  if (!holds(answer)) return undefined;
  let found: unknown;
  let rest = answer;
  let from: Path = [];
  for (let depth = 0; depth < DEEPEST; depth++) {
    const list = listsIn(at(rest, from), from).find((path) => !holds(replaced(rest, path, [])));
    if (!list) return found;
    const row = narrow(at(rest, list) as readonly unknown[], (rows) => holds(replaced(rest, list, rows)));
    if (row === undefined) return found;
    rest = replaced(rest, list, [row]);
    from = [...list, 0];
    found = row;
  }
  return found;
}

/** Halves the list for as long as one half alone gives the alert. */
function narrow(list: readonly unknown[], holds: (rows: readonly unknown[]) => boolean): unknown {
  let rows = list;
  while (rows.length > 1) {
    const half = rows.length >> 1;
    const [first, second] = [rows.slice(0, half), rows.slice(half)];
    if (holds(first)) rows = first;
    else if (holds(second)) rows = second;
    else return undefined;
  }
  return rows[0];
}

/** Paths of the lists of objects in a value, the outer ones first. */
function listsIn(value: unknown, from: Path): readonly Path[] {
  const found: Path[] = [];
  let level: readonly { readonly value: unknown; readonly path: Path }[] = [{ value, path: from }];
  for (let depth = 0; depth <= DEEPEST && level.length > 0 && found.length < MOST_LISTS; depth++) {
    const next: { value: unknown; path: Path }[] = [];
    for (const one of level) {
      if (typeof one.value !== 'object' || one.value === null) continue;
      if (Array.isArray(one.value)) {
        if (typeof one.value[0] === 'object' && one.value[0] !== null) found.push(one.path);
      } else for (const [name, inner] of Object.entries(one.value)) next.push({ value: inner, path: [...one.path, name] });
    }
    level = next.slice(0, MOST_LISTS);
  }
  return found;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string | number, unknown>)[name], value);
}

/** A copy in which another value stands at `path`; what is beside it is shared. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  const inner = replaced((value as Record<string | number, unknown>)[name], rest, by);
  if (!Array.isArray(value)) return { ...(value as object), [name]: inner };
  return value.map((one, i) => (i === name ? inner : one));
}
