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
  put(name: string, bytes: Uint8Array): Promise<void>;
  get(name: string): Promise<Uint8Array | null>;
}

/** The connection of one desk to its space. What can't be done now is told by `health`; calls reject with words while it is away. */
export interface TeamLink {
  readonly health: LinkHealth;
  onHealth(listener: (health: LinkHealth) => void): void;
  /** Resolves once the stream has it, also when it had it before. */
  publish(message: TeamMessage): Promise<void>;
  /** Everything above `position`, in order; goes on after each interruption. A batch counts as taken when `take` resolves. */
  follow(position: number, take: (batch: readonly Delivered[]) => Promise<void>): Promise<Subscription>;
  readonly members: TeamKeep;
  /** Values that go by themselves when their desk is silent for some seconds. */
  readonly alive: TeamKeep;
  readonly objects: TeamObjects;
  /** Plain messages that nobody keeps: cursors. */
  say(topic: string, bytes: Uint8Array): void;
  hear(topic: string, listener: (bytes: Uint8Array) => void): Subscription;
  stop(): Promise<void>;
}

/** A message that was opened, or why it could not be. */
export type Opened =
  | { readonly ok: true; readonly batch: EventBatch; readonly proof: Uint8Array }
  | { readonly ok: false; readonly kind: 'not-for-us' | 'unknown-desk' | 'forged' | 'malformed' | 'too-new'; readonly why: string };

/** Seals what leaves and opens what arrives, with the keys of the space. */
export interface TeamSeal {
  readonly desk: string;
  seal(batch: EventBatch): Promise<Uint8Array>;
  open(message: Delivered): Promise<Opened>;
}
