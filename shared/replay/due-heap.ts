// Times of incidents, the earliest at hand: a binary heap. What no longer holds is left in it until its turn comes.

export interface DueTime {
  /** Unix ms. */
  readonly at: number;
  readonly id: string;
}

export class DueHeap {
  private readonly all: DueTime[] = [];

  first(): DueTime | undefined {
    return this.all[0];
  }

  push(due: DueTime): void {
    const { all } = this;
    let place = all.length;
    all.push(due);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = all[above] as DueTime;
      if (other.at <= due.at) break;
      all[place] = other;
      place = above;
    }
    all[place] = due;
  }

  /** Takes the first one out. */
  pop(): void {
    const { all } = this;
    const last = all.pop();
    if (last === undefined || all.length === 0) return;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      const child = right < all.length && (all[right] as DueTime).at < (all[left] as DueTime).at ? right : left;
      const other = all[child];
      if (other === undefined || other.at >= last.at) break;
      all[place] = other;
      place = child;
    }
    all[place] = last;
  }

  clear(): void {
    this.all.length = 0;
  }
}
