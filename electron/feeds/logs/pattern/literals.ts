// What every line that matches a pattern must hold: texts that can be searched for in raw bytes, so that the other lines are never decoded.
import type { Node } from './syntax';

/** Searching for many texts, or for short ones, is no faster than looking at every line. */
const MOST = 6;
const SHORTEST = 3;

interface Facts {
  /** All texts that it can be; null: too many. */
  readonly exact: readonly string[] | null;
  /** One of these is in each of its matches; null: nothing is known. */
  readonly need: readonly string[] | null;
}

function worth(texts: readonly string[] | null): number {
  return texts === null || texts.length === 0 || texts.length > MOST
    ? 0
    : Math.min(...texts.map(({ length }) => length)) * 10 - texts.length;
}

function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  return worth(b) > worth(a) ? b : a;
}

function joined(heads: readonly string[], tails: readonly string[]): readonly string[] | null {
  return heads.length * tails.length > MOST ? null : heads.flatMap((head) => tails.map((tail) => head + tail));
}

function ofSequence(parts: readonly Node[]): Facts {
  let run: readonly string[] = [''];
  let need: readonly string[] | null = null;
  let isWhole = true;
  for (const part of parts) {
    const { exact, need: inner } = factsOf(part);
    need = better(need, inner);
    const longer = exact === null ? null : joined(run, exact);
    if (longer !== null) {
      run = longer;
      continue;
    }
    isWhole = false;
    need = better(need, run);
    run = exact ?? [''];
  }
  return { exact: isWhole ? run : null, need: better(need, run) };
}

function ofChoice(options: readonly Node[]): Facts {
  const all = options.map(factsOf);
  const exact = all.every((one) => one.exact !== null) ? all.flatMap((one) => one.exact ?? []) : null;
  const needs = all.map((one) => better(one.need, one.exact));
  const need = needs.every((one) => worth(one) > 0) ? [...new Set(needs.flatMap((one) => one ?? []))] : null;
  return { exact: exact !== null && exact.length <= MOST ? exact : null, need };
}

function factsOf(node: Node): Facts {
  switch (node.kind) {
    case 'chars': {
      if (node.folded !== undefined) return { exact: [node.folded], need: null };
      const [from, to] = node.set;
      if (node.set.length > 2 || from === undefined || to === undefined || to - from >= MOST) return { exact: null, need: null };
      return { exact: Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)), need: null };
    }
    case 'edge':
      return { exact: [''], need: null };
    case 'named':
      return factsOf(node.node);
    case 'sequence':
      return ofSequence(node.parts);
    case 'choice':
      return ofChoice(node.options);
    case 'repeat': {
      if (node.min === 0) return { exact: null, need: null };
      const once = factsOf(node.node);
      return { exact: node.max === 1 ? once.exact : null, need: better(once.need, once.exact) };
    }
  }
}

/** One of these texts, in whatever case where the pattern is caseless, is in every line that matches; null: none is known that would be worth searching for. */
export function neededTexts(node: Node): readonly string[] | null {
  const { exact, need } = factsOf(node);
  const best = better(exact, need);
  const isWorthIt = worth(best) > 0 && best?.every((text) => text.length >= SHORTEST && !/[\ud800-\udfff\n]/.test(text));
  return isWorthIt ? best : null;
}
