// What the lint found, as marks of the editor's state: an edit moves them along until the next reading puts them right.
import { StateEffect, StateField, type Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Finding, RuleId } from '../../../../shared/lint/finding';

export interface LintMarks {
  readonly marks: DecorationSet;
  /** All findings of the last reading, also the quiet ones. */
  readonly findings: readonly Finding[];
  readonly quiet: ReadonlySet<string>;
  /** False until the first reading. */
  readonly isRead: boolean;
}

export const findingsRead = StateEffect.define<readonly Finding[]>();
export const quietChanged = StateEffect.define<ReadonlySet<string>>();

export function isAboutActions(rule: RuleId): boolean {
  return rule.startsWith('action-');
}

export const noMarks: LintMarks = { marks: Decoration.none, findings: [], quiet: new Set(), isRead: false };

export const lintMarks = StateField.define<LintMarks>({
  create: () => noMarks,
  update: (before, transaction) => updated(before, transaction),
  provide: (field) => EditorView.decorations.from(field, ({ marks }) => marks),
});

function updated(before: LintMarks, { changes, docChanged, effects }: Transaction): LintMarks {
  let { findings, quiet, isRead } = before;
  let isNew = false;
  for (const effect of effects) {
    if (effect.is(findingsRead)) [findings, isRead, isNew] = [effect.value, true, true];
    if (effect.is(quietChanged)) [quiet, isNew] = [effect.value, true];
  }
  if (isNew) return { findings, quiet, isRead, marks: marksOf(findings, quiet) };
  return docChanged ? { ...before, marks: before.marks.map(changes) } : before;
}

function marksOf(findings: readonly Finding[], quiet: ReadonlySet<string>): DecorationSet {
  const loud = findings.filter(({ key, from, to }) => !quiet.has(key) && from < to);
  return Decoration.set(
    loud.map((finding) =>
      Decoration.mark({ class: isAboutActions(finding.rule) ? 'cm-lint-action' : 'cm-lint-words', finding }).range(
        finding.from,
        finding.to,
      ),
    ),
    true,
  );
}

/** A finding at its place of now; null where the text under it has changed since it was read. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly from: number;
  readonly to: number;
}

/** The findings that touch a place of the document, first to last. */
export function findingsAt(view: EditorView, at: number): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  view.state.field(lintMarks).marks.between(at, at, (from, to, { spec }) => {
    found.push({ finding: spec.finding as Finding, from, to });
  });
  return found;
}

/** Where a finding stands now; null when its words are gone. */
export function placeOf(view: EditorView, finding: Finding): PlacedFinding | null {
  const cursor = view.state.field(lintMarks).marks.iter();
  for (; cursor.value !== null; cursor.next()) {
    if (cursor.value.spec.finding === finding) return { finding, from: cursor.from, to: cursor.to };
  }
  return null;
}
