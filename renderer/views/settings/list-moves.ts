// Moves of a list that a person puts in order: change one, one up, one out.

export interface ListMoves<T> {
  put(at: number, patch: Partial<T>): void;
  up(at: number): void;
  remove(at: number): void;
}

export function listMoves<T extends object>(list: readonly T[], onChange: (list: readonly T[]) => void): ListMoves<T> {
  return {
    put: (at, patch) => onChange(list.map((entry, i) => (i === at ? { ...entry, ...patch } : entry))),
    up: (at) => {
      const moved = list[at];
      if (moved === undefined || at === 0) return;
      onChange([...list.slice(0, at - 1), moved, ...list.slice(at - 1, at), ...list.slice(at + 1)]);
    },
    remove: (at) => onChange(list.filter((_, i) => i !== at)),
  };
}
