// The seam between an editor and the document of a postmortem: what an editor is given, and what it may ask of it.
import type { Text as YText } from 'yjs';
import type { CallError } from '../../shared/contract';
import type { Postmortem } from '../../shared/domain/postmortem';

/** Where the keystrokes are. `words` are for a person, e.g. "Saved", "Not saved: the engine is away; 3 edits wait". */
export interface SaveState {
  readonly state: 'saved' | 'saving' | 'not-saved';
  readonly words: string;
}

export interface PostmortemDocState {
  readonly phase: 'loading' | 'open' | 'failed';
  /** Why it could not be opened; null otherwise. */
  readonly error: CallError | null;
  readonly postmortem: Postmortem | null;
  readonly save: SaveState;
  /** No edit is taken: approved or published. */
  readonly isReadOnly: boolean;
}

/**
 * A postmortem's Yjs document bound to the engine. The `Y.Doc` is `text.doc`. Whatever changes `text` is sent: 50 ms after the last
 * change, at the latest 250 ms after the first that waits.
 */
export interface PostmortemDoc {
  readonly incident: string;
  readonly text: YText;
  state(): PostmortemDocState;
  /** Called with each new state; returns the end of it. */
  subscribe(listener: (state: PostmortemDocState) => void): () => void;
  /** Sends what waits now; resolves to true once all of it is on the disk. */
  flush(): Promise<boolean>;
  /** Tries again to open or to send, e.g. on Retry. */
  retry(): void;
  /** Sends what waits and lets go. */
  close(): Promise<void>;
  /** Keeps a picture and resolves to the Markdown that names it, or to the refusal's words. */
  attach(
    file: Blob,
    name: string,
    caption: string,
  ): Promise<{ readonly ok: true; readonly markdown: string } | { readonly ok: false; readonly error: CallError }>;
  /** `attachment:<sha256>` -> an address that an `img` of this window can show; null with words when it is not here. */
  pictureUrl(reference: string): Promise<{ readonly url: string | null; readonly why: string }>;
}
