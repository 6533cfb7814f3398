// The distinct words of one event, in order of appearance. A set of strings would hash every repeated word of a storm
// again; this one takes the hash that the scanner made in passing and compares in place.

const FIRST_SIZE = 4096;

/** One step of the hash that `add` expects; a word's hash starts at 0. */
export function stepHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

export function hashOf(word: string): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = stepHash(hash, word.charCodeAt(i));
  return hash;
}

function isAt(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}

export class WordSet {
  private words: string[] = [];
  private generation = 1;
  private slots = new Int32Array(FIRST_SIZE);
  private stamps = new Int32Array(FIRST_SIZE);

  /** Forgets all words; costs nothing. */
  clear(): void {
    this.words = [];
    this.generation++;
  }

  get list(): readonly string[] {
    return this.words;
  }

  /** Adds `text.slice(from, to)`; `hash` must be its `hashOf`. */
  add(text: string, from: number, to: number, hash: number): void {
    const mask = this.slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      if (this.stamps[at] !== this.generation) {
        this.stamps[at] = this.generation;
        this.slots[at] = this.words.push(text.slice(from, to)) - 1;
        if (this.words.length * 2 > this.slots.length) this.grow();
        return;
      }
      if (isAt(this.words[this.slots[at] as number] as string, text, from, to)) return;
    }
  }

  private grow(): void {
    const size = this.slots.length * 2;
    this.slots = new Int32Array(size);
    this.stamps = new Int32Array(size);
    this.generation = 1;
    this.words.forEach((word, n) => {
      let at = hashOf(word) & (size - 1);
      while (this.stamps[at] === 1) at = (at + 1) & (size - 1);
      this.stamps[at] = 1;
      this.slots[at] = n;
    });
  }
}
