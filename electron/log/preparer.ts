// Decides where events are prepared: a storm's in a thread of its own that lives for one commit, all others here. Where the
// thread can't be had, everything is done here, only later.
import type { Draft, LogEvent } from '../../shared/log/event';
import { type Body, encodeBody } from './event-body';
import { type Prepared, prepare } from './prepare';
import { SideThread } from './side-thread';

/** Below so many alerts a thread costs more than it saves. */
const WORTH_ALERTS = 10_000;

function alertsIn(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + (draft.kind === 'alert.fired' ? draft.data.alerts.length : 0), 0);
}

export class Preparer {
  private file: URL | null;
  private thread: SideThread | null = null;

  /** `file` is the built `prepare-thread`; null: no thread. */
  constructor(file: URL | null) {
    this.file = file;
  }

  begin(drafts: readonly Draft[]): void {
    if (this.file && !this.thread && alertsIn(drafts) >= WORTH_ALERTS) this.thread = new SideThread(this.file);
  }

  /** Starts on an event; the answer gives the outcome when it is needed, and waits for it then. The body is given away. */
  start(event: LogEvent, body: Body): () => Prepared {
    const { thread } = this;
    if (!thread || typeof body.content === 'string') return () => prepare(event, body);
    const { seq, kind, incident } = event;
    thread.give({ seq, kind, incident, content: body.content });
    return () => thread.take(seq) ?? prepare(event, encodeBody(event));
  }

  /** All events that are sealed together were started. */
  flush(): void {
    this.thread?.send();
  }

  /** The commit is over, one way or the other. */
  end(): void {
    if (!this.thread) return;
    if (!this.thread.isReliable) this.file = null;
    this.thread.end();
    this.thread = null;
  }
}
