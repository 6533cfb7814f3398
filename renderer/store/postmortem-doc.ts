// A postmortem's document in the window, bound to the engine: keystrokes go out in small batches, what others wrote comes in, and
// after every interruption both sides are made equal again. What could not be saved stays here until it can.
import * as Y from 'yjs';
import type { EngineArgs, EngineCall, EngineValues, Reply } from '../../shared/contract';
import type { PostmortemPush } from '../../shared/contract/postmortem';
import { isPostmortemEditable, POSTMORTEM_TEXT } from '../../shared/domain/postmortem';
import { msg } from '../../shared/words/words';
import { fromBase64, toBase64 } from './base64';
import { attachToPostmortem, pictureUrl } from './postmortem-pictures';
import type { PostmortemDoc, PostmortemDocState, SaveState } from './postmortem-types';

export type Ask = <C extends EngineCall>(call: C, args: EngineArgs<C>) => Promise<Reply<EngineValues[C]>>;

/** A batch goes out when nobody has typed for so long, or when its first keystroke is so old. */
const QUIET_MS = 50;
const LONGEST_MS = 250;
/** After a failure it is tried again by itself. */
const RETRY_MS = 2_000;

/** Changes with this origin came from the engine. */
const FROM_ENGINE = Symbol(msg`from the engine`);

const SAVED: SaveState = { state: 'saved', words: msg`Saved` };
const SAVING: SaveState = { state: 'saving', words: msg`Saving…` };
const notSaved = (why: string): SaveState => ({ state: 'not-saved', words: msg`Not saved: ${why} What you wrote waits here.` });

const NOTHING_YET: PostmortemDocState = { phase: 'loading', error: null, postmortem: null, save: SAVED, isReadOnly: true };

export class BoundPostmortem implements PostmortemDoc {
  readonly incident: string;
  readonly text: Y.Text;
  private readonly doc = new Y.Doc();
  private readonly ask: Ask;
  private readonly listeners = new Set<(state: PostmortemDocState) => void>();
  private current = NOTHING_YET;
  private waiting: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstAt = 0;
  private sending: Promise<void> | null = null;
  /** The engine may lack something of ours: the next sending compares both sides. */
  private isUnsure = true;
  private isEnded = false;

  constructor(incident: string, ask: Ask) {
    this.incident = incident;
    this.ask = ask;
    this.text = this.doc.getText(POSTMORTEM_TEXT);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_ENGINE) this.queue(update);
    });
    void this.send();
  }

  state = (): PostmortemDocState => this.current;

  subscribe = (listener: (state: PostmortemDocState) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The line to the engine is up again. */
  reconnected(): void {
    this.isUnsure = true;
    void this.send();
  }

  retry(): void {
    this.isUnsure = true;
    if (this.current.phase === 'failed') this.put({ phase: 'loading', error: null });
    void this.send();
  }

  async flush(): Promise<boolean> {
    await this.send();
    if (this.waiting.length > 0 || this.sending) await this.send();
    return this.current.save.state === 'saved';
  }

  /** Lets go of everything; what is not saved is lost, so the registry calls it only after `flush`. */
  end(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
    this.listeners.clear();
    this.doc.destroy();
  }

  close(): Promise<void> {
    return this.flush().then(() => undefined);
  }

  attach(file: Blob, name: string, caption: string): ReturnType<PostmortemDoc['attach']> {
    return attachToPostmortem(this.ask, this.incident, file, name, caption);
  }

  pictureUrl(reference: string): ReturnType<PostmortemDoc['pictureUrl']> {
    return pictureUrl(this.ask, this.incident, reference);
  }

  take(push: PostmortemPush): void {
    if (push.push === 'postmortem-edited') Y.applyUpdate(this.doc, fromBase64(push.update), FROM_ENGINE);
    else if (push.postmortem && this.current.phase === 'open') this.put({ postmortem: push.postmortem });
  }

  private queue(update: Uint8Array): void {
    const now = performance.now();
    if (this.waiting.length === 0) this.firstAt = now;
    this.waiting.push(update);
    if (this.current.save.state === 'saved') this.put({ save: SAVING });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), Math.max(0, Math.min(QUIET_MS, this.firstAt + LONGEST_MS - now)));
  }

  /** One sending at a time; what comes meanwhile goes with the next. */
  private send(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().then((isThrough) => {
      this.sending = null;
      if (isThrough && (this.waiting.length > 0 || this.isUnsure)) void this.send();
    });
    return this.sending;
  }

  /** False: it is over, or is tried again later. */
  private async sendAll(): Promise<boolean> {
    if (this.isEnded) return false;
    const batch = this.waiting;
    this.waiting = [];
    const isComparing = this.isUnsure;
    this.isUnsure = false;
    const failure = isComparing ? await this.compare() : batch.length === 0 ? null : await this.edit(Y.mergeUpdates(batch));
    if (this.isEnded) return false;
    if (failure === null) {
      if (this.waiting.length === 0 && !this.isUnsure) this.put({ save: SAVED });
      return true;
    }
    this.isUnsure = true;
    this.put({ save: notSaved(failure) });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), RETRY_MS);
    return false;
  }

  /** Takes what the engine has and gives it what it lacks. Null, or why not in words. */
  private async compare(): Promise<string | null> {
    const reply = await this.ask('open-postmortem', { incident: this.incident, known: toBase64(Y.encodeStateVector(this.doc)) });
    if (this.isEnded) return null;
    if (!reply.ok) {
      if (this.current.phase !== 'open') this.put({ phase: 'failed', error: reply.error });
      return `${reply.error.what} ${reply.error.remedy}`.trim();
    }
    Y.applyUpdate(this.doc, fromBase64(reply.value.update), FROM_ENGINE);
    this.put({ phase: 'open', error: null, postmortem: reply.value.postmortem });
    const mine = Y.encodeStateAsUpdate(this.doc, fromBase64(reply.value.known));
    return isEmpty(mine, reply.value.update) ? null : this.edit(mine);
  }

  private async edit(update: Uint8Array): Promise<string | null> {
    const reply = await this.ask('edit-postmortem', { incident: this.incident, update: toBase64(update) });
    return reply.ok ? null : `${reply.error.what} ${reply.error.remedy}`.trim();
  }

  private put(change: Partial<PostmortemDocState>): void {
    const next = { ...this.current, ...change };
    const isReadOnly = next.phase !== 'open' || next.postmortem === null || !isPostmortemEditable(next.postmortem.status);
    this.current = { ...next, isReadOnly };
    for (const listener of this.listeners) listener(this.current);
  }
}

/** Nothing was written here that the engine lacks: no new text, and no deletion but those it told of itself. */
function isEmpty(mine: Uint8Array, theirs: string): boolean {
  const { structs, ds } = Y.decodeUpdate(mine);
  return structs.length === 0 && Y.equalDeleteSets(ds, Y.decodeUpdate(fromBase64(theirs)).ds);
}
