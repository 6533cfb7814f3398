// What the window and the worker of the spell check say to each other.

/** `load` fetches the dictionary; the rest is answered under the same `id`. */
export type SpellRequest =
  | { readonly kind: 'load'; readonly aff: string; readonly dic: string; readonly known: readonly string[] }
  | { readonly kind: 'know'; readonly words: readonly string[] }
  | { readonly kind: 'check'; readonly id: number; readonly words: readonly string[] }
  | { readonly kind: 'suggest'; readonly id: number; readonly word: string };

/** For `check` the words that are wrong, for `suggest` what may have been meant. */
export interface SpellReply {
  readonly id: number;
  readonly words: readonly string[];
}
