// The form of a rule: which words wake it, what it looks for in a sentence, and sentences that it must and must not raise.
import type { RuleId } from '../finding';

/** `delete` takes the words away; a text replaces them (`$1` stands for the first group of `find`). */
export type PhraseFix = { readonly delete: true } | { readonly text: string };

export interface Phrase {
  /** Lower-case words of which one must stand in the sentence before `find` is tried: most sentences cost one look-up a word. */
  readonly on: readonly string[];
  /** Looked for in the sentence with `gi`; code, addresses and quotes are blanked out before. */
  readonly find: RegExp;
  /** Keeps quiet where the sentence holds this. */
  readonly unless?: RegExp;
  /** Only after a subject that is a person: `person` also in doubt (they, the client), `surely-person` not. */
  readonly by?: 'person' | 'surely-person';
  readonly fixes?: readonly PhraseFix[];
}

export interface PhraseRule {
  readonly id: RuleId;
  /** As a person reads it in the list. */
  readonly title: string;
  readonly why: string;
  readonly question: string;
  /** Headings are short: most rules leave them alone. */
  readonly isForHeadings?: boolean;
  readonly phrases: readonly Phrase[];
  readonly raised: readonly string[];
  readonly fine: readonly string[];
}
