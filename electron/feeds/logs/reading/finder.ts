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

/** What is to be searched for; made once and used for many stretches. */
export interface Needs {
  finderIn(bytes: Buffer): Finder;
}

/** `isCaseless`: of ASCII letters either case will do. */
export function needsOf(texts: readonly string[], isCaseless: boolean): Needs {
  const needs = texts.map((text) => Buffer.from(text));
  if (!isCaseless) return { finderIn: (bytes) => exactly(needs, bytes) };
  // Plain texts side by side: nothing in this expression can run back and forth. A byte is a letter of Latin 1, so places stay.
  const plain = needs.map((need) => need.toString('latin1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const any = new RegExp(plain.join('|'), 'gi');
  return {
    finderIn(bytes) {
      const text = bytes.toString('latin1');
      return (from) => {
        any.lastIndex = from;
        return any.exec(text)?.index ?? -1;
      };
    },
  };
}
