// Puts rows of one's own making behind the first row of a source's good answer, wherever its kind keeps them.

/** How deep the lists of rows lie: New Relic answers inside a tree of questions. */
const depthOf = (good: string): number => (good.startsWith('{"data":{"actor"') ? 9 : 3);

/** The answer with what `make` gives for a first row behind that row, in every list of rows. Only for answers in JSON. */
export function behindFirstRow(good: string, make: (row: object) => readonly unknown[]): string {
  const deepest = depthOf(good);
  const walk = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) {
      const [first, ...rest] = value as readonly unknown[];
      const isRow = depth < deepest && typeof first === 'object' && first !== null && !Array.isArray(first);
      return isRow ? [first, ...make(first), ...rest] : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, depth + 1)]));
  };
  return JSON.stringify(walk(JSON.parse(good), 0));
}

/** The row with one thing in place of every field. */
export const filledWith = (row: object, thing: unknown): object => Object.fromEntries(Object.keys(row).map((name) => [name, thing]));
