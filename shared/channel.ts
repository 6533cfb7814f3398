// THE channel interface: a place outside where people are told. A channel says only how its target takes a message; the outbox does
// everything shared (preconditions, retries, expiry, order, the record).

import type { ConfigField, FeedContext } from './feed';
import type { ActPrecondition, MessagePurpose } from './log/kinds/acts';

export interface ChannelManifest {
  readonly kind: string;
  readonly name: string;
  readonly docsUrl: string;
  readonly fields: readonly ConfigField[];
  /** What an address within the channel is, e.g. "an e-mail address"; null: the channel has one place only. */
  readonly addressHint: string | null;
  /** `key`: the target drops a second message with the same key. `none`: a retry may arrive twice, and the record says so. */
  readonly idempotency: 'key' | 'none';
  /** Longest text the target takes, in characters; longer ones are cut with a word about it. */
  readonly maxChars: number;
  /** Least pause between two messages, ms; 0: none known. */
  readonly pauseMs: number;
  /** What a good answer of this target proves, in a sentence: some only say that they took the message. */
  readonly proves: string;
}

/** Plain text and facts; the channel escapes and shapes them for its target. All of it may stem from a feed: hostile. */
export interface OutMessage {
  /** Stays the same over retries. */
  readonly key: string;
  readonly address: string | null;
  readonly subject: string;
  readonly text: string;
  readonly purpose: MessagePurpose;
  readonly incident: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly severity: number;
    readonly status: string;
    readonly service: string | null;
    readonly isSecurity: boolean;
    readonly startedAt: number;
  } | null;
  /** True for "send a test message". */
  readonly isTest: boolean;
}

/** `ref`: what the target calls it. `maybe-sent`: the question went out and no answer came. `aborted`: nothing had gone out yet. */
export type SendResult =
  | { readonly ok: true; readonly ref: string | null }
  | {
      readonly ok: false;
      /** `refused`, `gone` and `config` are final; the others are tried again. */
      readonly kind: 'refused' | 'gone' | 'config' | 'rate-limited' | 'unreachable' | 'server' | 'maybe-sent' | 'aborted';
      readonly what: string;
      readonly remedy: string;
      readonly retryAfterMs: number | null;
    };

/** What a channel may touch besides HTTP; SMTP has no other way out. */
export interface ChannelContext extends Pick<FeedContext, 'http' | 'isAborted' | 'now' | 'log'> {
  readonly smtp: (mail: OutMail) => Promise<SendResult>;
}

/** One mail. Header fields are free of line breaks before they get here. */
export interface OutMail {
  readonly server: {
    readonly host: string;
    readonly port: number;
    /** `tls` from the first byte (usually port 465), `starttls` or nothing (587), or plain text (`none`). */
    readonly encryption: 'tls' | 'starttls' | 'none';
    readonly isTlsUnchecked: boolean;
    readonly caPem: string;
    readonly user: string;
    readonly password: string;
    readonly timeoutMs: number;
    /** An HTTP proxy with its login in the address; '' = connect directly. */
    readonly proxyUrl: string;
  };
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** In angle brackets; the same over retries. */
  readonly messageId: string;
  /** Message id that all mails about one incident answer to, so that they stand together; null: none. */
  readonly threadId: string | null;
}

/** One kind of channel. `C` is its validated configuration, secrets filled in. */
export interface Channel<C = unknown> {
  readonly manifest: ChannelManifest;
  parseConfig(
    input: unknown,
  ):
    | { readonly ok: true; readonly config: C }
    | { readonly ok: false; readonly errors: readonly { readonly path: string; readonly message: string }[] };
  /** Never throws. */
  send(ctx: ChannelContext, config: C, message: OutMessage): Promise<SendResult>;
}

/** What the rest of the engine asks the outbox to do; `decide` makes `act.requested` of it. */
export interface WantedMessage {
  readonly incident: string | null;
  readonly channel: string;
  readonly address: string | null;
  readonly audience: string | null;
  readonly person: string | null;
  readonly purpose: MessagePurpose;
  readonly subject: string;
  readonly text: string;
  readonly precondition: ActPrecondition;
  readonly why: string;
  readonly rule: string | null;
  readonly isAwaiting: boolean;
  /** Unix ms. */
  readonly expiresAt: number;
}
