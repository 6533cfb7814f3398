// The blameless lint for a CodeMirror editor: underlines, a card under the pointer or by Mod-., F8 for the next one. It never blocks anything.
import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import type { ActionItem } from '../../../../shared/lint/action-finding';
import type { Finding, LintContext } from '../../../../shared/lint/finding';
import { createLinter } from '../../../../shared/lint/linter';
import { stepFinding } from './lint-acts';
import { type CardActs, lintCard } from './lint-card';
import { lintReader } from './lint-reader';
import { findingsAt, lintMarks, noMarks, quietChanged } from './lint-state';
import { lintTheme } from './lint-theme';

/** What the list shows. */
export interface LintReport {
  readonly findings: readonly Finding[];
  /** Findings that somebody called fine in this document. */
  readonly quiet: number;
}

export interface LintOptions {
  readonly context: LintContext;
  /** Somebody called this key fine here: the owner of the document keeps it and says so with `setQuiet`. */
  readonly onQuiet: (key: string) => void;
  /** After each reading, and after each change of what is quiet. */
  readonly onReport: (report: LintReport) => void;
  /** Keys that are quiet from the beginning. */
  readonly quiet?: ReadonlySet<string>;
  /** Reads an action's line; `shared/lint/read-action.ts` when left out. */
  readonly readItem?: (text: string, from: number) => ActionItem | null;
}

/** Pixels that leave the underline in sight. */
const below = { x: 0, y: 5 };
const cardOpened = StateEffect.define<number | null>();

/** Tells the editor which keys are quiet in this document. */
export function setQuiet(view: EditorView, keys: ReadonlySet<string>): void {
  view.dispatch({ effects: quietChanged.of(keys) });
}

export function lintExtension({ context, onQuiet, onReport, quiet = new Set(), readItem }: LintOptions): Extension {
  const acts: CardActs = { onQuiet, close: (view) => view.dispatch({ effects: cardOpened.of(null) }) };
  return [
    lintMarks.init(() => ({ ...noMarks, quiet })),
    lintReader(createLinter(context, readItem)),
    EditorView.updateListener.of(({ state, startState }) => {
      const now = state.field(lintMarks);
      const before = startState.field(lintMarks, false);
      if (!now.isRead || (before?.findings === now.findings && before.quiet === now.quiet && before.isRead)) return;
      onReport(reportOf(now.findings, now.quiet));
    }),
    hoverTooltip((view, at) => tooltipAt(view, at, acts), { hoverTime: 250 }),
    cardField(acts),
    Prec.high(
      keymap.of([
        { key: 'Mod-.', run: (view) => openCard(view) },
        { key: 'F8', run: (view) => stepFinding(view, 1), shift: (view) => stepFinding(view, -1) },
      ]),
    ),
    lintTheme,
  ];
}

function reportOf(findings: readonly Finding[], quiet: ReadonlySet<string>): LintReport {
  const loud = findings.filter(({ key }) => !quiet.has(key));
  return { findings: loud, quiet: findings.length - loud.length };
}

function tooltipAt(view: EditorView, at: number, acts: CardActs): Tooltip | null {
  const places = findingsAt(view, at);
  const [first] = places;
  if (!first) return null;
  const from = Math.min(...places.map((place) => place.from));
  return {
    pos: from,
    end: Math.max(...places.map((place) => place.to)),
    above: false,
    create: (inside) => ({ dom: lintCard(inside, places, acts), offset: below }),
  };
}

/** Opens the card of what stands at the cursor and goes into it. */
function openCard(view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  const [place] = [...findingsAt(view, from), ...findingsAt(view, to)];
  if (!place) return false;
  view.dispatch({ effects: cardOpened.of(place.from) });
  requestAnimationFrame(() => view.dom.querySelector<HTMLButtonElement>('.cm-lint-opened button')?.focus());
  return true;
}

function cardField(acts: CardActs): Extension {
  return StateField.define<number | null>({
    create: () => null,
    update(before, { effects, docChanged }) {
      const opened = effects.find((effect) => effect.is(cardOpened));
      if (opened) return opened.value as number | null;
      return docChanged ? null : before;
    },
    provide: (field) =>
      showTooltip.from(field, (at) =>
        at === null ? null : { pos: at, above: false, create: (view) => ({ dom: openedCard(view, at, acts), offset: below }) },
      ),
  });
}

function openedCard(view: EditorView, at: number, acts: CardActs): HTMLElement {
  const card = lintCard(
    view,
    findingsAt(view, at).filter(({ from }) => from === at),
    acts,
  );
  card.classList.add('cm-lint-opened');
  return card;
}
