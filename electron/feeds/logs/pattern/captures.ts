// What the named groups of a pattern hold in a line that matches: all ways through the pattern side by side, the first one that counts
// wins. Costs the length of the line times the steps of the pattern, and is asked for lines that matched only.
import type { Program, Step } from './program';
import { has, WORD } from './syntax';

interface Thread {
  readonly place: number;
  readonly slots: readonly number[];
}

/** Longer lines are looked at as far as this. */
const MOST_CHARS = 16_384;

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && has(WORD, text.charCodeAt(at));
}

/** Adds what can be reached without a letter, in the order of preference; gives the slots when the pattern is through. */
function spread(program: Program, threads: Thread[], seen: Set<number>, first: Thread, text: string, at: number): readonly number[] | null {
  const open: Thread[] = [first];
  const isEdge = isWord(text, at - 1) !== isWord(text, at);
  const holds = { start: at === 0, end: at === text.length, word: isEdge, 'no-word': !isEdge };
  for (let thread = open.pop(); thread; thread = open.pop()) {
    const { place, slots } = thread;
    if (seen.has(place)) continue;
    seen.add(place);
    const step = program.steps[place] as Step;
    if (step.op === 'match') return slots;
    if (step.op === 'char') threads.push(thread);
    else if (step.op === 'split') open.push({ place: step.other, slots }, { place: step.next, slots });
    else if (step.op === 'save') open.push({ place: step.next, slots: slots.with(step.slot, at) });
    else if (holds[step.what]) open.push({ place: step.next, slots });
  }
  return null;
}

function runOver(program: Program, text: string): readonly number[] | null {
  const none: readonly number[] = program.names.flatMap(() => [-1, -1]);
  let threads: Thread[] = [];
  let found: readonly number[] | null = null;
  for (let at = 0; at <= text.length; at++) {
    const here: Thread[] = [];
    const seen = new Set<number>();
    for (const thread of threads) {
      const slots = spread(program, here, seen, thread, text, at);
      if (slots === null) continue;
      found = slots;
      break;
    }
    if (found === null) found = spread(program, here, seen, { place: program.start, slots: none }, text, at);
    if (here.length === 0 && found !== null) return found;
    threads = here.flatMap(({ place, slots }) => {
      const step = program.steps[place] as Extract<Step, { op: 'char' }>;
      return at < text.length && has(step.set, text.charCodeAt(at)) ? [{ place: step.next, slots }] : [];
    });
  }
  return found;
}

/** Text by name; groups that took no part are left out. Empty when the line does not match. */
export function captured(program: Program, line: string): Readonly<Record<string, string>> {
  if (program.names.length === 0) return {};
  const text = line.slice(0, MOST_CHARS);
  const slots = runOver(program, text);
  if (slots === null) return {};
  return Object.fromEntries(
    program.names.flatMap((name, at) => {
      const [from, to] = [slots[at * 2] as number, slots[at * 2 + 1] as number];
      return from >= 0 && to >= from ? [[name, text.slice(from, to)]] : [];
    }),
  );
}
