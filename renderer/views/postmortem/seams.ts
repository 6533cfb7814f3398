// What the editor needs from around it and tells to it. The document, its versions and comments belong to others: they come as props.
import type { Extension } from '@codemirror/state';
import type { ReactNode } from 'react';
import type * as Y from 'yjs';

/** What the slash menu can insert. */
export type InsertKind = 'timeline' | 'graph' | 'action' | 'role' | 'quote';

/** One choice of a picker of the slash menu. */
export interface Insert {
  readonly label: string;
  /** Stands beside the label: a time, a source. */
  readonly detail: string;
  /** What goes into the text; blocks end without a line break. */
  readonly markdown: string;
}

/** How far what was typed has come: `offline` when the engine can't be reached and the text waits in this window. */
export type SaveState = 'saved' | 'saving' | 'offline' | 'failed';

/** `at` in Unix ms. `text` is the whole text of then, fetched when it is compared. */
export interface Version {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  /** Why it was kept: "drafted from the timeline", "14 changes". */
  readonly note: string;
}

/** A place in the text that edits move along: Yjs relative positions as JSON. */
export interface Anchor {
  readonly from: unknown;
  readonly to: unknown;
}

export interface Answer {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly text: string;
}

export interface TextComment extends Answer {
  readonly anchor: Anchor;
  /** The words it was made on, as they were. */
  readonly quote: string;
  readonly isResolved: boolean;
  readonly answers: readonly Answer[];
}

export interface CommentSeams {
  readonly comments: readonly TextComment[];
  onAdd(comment: { readonly anchor: Anchor; readonly quote: string; readonly text: string }): void;
  onAnswer(id: string, text: string): void;
  onResolve(id: string): void;
}

export interface VersionSeams {
  readonly versions: readonly Version[];
  /** The whole text of that version; null when it can't be read. */
  textOf(id: string): Promise<string | null>;
  onRestore(id: string): void;
}

export interface ImageSeams {
  /** Keeps the bytes and answers the reference that stands in the text; words where it can't. */
  store(blob: Blob): Promise<{ readonly ok: true; readonly reference: string } | { readonly ok: false; readonly what: string }>;
  /** A `data:` address of a reference of ours; null for what is not ours or is not there. */
  read(reference: string): Promise<string | null>;
}

/** Places as Yjs relative positions (base64). */
export interface Cursor {
  readonly anchor: string;
  readonly head: string;
}

/** Who else has the text before them. Must stay the same object. */
export interface PresenceSeams {
  now(): readonly { readonly desk: string; readonly name: string; readonly person: string; readonly cursor: Cursor | null }[];
  /** Called with each change; returns the end of it. While somebody listens this window is in the text. */
  subscribe(listener: () => void): () => void;
  /** The cursor moved here; `now` is asked a moment later. */
  moved(now: () => Cursor | null): void;
}

export interface PostmortemEditorProps {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly title: string;
  /** State of review in words: "draft". */
  readonly stage: string;
  readonly save: { readonly state: SaveState; readonly savedAt: number | null; readonly what?: string };
  /** No network: sending waits, writing does not. */
  readonly isOffline: boolean;
  readonly canEdit: boolean;
  readonly hasVimKeys: boolean;
  readonly hasSpellCheck: boolean;
  /** Words of one's own that are right. */
  readonly knownWords: readonly string[];
  onKnowWord(word: string): void;
  insertsOf(kind: InsertKind): Promise<readonly Insert[]>;
  readonly images: ImageSeams;
  readonly commenting: CommentSeams;
  readonly versioning: VersionSeams;
  onLink(url: string): void;
  /** `INC-42` was followed, or a link to an entry of its timeline, whose ULID is `event`. */
  onIncident(number: number, event?: string | null): void;
  /** Draws a fence of this kind in preview and reading view; null: it stays text. Must stay the same function, as must the two before. */
  readonly drawFence?: (kind: string, text: string) => ReactNode | null;
  /** More for the text: lint and its quick fixes. Must stay the same object. */
  readonly extensions?: Extension;
  /** More for the side: findings of lint, actions. */
  readonly beside?: ReactNode;
  /** Left out: the text is nobody else's. */
  readonly presence?: PresenceSeams;
}
