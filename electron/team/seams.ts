// Between the parts of a team's desk: who carries messages, who opens them, who takes them in. Each part is tested against these.
import type { EventBatch } from '../../shared/team/wire';

/** A sealed message as it lies in the stream. */
export interface TeamMessage {
  /** Of the incident; it stands in the subject. */
  readonly incident: string;
  /** Id (ULID) of its last event: the stream takes a message of the same id once. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A message of the stream. `position` rises with every message of the space. */
export interface Delivered {
  readonly position: number;
  readonly incident: string;
  readonly bytes: Uint8Array;
}

export interface LinkHealth {
  readonly state: 'off' | 'joining' | 'ok' | 'away' | 'refused';
  /** The servers answer; what they do with the log of the team is told by `state`. */
  readonly isConnected: boolean;
  /** Why, and what to do, in words; '' while all is well. */
  readonly why: string;
  readonly remedy: string;
  readonly lastHeardAt: number | null;
  /** Messages that wait to be sent. */
  readonly waiting: number;
}

export interface Subscription {
  stop(): Promise<void>;
}

/** Small values that all desks of a space see, with a version each. */
export interface TeamKeep {
  get(key: string): Promise<{ readonly value: Uint8Array; readonly revision: number } | null>;
  /** `revision`: of the value that it replaces, 0 for none; null: whatever is there. False: another desk was quicker. */
  put(key: string, value: Uint8Array, revision: number | null): Promise<boolean>;
  keys(): Promise<readonly string[]>;
  /** Values as they are and as they change; null: gone. */
  watch(listener: (key: string, value: Uint8Array | null) => void): Promise<Subscription>;
}

/** Large values by name: attachments, snapshots. */
export interface TeamObjects {
  /** Replaces what lay there under that name. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Null: there is none, or it is longer than `mostBytes`. */
  get(name: string, mostBytes: number): Promise<Uint8Array | null>;
  remove(name: string): Promise<void>;
}

/** What a bridge wrote of one feed. */
export interface SeenDelivery {
  readonly feed: string;
  readonly desk: string;
  readonly bytes: Uint8Array;
}

/** Where bridges write what they see, and desks read it. */
export interface SeenPlaces {
  /** `isFirst`: all that this bridge wrote of the feed before is dropped. Resolves once the stream has it; the same `id` is stored once. */
  put(feed: string, id: string, bytes: Uint8Array, isFirst: boolean): Promise<void>;
  /** All that there is of this feed, then what comes, in order; begins again after each interruption, which `failed` is told of. */
  follow(feed: string, take: (message: SeenDelivery) => Promise<void>, failed: (error: unknown) => void): Subscription;
}

/** The connection of one desk to its space. What can't be done now is told by `health`; calls reject with words while it is away. */
export interface TeamLink {
  readonly health: LinkHealth;
  /** The longest message that the servers take, headers included. */
  readonly mostBytes: number;
  onHealth(listener: (health: LinkHealth) => void): void;
  /**
   * Called when the servers do what they are asked again after they did not. `since` (Unix ms): when that began. A cluster that chose a new
   * leader may lack messages that the old one said it had.
   */
  onSteady(listener: (since: number) => void): void;
  /** Resolves once the stream has it, also when it had it before. `isAgain`: it was tried before, and is not urgent any more. */
  publish(message: TeamMessage, isAgain?: boolean): Promise<void>;
  /** What others add, and this desk, while it is on its way to the stream, which may never have it: heard only while connected. */
  overhear(listener: (message: TeamMessage) => void): Subscription;
  /** Everything above `position`, in order; goes on after each interruption. A batch counts as taken when `take` resolves. */
  follow(position: number, take: (batch: readonly Delivered[]) => Promise<void>): Promise<Subscription>;
  /** What the stream has above `after` up to and with `upTo`, in order; of one incident where one is named. Resolves when all was taken. */
  replay(
    span: { readonly after: number; readonly upTo: number; readonly incident?: string | null },
    take: (batch: readonly Delivered[]) => Promise<void>,
  ): Promise<void>;
  /** Positions of the first and the last message that the stream has; `last` below `first`: it has none. */
  extent(): Promise<{ readonly first: number; readonly last: number }>;
  readonly members: TeamKeep;
  /** Values that go by themselves when their desk is silent for some seconds. */
  readonly alive: TeamKeep;
  readonly objects: TeamObjects;
  readonly seen: SeenPlaces;
  /** Plain messages that nobody keeps: cursors. */
  say(topic: string, bytes: Uint8Array): void;
  hear(topic: string, listener: (bytes: Uint8Array) => void): Subscription;
  stop(): Promise<void>;
}

/** A message that was opened, or why it could not be. */
export type Opened =
  | { readonly ok: true; readonly batch: EventBatch; readonly proof: Uint8Array }
  | { readonly ok: false; readonly kind: 'not-for-us' | 'unknown-desk' | 'forged' | 'malformed' | 'too-new'; readonly why: string };

/** A value that was opened, and which desk sealed it. */
export type OpenedValue =
  | { readonly ok: true; readonly value: unknown; readonly desk: string; readonly signature: Uint8Array }
  | Extract<Opened, { ok: false }>;

/** Seals what leaves and opens what arrives, with the keys of the space. */
export interface TeamSeal {
  readonly desk: string;
  /** Null: others alone read this incident, and what is written here stays here. */
  seal(batch: EventBatch): Promise<Uint8Array | null>;
  open(message: Delivered): Promise<Opened>;
}

/** For what is no event. `place` names what it belongs to. */
export interface ValueSeal {
  sealValue(place: string, value: unknown): Promise<Uint8Array>;
  /** Of a desk that is a member now. */
  openValue(place: string, bytes: Uint8Array): Promise<OpenedValue>;
}
