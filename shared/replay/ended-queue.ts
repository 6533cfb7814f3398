// Incidents that were resolved, in the order in which they were, waiting for the time that follows.

export interface Ended {
  readonly id: string;
  /** Unix ms. */
  readonly at: number;
}

const NONE: readonly Ended[] = [];
const TIDY_FROM = 1_024;

export class EndedQueue {
  private all: Ended[] = [];
  private first = 0;

  push(ended: Ended): void {
    this.all.push(ended);
  }

  /** Takes out what ended until `at`. */
  take(at: number): readonly Ended[] {
    const from = this.first;
    while (this.first < this.all.length && (this.all[this.first] as Ended).at <= at) this.first += 1;
    if (this.first === from) return NONE;
    const due = this.all.slice(from, this.first);
    if (this.first > TIDY_FROM) {
      this.all = this.all.slice(this.first);
      this.first = 0;
    }
    return due;
  }
}
