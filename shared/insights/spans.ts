// Stretches of time, and how long they cover together, each moment counted once.

/** From and until, Unix ms; `to` is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What lies of many spans within one; two columns, for there may be a hundred thousand. */
export class Spans {
  private readonly within: Span;
  private from: Float64Array;
  private to: Float64Array;
  private count = 0;
  private isSorted = true;

  constructor(within: Span, most: number) {
    this.within = within;
    this.from = new Float64Array(most);
    this.to = new Float64Array(most);
  }

  add(begin: number, end: number): void {
    const from = Math.max(begin, this.within.from);
    const to = Math.min(end, this.within.to);
    if (to <= from) return;
    if (this.count > 0 && from < (this.from[this.count - 1] as number)) this.isSorted = false;
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.count += 1;
  }

  unionMs(): number {
    if (!this.isSorted) this.sort();
    let sum = 0;
    let end = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.count; i++) {
      const to = this.to[i] as number;
      sum += Math.max(0, to - Math.max(this.from[i] as number, end));
      end = Math.max(end, to);
    }
    return sum;
  }

  private sort(): void {
    const { from, to } = this;
    const order = Array.from({ length: this.count }, (_, i) => i).sort((a, b) => (from[a] as number) - (from[b] as number));
    this.from = Float64Array.from(order, (i) => from[i] as number);
    this.to = Float64Array.from(order, (i) => to[i] as number);
    this.isSorted = true;
  }
}
