// Messages that this desk heard on their way to the stream: what a person did counts here at once, also while the servers choose a leader
// and store nothing. Each comes again from the stream; one whose desk is gone before that is sent there from here.
import { originOf } from './message-seal';
import type { Delivered, TeamMessage } from './seams';

export interface OverheardDeps {
  /** This desk. */
  readonly desk: string;
  /** Checks and takes in as what the stream has; resolves with those that are in the log now. */
  readonly take: (messages: readonly Delivered[]) => Promise<readonly Delivered[]>;
  readonly send: (message: TeamMessage) => Promise<void>;
  readonly isAlive: (desk: string) => boolean;
  /** False: what came before in this incident is to be read first. */
  readonly mayTake: (incident: string) => boolean;
  readonly now: () => number;
}

interface Taken {
  readonly message: TeamMessage;
  readonly author: string;
  /** When it was heard, or sent on. */
  at: number;
}

const AT_ONCE = 500;
/** The stream brings what more than this were. */
const MOST_TAKEN = 20_000;
const LOOK_MS = 5_000;
/** A desk is given so long to send its message again itself. */
const PATIENCE_MS = 10_000;
/** Later than every position: what counts is who is a member now. */
const NOW = Number.POSITIVE_INFINITY;

export class Overheard {
  private readonly deps: OverheardDeps;
  /** By signature. */
  private readonly taken = new Map<string, Taken>();
  private waiting: TeamMessage[] = [];
  private taking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(deps: OverheardDeps) {
    this.deps = deps;
  }

  /** Messages that the stream has not brought yet. */
  get ahead(): number {
    return this.taken.size;
  }

  hear(message: TeamMessage): void {
    const origin = originOf(message.bytes);
    if (!origin || origin.desk === this.deps.desk || this.taken.has(origin.signature)) return;
    if (this.waiting.length >= MOST_TAKEN || !this.deps.mayTake(message.incident)) return;
    this.waiting.push(message);
    this.taking ??= this.takeAll().finally(() => {
      this.taking = null;
    });
  }

  /** Those of the stream's messages that still have to be taken: not written here, and not heard before. */
  news(batch: readonly Delivered[]): Delivered[] {
    return batch.filter(({ bytes }) => {
      const origin = originOf(bytes);
      return origin === null || (origin.desk !== this.deps.desk && !this.taken.delete(origin.signature));
    });
  }

  stop(): void {
    this.waiting = [];
    this.taken.clear();
    if (this.timer) clearInterval(this.timer);
  }

  private async takeAll(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const messages = new Map(this.waiting.splice(0, AT_ONCE).map((message) => [{ ...message, position: NOW }, message]));
      const inLog = await this.deps.take([...messages.keys()]).catch(() => []);
      for (const delivered of inLog) this.remember(messages.get(delivered as Delivered & TeamMessage));
    }
  }

  private remember(message: TeamMessage | undefined): void {
    const origin = message && originOf(message.bytes);
    if (!message || !origin) return;
    const [oldest] = this.taken.size >= MOST_TAKEN ? this.taken.keys() : [];
    if (oldest !== undefined) this.taken.delete(oldest);
    this.taken.set(origin.signature, { message, author: origin.desk, at: this.deps.now() });
    this.timer ??= setInterval(() => this.look(), LOOK_MS);
  }

  /** What was said by a desk that is gone, and is not in the stream, goes there now: the stream takes it once. */
  private look(): void {
    const { now, isAlive, send } = this.deps;
    for (const one of this.taken.values()) {
      if (now() - one.at < PATIENCE_MS || isAlive(one.author) || one.message.id === '') continue;
      one.at = now();
      void send(one.message).catch(() => undefined);
    }
    if (this.taken.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }
}
