// What the lint says about a stretch of a postmortem: where, which rule, why, and a better question. A finding never blocks anything.

export const ruleIds = [
  'name',
  'should-have',
  'failed-to',
  'human-error',
  'blame-word',
  'counterfactual',
  'hindsight',
  'root-cause',
  'wrong-act',
  'action-owner',
  'action-date',
  'action-verifiable',
  'action-careful',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** A replacement a person may choose. Offsets are UTF-16 units of the same text as the finding's. */
export interface Fix {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export interface Finding {
  readonly rule: RuleId;
  /** UTF-16 offsets, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** The words that are underlined. */
  readonly words: string;
  /** One sentence: what these words do to a reader. */
  readonly why: string;
  /** What to ask instead. */
  readonly question: string;
  readonly fixes: readonly Fix[];
  /** The same sentence under the same rule has the same key, wherever it moves: by it a person keeps a finding quiet. */
  readonly key: string;
}

/** Somebody whom a postmortem would rather call by their role. */
export interface LintPerson {
  readonly name: string;
  /** Their role in this incident, such as 'Tech leader'; null where they had none. */
  readonly role: string | null;
}

export interface LintContext {
  readonly people: readonly LintPerson[];
  /** A local date, 2026-11-22, from which proposed dates are counted; null: none is proposed. */
  readonly today: string | null;
}

/** The finding moved by so many units. */
export function movedFinding(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  const fixes = finding.fixes.map((fix) => ({ ...fix, from: fix.from + by, to: fix.to + by }));
  return { ...finding, from: finding.from + by, to: finding.to + by, fixes };
}

export function findingKey(rule: RuleId, sentence: string): string {
  return `${rule}: ${sentence.replace(/\s+/g, ' ').trim().slice(0, 200)}`;
}
