// Reads the text when typing rests, and at once after a fix: all of it once, later only the neighbourhood of what changed since the last reading.
import type { ChangeSet } from '@codemirror/state';
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Linter, TextChange } from '../../../../shared/lint/linter';
import { FIX_EVENT } from './lint-acts';
import { findingsRead } from './lint-state';

const REST_MS = 150;

export function lintReader(linter: Linter): ViewPlugin<PluginValue> {
  return ViewPlugin.define((view) => new Reader(view, linter));
}

class Reader implements PluginValue {
  private readonly view: EditorView;
  private readonly linter: Linter;
  /** Changes since the last reading; null: nothing was read yet. */
  private since: ChangeSet | null = null;
  private timer: number;

  constructor(view: EditorView, linter: Linter) {
    this.view = view;
    this.linter = linter;
    this.timer = window.setTimeout(() => this.read(), 0);
  }

  update({ docChanged, changes, transactions }: ViewUpdate): void {
    if (!docChanged) return;
    if (this.since) this.since = this.since.compose(changes);
    window.clearTimeout(this.timer);
    const isFix = transactions.some((one) => one.isUserEvent(FIX_EVENT));
    this.timer = window.setTimeout(() => this.read(), isFix ? 0 : REST_MS);
  }

  destroy(): void {
    window.clearTimeout(this.timer);
  }

  private read(): void {
    const { doc } = this.view.state;
    const text = doc.toString();
    const findings = this.since ? this.linter.edit(text, spanOf(this.since)) : this.linter.lint(text);
    this.view.dispatch({ effects: findingsRead.of(findings) });
    this.since = this.view.state.changes();
  }
}

/** One stretch that holds all changes. */
function spanOf(changes: ChangeSet): TextChange {
  let [fromOld, toOld, fromNew, toNew] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    fromOld = Math.min(fromOld, fromA);
    toOld = Math.max(toOld, toA);
    fromNew = Math.min(fromNew, fromB);
    toNew = Math.max(toNew, toB);
  });
  if (fromOld > toOld) return { from: 0, to: 0, inserted: 0 };
  return { from: fromOld, to: toOld, inserted: toNew - fromNew };
}
