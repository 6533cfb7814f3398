// Says whether a line matches, in one pass and without ever going back: the steps that could be next are one state, and which state follows
// on which letter is worked out once and remembered. A line costs its length, whatever the pattern.
import type { Program, Step } from './program';
import { has, LAST_UNIT, WORD } from './syntax';

const MATCHED = -2;
const UNKNOWN = -1;
/** More states than this are forgotten together; a pattern that needs them is slower, never wrong. */
const MOST_STATES = 1000;
const TABLE = 256;

interface State {
  /** Before edges were looked at: those need the letter that follows. */
  readonly places: readonly number[];
  readonly isStart: boolean;
  readonly isAfterWord: boolean;
}

/** Letters that every step treats alike are one class; the last class is the end of the line. */
class Classes {
  readonly count: number;
  readonly table = new Uint16Array(TABLE);
  private readonly bounds: readonly number[];

  constructor(steps: readonly Step[]) {
    const sets = [WORD, ...steps.flatMap((step) => (step.op === 'char' ? [step.set] : []))];
    const bounds = new Set<number>([0]);
    for (const set of sets) {
      for (let at = 0; at < set.length; at += 2) {
        bounds.add(set[at] as number);
        if ((set[at + 1] as number) < LAST_UNIT) bounds.add((set[at + 1] as number) + 1);
      }
    }
    this.bounds = [...bounds].sort((a, b) => a - b);
    this.count = this.bounds.length + 1;
    for (let unit = 0; unit < TABLE; unit++) this.table[unit] = this.search(unit);
  }

  of(unit: number): number {
    return unit < TABLE ? (this.table[unit] as number) : this.search(unit);
  }

  /** A letter of the class. */
  letter(cls: number): number {
    return this.bounds[cls] as number;
  }

  private search(unit: number): number {
    let [low, high] = [0, this.bounds.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.bounds[middle] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export class Decider {
  private readonly program: Program;
  private readonly classes: Classes;
  private states: State[] = [];
  private byName = new Map<string, number>();
  /** State times classes: the state that follows. */
  private table: Int32Array;

  constructor(program: Program) {
    this.program = program;
    this.classes = new Classes(program.steps);
    this.table = new Int32Array(0);
    this.forget();
  }

  /** Does `text` from `from` to before `to` hold a match? It is taken for one line. */
  test(text: string, from = 0, to = text.length): boolean {
    const { classes } = this;
    const { count } = classes;
    const small = classes.table;
    let state = 0;
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      const cls = unit < TABLE ? (small[unit] as number) : classes.of(unit);
      let next = this.table[state * count + cls] as number;
      if (next === UNKNOWN) next = this.learn(state, cls);
      if (next === MATCHED) return true;
      state = next;
    }
    let end = this.table[state * count + count - 1] as number;
    if (end === UNKNOWN) end = this.learn(state, count - 1);
    return end === MATCHED;
  }

  private learn(from: number, cls: number): number {
    const { count } = this.classes;
    const state = this.states[from] as State;
    const isEnd = cls === count - 1;
    const letter = isEnd ? null : this.classes.letter(cls);
    const isBeforeWord = letter !== null && has(WORD, letter);
    const next = new Set<number>();
    const isMatched = this.follow(state, isBeforeWord, isEnd, (step) => {
      if (letter !== null && has(step.set, letter)) next.add(step.next);
    });
    if (isMatched || isEnd) return this.remember(from, cls, isMatched ? MATCHED : 0);
    next.add(this.program.start);
    const wanted: State = { places: [...next].sort((a, b) => a - b), isStart: false, isAfterWord: isBeforeWord };
    const name = nameOf(wanted);
    const known = this.byName.get(name);
    if (known !== undefined) return this.remember(from, cls, known);
    if (this.states.length >= MOST_STATES) {
      this.forget();
      return this.add(wanted, name);
    }
    return this.remember(from, cls, this.add(wanted, name));
  }

  /** Goes on without letters; true when the pattern is through. `onChar` gets the steps that wait for a letter. */
  private follow(state: State, isBeforeWord: boolean, isEnd: boolean, onChar: (step: Extract<Step, { op: 'char' }>) => void): boolean {
    const { steps } = this.program;
    const seen = new Set<number>();
    const open = [...state.places];
    const isEdge = state.isAfterWord !== isBeforeWord;
    const holds = { start: state.isStart, end: isEnd, word: isEdge, 'no-word': !isEdge };
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const step = steps[place] as Step;
      if (step.op === 'match') return true;
      if (step.op === 'char') onChar(step);
      else if (step.op === 'split') open.push(step.next, step.other);
      else if (step.op === 'save' || holds[step.what]) open.push(step.next);
    }
    return false;
  }

  private remember(from: number, cls: number, next: number): number {
    this.table[from * this.classes.count + cls] = next;
    return next;
  }

  private add(state: State, name: string): number {
    const at = this.states.push(state) - 1;
    this.byName.set(name, at);
    const { count } = this.classes;
    if (this.table.length < (at + 1) * count) {
      const grown = new Int32Array(Math.max(16, at * 2) * count).fill(UNKNOWN);
      grown.set(this.table);
      this.table = grown;
    }
    return at;
  }

  private forget(): void {
    this.states = [];
    this.byName = new Map();
    this.table = new Int32Array(0);
    const first: State = { places: [this.program.start], isStart: true, isAfterWord: false };
    this.add(first, nameOf(first));
  }
}

function nameOf({ places, isStart, isAfterWord }: State): string {
  return `${isStart ? '^' : ''}${isAfterWord ? 'w' : ''}${places.join(',')}`;
}
