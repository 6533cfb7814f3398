// A pattern's tree as a list of steps that both machines walk: the fast one that says yes or no, and the one that tells what groups held.
import type { CharSet, Edge, Node } from './syntax';

/** `next` and `other` are places in the list; of a split `next` is tried first. */
export type Step =
  | { readonly op: 'char'; readonly set: CharSet; readonly next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'edge'; readonly what: Edge; readonly next: number }
  | { readonly op: 'save'; readonly slot: number; readonly next: number }
  | { readonly op: 'match' };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  /** Group `names[i]` begins at slot 2i and ends at slot 2i + 1. */
  readonly names: readonly string[];
}

const MOST_STEPS = 5000;

/** Null: written out it is too long, as nested counted repeats are. */
export function compile(root: Node, names: readonly string[]): Program | null {
  const steps: Step[] = [{ op: 'match' }];
  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new RangeError('too many steps');
    return steps.push(step) - 1;
  };
  const split = (first: number, second: number, isGreedy: boolean): number =>
    add(isGreedy ? { op: 'split', next: first, other: second } : { op: 'split', next: second, other: first });

  const loop = (node: Node, next: number, isGreedy: boolean): number => {
    const step: Extract<Step, { op: 'split' }> = { op: 'split', next, other: next };
    const at = add(step);
    const body = build(node, at);
    if (isGreedy) step.next = body;
    else step.other = body;
    return at;
  };
  const repeat = ({ node, min, max, isGreedy }: Extract<Node, { kind: 'repeat' }>, next: number): number => {
    let at = next;
    if (max === null) at = loop(node, next, isGreedy);
    else for (let extra = min; extra < max; extra++) at = split(build(node, at), next, isGreedy);
    for (let once = 0; once < min; once++) at = build(node, at);
    return at;
  };
  /** From the end to the beginning: gives where `node` begins when `next` follows it. */
  function build(node: Node, next: number): number {
    switch (node.kind) {
      case 'chars':
        return add({ op: 'char', set: node.set, next });
      case 'edge':
        return add({ op: 'edge', what: node.what, next });
      case 'sequence':
        return node.parts.reduceRight((after, part) => build(part, after), next);
      case 'choice':
        return node.options
          .map((option) => build(option, next))
          .reduceRight((second, first) => add({ op: 'split', next: first, other: second }));
      case 'repeat':
        return repeat(node, next);
      case 'named': {
        const slot = names.indexOf(node.name) * 2;
        return add({ op: 'save', slot, next: build(node.node, add({ op: 'save', slot: slot + 1, next })) });
      }
    }
  }
  try {
    return { start: build(root, 0), steps, names };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
