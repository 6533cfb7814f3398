// Patterns of log rules. They are decided by an automaton in one pass over a line, so none can run away as backtracking ones do.

import { msg } from '../../../../shared/words/words';
import { captured } from './captures';
import { Decider } from './decider';
import { neededTexts } from './literals';
import { parsePattern } from './parse';
import { compile } from './program';

export interface LinePattern {
  /** Does this stretch of a text, taken for one line, hold a match? */
  test(text: string, from?: number, to?: number): boolean;
  /** What the named groups hold in a line that matches. */
  groups(line: string): Readonly<Record<string, string>>;
  readonly names: readonly string[];
  /** One of these is in every line that matches; null: any line may. */
  readonly needs: readonly string[] | null;
  /** They are meant in either case. */
  readonly isCaseless: boolean;
}

export type CompiledPattern =
  | { readonly ok: true; readonly pattern: LinePattern }
  | { readonly ok: false; readonly why: string /** Counted from 1. */; readonly column: number };

/** Compiles a pattern; what is not known is refused with its place. */
export function linePattern(text: string): CompiledPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) return parsed;
  const program = compile(parsed.node, parsed.names);
  if (program === null) return { ok: false, why: msg`written out it is too long; use smaller counts in {…}`, column: 1 };
  const decider = new Decider(program);
  return {
    ok: true,
    pattern: {
      test: (line, from, to) => decider.test(line, from, to),
      groups: (line) => captured(program, line),
      names: parsed.names,
      needs: neededTexts(parsed.node),
      isCaseless: parsed.isCaseless,
    },
  };
}
