// ULIDs that only ever grow: equal milliseconds count on from the last one instead of drawing anew.
// Format: https://github.com/ulid/spec (48 bits of Unix ms, 80 random bits, Crockford's base 32, 26 characters).
import { randomFillSync } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

function encodeTime(ms: number): string {
  let text = '';
  for (let rest = ms, i = 0; i < TIME_LENGTH; i++) {
    text = DIGITS.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Makes ULIDs above `last` (a ULID, or '' for none), also when the clock stands still. */
export class UlidMaker {
  private time = '';
  private readonly digits = new Uint8Array(RANDOM_LENGTH);

  constructor(last = '') {
    this.time = last.slice(0, TIME_LENGTH);
    for (let i = 0; i < RANDOM_LENGTH; i++) this.digits[i] = Math.max(0, DIGITS.indexOf(last.charAt(TIME_LENGTH + i)));
  }

  /** `ms` must not be below that of the call before. */
  next(ms: number): string {
    const time = encodeTime(ms);
    if (time === this.time) this.countUp();
    else this.draw();
    this.time = time;
    let text = time;
    for (const digit of this.digits) text += DIGITS.charAt(digit);
    return text;
  }

  private draw(): void {
    randomFillSync(this.digits);
    for (let i = 0; i < RANDOM_LENGTH; i++) this.digits[i] = (this.digits[i] as number) & 31;
    // The first digit stays low so that counting up never runs over.
    this.digits[0] = (this.digits[0] as number) & 15;
  }

  private countUp(): void {
    for (let i = RANDOM_LENGTH - 1; i >= 0; i--) {
      const digit = this.digits[i] as number;
      if (digit < 31) {
        this.digits[i] = digit + 1;
        return;
      }
      this.digits[i] = 0;
    }
  }
}
