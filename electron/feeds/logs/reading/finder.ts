// Finds the next of some texts in raw bytes, without decoding them.

/** Where the next one begins at `from` or later, before the end that was told; -1: nowhere. `from` never goes back. */
export type Finder = (from: number) => number;

/** Of texts in exactly these letters. */
function exactly(needs: readonly Buffer[], bytes: Buffer): Finder {
  const next = needs.map(() => -2);
  return (from) => {
    let least = -1;
    for (const [which, need] of needs.entries()) {
      let place = next[which] as number;
      if (place !== -1 && place < from) {
        place = bytes.indexOf(need, from);
        next[which] = place;
      }
      if (place !== -1 && (least === -1 || place < least)) least = place;
    }
    return least;
  };
}

const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** Bytes with small letters for capitals, made once for all that look for them: a copy in place of new texts, which would pile up. */
export class Folded {
  private copy: Buffer = Buffer.alloc(0);
  private length = -1;

  /** Other bytes are looked at from now on. */
  forget(): void {
    this.length = -1;
  }

  of(bytes: Buffer): Buffer {
    const { length } = bytes;
    if (this.copy.length < length) this.copy = Buffer.allocUnsafeSlow(length);
    const { copy } = this;
    if (this.length !== length) for (let at = 0; at < length; at++) copy[at] = FOLD[bytes[at] as number] as number;
    this.length = length;
    return copy.subarray(0, length);
  }
}

/** What is to be searched for; made once and used for many stretches. */
export interface Needs {
  finderIn(bytes: Buffer, folded: Folded): Finder;
}

/** `isCaseless`: of ASCII letters either case will do. */
export function needsOf(texts: readonly string[], isCaseless: boolean): Needs {
  if (!isCaseless) {
    const needs = texts.map((text) => Buffer.from(text));
    return { finderIn: (bytes) => exactly(needs, bytes) };
  }
  const small = texts.map((text) => Buffer.from(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())));
  return { finderIn: (bytes, folded) => exactly(small, folded.of(bytes)) };
}
