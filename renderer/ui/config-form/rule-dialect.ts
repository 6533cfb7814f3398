// What a rule of a feed is made of: the shapes from which its card in the form is drawn and by which it is read.
import { msg } from '../../../shared/words/words';

/** One rule as it stands on the screen: every part of it is text. */
export type RuleDraft = Readonly<Record<string, string>>;

export interface RulePart {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Both are code; `block` may have line breaks. */
  readonly look?: 'line' | 'block';
  /** Blanks at its ends mean something. */
  readonly isExact?: boolean;
  readonly isNumber?: boolean;
  /** Of a new rule. */
  readonly initial?: string;
  /** Has no meaning for the rule as it stands. */
  readonly isIdle?: (rule: RuleDraft) => boolean;
}

/** Parts stand in rows of one to three. */
export interface RuleDialect {
  readonly severities: readonly { readonly value: string; readonly label: string }[];
  readonly initialSeverity: string;
  /** What it looks for: the look at the last hour is asked with these, and with no others. */
  readonly asked: readonly (readonly RulePart[])[];
  readonly rest: readonly (readonly RulePart[])[];
  /** What no rule can do without; null: nothing is missing. */
  readonly missing: (rule: RuleDraft) => string | null;
  /** What the look at the last hour counts. */
  readonly counts: 'series' | 'lines';
  /** What it looks for, in one text; empty: nothing yet. */
  readonly query: (rule: RuleDraft) => string;
  /** What is asked with while it looks for nothing yet: shows whatever there is. Without it nothing is asked then. */
  readonly anything?: RuleDraft;
}

export const LABELS: RulePart = { name: 'labels', label: msg`Labels`, hint: msg`name=value, name=value` };
export const SEVERITIES = ['critical', 'error', 'warning', 'info'].map((value) => ({ value, label: value }));

export const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

export function partsOf({ asked, rest }: RuleDialect): readonly RulePart[] {
  return [...asked, ...rest].flat();
}
