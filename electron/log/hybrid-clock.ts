// A clock that never goes backwards, whatever the machine's clock does: events of one desk sort by it, and desks can
// be merged by it. Kulkarni et al., "Logical Physical Clocks", 2014.

const MAX_COUNTER = 0xffff;

/** One reading: `at` Unix ms, `hlc` its sortable text `<ms, 12 hex>-<counter, 4 hex>`. */
export interface Tick {
  readonly at: number;
  readonly hlc: string;
}

/** Unix ms inside an `hlc` text. */
export function wallOf(hlc: string): number {
  return Number.parseInt(hlc.slice(0, 12), 16);
}

export class HybridClock {
  private at = 0;
  private counter = -1;
  private prefix = '';

  /** Goes on after `last`, the text of the last reading that was kept ('' for none). */
  constructor(last = '') {
    if (last === '') return;
    this.at = wallOf(last);
    this.counter = Number.parseInt(last.slice(13), 16);
    this.prefix = last.slice(0, 13);
  }

  /** The next reading, above every earlier one; `now` is the wall clock in Unix ms. */
  tick(now: number): Tick {
    if (!(now >= 0 && now < 2 ** 48)) throw new RangeError(`not a wall clock in Unix ms: ${now}`);
    const wall = Math.trunc(now);
    if (wall > this.at || this.prefix === '') this.moveTo(wall);
    else if (this.counter >= MAX_COUNTER) this.moveTo(this.at + 1);
    else this.counter++;
    return { at: this.at, hlc: this.prefix + this.counter.toString(16).padStart(4, '0') };
  }

  /** Goes on after a reading of another desk's clock, if that is ahead: what is written here from now on counts after it. */
  receive(hlc: string): void {
    if (this.prefix !== '' && hlc <= this.prefix + this.counter.toString(16).padStart(4, '0')) return;
    this.moveTo(wallOf(hlc));
    this.counter = Number.parseInt(hlc.slice(13), 16);
  }

  private moveTo(ms: number): void {
    this.at = ms;
    this.counter = 0;
    this.prefix = `${ms.toString(16).padStart(12, '0')}-`;
  }
}
