// Underlines words that the dictionary does not know, in what is in sight and a pause after the typing; Ctrl+; on one of them lists
// what may have been meant.
import { type CompletionSource, startCompletion } from '@codemirror/autocomplete';
import { type Extension, RangeSetBuilder, StateEffect } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';
import type { SpellClient } from './spell-client';
import { type Word, wordsIn } from './spell-words';

const PAUSE_MS = 300;
const MOST_KEPT = 20_000;
const judged = StateEffect.define<null>();
const mark = Decoration.mark({ class: 'cm-misspelled' });

/** What the dictionary said of each word so far; shared by marks and suggestions. */
export type Verdicts = Map<string, boolean>;

function wordsInSight(view: EditorView): Word[] {
  return view.visibleRanges.flatMap(({ from, to }) => wordsIn(view.state, from, to));
}

function marksOf(view: EditorView, verdicts: Verdicts): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { head } = view.state.selection.main;
  // The word that is being written is left alone.
  for (const { from, to, word } of wordsInSight(view))
    if (verdicts.get(word) === false && !(view.hasFocus && head === to)) builder.add(from, to, mark);
  return builder.finish();
}

async function judge(words: readonly Word[], client: SpellClient, verdicts: Verdicts): Promise<boolean> {
  const unknown = [...new Set(words.map(({ word }) => word))].filter((word) => !verdicts.has(word));
  if (unknown.length === 0) return false;
  const wrong = new Set(await client.check(unknown));
  if (verdicts.size > MOST_KEPT) verdicts.clear();
  for (const word of unknown) verdicts.set(word, !wrong.has(word));
  return true;
}

export function spellMarks(client: SpellClient, verdicts: Verdicts): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = Decoration.none;
      private timer: ReturnType<typeof setTimeout> | undefined;
      private isGone = false;
      constructor(view: EditorView) {
        this.plan(view);
      }
      update(update: ViewUpdate): void {
        const isJudged = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(judged)));
        if (isJudged) this.decorations = marksOf(update.view, verdicts);
        else if (update.docChanged) this.decorations = this.decorations.map(update.changes);
        if (update.docChanged || update.viewportChanged || update.selectionSet) this.plan(update.view);
      }
      destroy(): void {
        this.isGone = true;
        clearTimeout(this.timer);
      }
      private plan(view: EditorView): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.look(view), PAUSE_MS);
      }
      private async look(view: EditorView): Promise<void> {
        await judge(wordsInSight(view), client, verdicts);
        if (!this.isGone) view.dispatch({ effects: judged.of(null) });
      }
    },
    { decorations: (it) => it.decorations },
  );
  return [plugin, keymap.of([{ key: 'Mod-;', run: startCompletion }]), EditorView.domEventHandlers({ contextmenu: suggestAtPointer })];
}

function suggestAtPointer(event: MouseEvent, view: EditorView): boolean {
  if (!(event.target as HTMLElement).closest('.cm-misspelled')) return false;
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (at === null) return false;
  event.preventDefault();
  view.dispatch({ selection: { anchor: at } });
  return startCompletion(view);
}

/** Suggestions for the word at the cursor when they are asked for. */
export function spellSuggestions(client: SpellClient, verdicts: Verdicts, onKnow: (word: string) => void): CompletionSource {
  return async (context) => {
    if (!context.explicit) return null;
    const line = context.state.doc.lineAt(context.pos);
    const found = wordsIn(context.state, line.from, line.to).find(({ from, to }) => from <= context.pos && context.pos <= to);
    if (!found) return null;
    await judge([found], client, verdicts);
    if (context.aborted || verdicts.get(found.word) !== false) return null;
    const words = await client.suggest(found.word);
    if (context.aborted) return null;
    const keep = {
      label: msg`Keep “${found.word}”`,
      detail: msg`is right here`,
      apply: (view: EditorView) => {
        client.know([found.word]);
        verdicts.set(found.word, true);
        onKnow(found.word);
        view.dispatch({ effects: judged.of(null) });
      },
    };
    return { from: found.from, to: found.to, options: [...words.map((label) => ({ label, apply: label })), keep], filter: false };
  };
}
