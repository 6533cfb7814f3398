// The text as blocks, for preview, outline and word count. It follows the editor a moment later: while somebody types nothing is cut.
import type { ChangeSet, Text } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { type Block, blocksOf, recut, type Span } from './blocks';

const PAUSE_MS = 80;
const LONGEST_MS = 400;

export interface Shown {
  readonly blocks: readonly Block[];
  readonly words: number;
}

export class DocumentModel {
  private shown: Shown;
  private doc: Text;
  private changes: ChangeSet | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private idle: number | undefined;
  private waitingSince = 0;
  private readonly listeners = new Set<() => void>();

  constructor(doc: Text) {
    this.doc = doc;
    this.shown = withWords(blocksOf(doc));
  }

  get = (): Shown => this.shown;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Keeps this model in step with the view it is given to. */
  readonly follows = EditorView.updateListener.of((update) => this.note(update));

  close(): void {
    clearTimeout(this.timer);
    if (this.idle !== undefined) cancelIdleCallback(this.idle);
  }

  private note(update: ViewUpdate): void {
    if (!update.docChanged) return;
    this.changes = this.changes?.compose(update.changes) ?? update.changes;
    const now = performance.now();
    if (this.timer === undefined) this.waitingSince = now;
    clearTimeout(this.timer);
    const left = this.waitingSince + LONGEST_MS - now;
    const doc = update.state.doc;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        if (this.idle !== undefined) cancelIdleCallback(this.idle);
        this.idle = requestIdleCallback(() => this.cutAnew(doc), { timeout: 100 });
      },
      Math.max(0, Math.min(PAUSE_MS, left)),
    );
  }

  private cutAnew(doc: Text): void {
    this.idle = undefined;
    const { changes } = this;
    // A later edit has its own turn.
    if (!changes || changes.newLength !== doc.length || this.timer !== undefined) return;
    this.changes = null;
    this.shown = withWords(recut(this.shown.blocks, doc, spanOf(changes, this.doc, doc)));
    this.doc = doc;
    for (const listener of this.listeners) listener();
  }
}

function withWords(blocks: readonly Block[]): Shown {
  return { blocks, words: blocks.reduce((sum, block) => sum + block.words, 0) };
}

function spanOf(changes: ChangeSet, before: Text, after: Text): Span {
  let [first, lastBefore, lastAfter] = [before.lines, 1, 1];
  changes.iterChangedRanges((fromA, toA, _fromB, toB) => {
    first = Math.min(first, before.lineAt(fromA).number);
    lastBefore = Math.max(lastBefore, before.lineAt(toA).number);
    lastAfter = Math.max(lastAfter, after.lineAt(toB).number);
  });
  return { first, lastBefore, lastAfter };
}
