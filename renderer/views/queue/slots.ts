// A row that leaves the screen gives its elements to one that comes: other words in the same elements cost much less than new elements.

/** An item on screen: its place in the list, and what kind of element draws it. */
export interface Shown {
  readonly index: number;
  readonly kind: string;
}

export class Slots {
  /** Item (kind and place) -> number of its elements among those of its kind. */
  private held = new Map<string, number>();
  private readonly made = new Map<string, number>();

  /** A key for each item, in order. An item keeps its key while it is shown; asking again for the same gives the same. */
  assign(shown: readonly Shown[]): readonly string[] {
    const next = new Map<string, number>();
    for (const item of shown) {
      const slot = this.held.get(nameOf(item));
      if (slot !== undefined) next.set(nameOf(item), slot);
    }
    const free = this.freed(next);
    for (const item of shown) if (!next.has(nameOf(item))) next.set(nameOf(item), free.get(item.kind)?.pop() ?? this.make(item.kind));
    this.held = next;
    return shown.map((item) => `${item.kind} ${next.get(nameOf(item))}`);
  }

  private freed(kept: ReadonlyMap<string, number>): Map<string, number[]> {
    const free = new Map<string, number[]>();
    for (const [name, slot] of this.held) {
      if (kept.has(name)) continue;
      const kind = name.slice(0, name.indexOf(' '));
      free.set(kind, [...(free.get(kind) ?? []), slot]);
    }
    return free;
  }

  private make(kind: string): number {
    const slot = this.made.get(kind) ?? 0;
    this.made.set(kind, slot + 1);
    return slot;
  }
}

function nameOf({ kind, index }: Shown): string {
  return `${kind} ${index}`;
}
