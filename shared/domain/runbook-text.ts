// A runbook's text as plain data: a flat list of blocks, each a row of the window. No HTML exists anywhere on the way, so nothing
// in a runbook can become markup, and nesting is a number, so that it costs nothing.

/** Pieces of a line. Pictures are links; nothing is ever loaded by showing it. */
export type RunbookInline =
  | { readonly kind: 'text'; readonly text: string; readonly isStrong: boolean; readonly isEmphasis: boolean; readonly isStruck: boolean }
  | { readonly kind: 'code'; readonly text: string }
  /** `url`: http(s), opened by the shell after asking. `runbook`: a path in the same source. */
  | { readonly kind: 'link'; readonly text: string; readonly to: 'url' | 'runbook'; readonly target: string }
  | { readonly kind: 'break' };

export type Inlines = readonly RunbookInline[];

interface Place {
  /** 0-based line of the text where it starts, and the one after its end. */
  readonly fromLine: number;
  readonly toLine: number;
  /** Levels of lists around it, at most 8 however deep they are. */
  readonly indent: number;
  readonly isQuoted: boolean;
}

/** A row of a runbook. `checked` null: no box. `marker`: `•` or `3.`. `isTerminal`: the fence asks for a terminal. */
export type RunbookBlock = Place &
  (
    | { readonly kind: 'heading'; readonly depth: number; readonly inlines: Inlines }
    | { readonly kind: 'paragraph'; readonly inlines: Inlines }
    | { readonly kind: 'item'; readonly marker: string; readonly checked: boolean | null; readonly inlines: Inlines }
    | { readonly kind: 'code'; readonly language: string; readonly text: string; readonly isTerminal?: true }
    | { readonly kind: 'table'; readonly head: readonly Inlines[]; readonly rows: readonly (readonly Inlines[])[] }
    | { readonly kind: 'rule' }
  );

/** The words of a line, without any form. */
export function plainText(inlines: Inlines): string {
  return inlines.map((i) => (i.kind === 'break' ? ' ' : i.text)).join('');
}
