// What a kind of feed needs whose source sends by itself: requests that come in, and a link that is proved instead of polled.

/** Head of a request that came in; names of headers are in lower case. */
export interface RequestHead {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Address of the sender. */
  readonly from: string;
}

export interface RequestIn extends RequestHead {
  readonly body: Uint8Array;
}

export interface AnswerOut {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A place at which others may knock by HTTP. */
export interface ListenRequest {
  readonly host: string;
  readonly port: number;
  /** Null: plain HTTP. */
  readonly tls: { readonly certPem: string; readonly keyPem: string } | null;
  /** A larger body is refused with 413. */
  readonly maxBytes: number;
  /** How long a head may take to come in, and the whole request. Both 10 and 30 s by default. */
  readonly headMs?: number;
  readonly requestMs?: number;
  /** Told once it listens, with the address and until when its certificate is valid, Unix ms; null: it has none. */
  readonly onOpen: (url: string, certificateEndsAt: number | null) => void;
  /** Refuses by the head alone, before the body is read; null: go on. */
  readonly onHead: (head: RequestHead) => AnswerOut | null;
  readonly onRequest: (request: RequestIn) => Promise<AnswerOut>;
  /** What passed `onHead` and did not come whole, was too large or too much at a time; words say why. */
  readonly onLost?: (head: RequestHead, why: string) => void;
}

/** A link to a source that is not polled, as it was just proved. */
export interface LiveLink {
  /** Where it leads, without a login. */
  readonly url: string;
  /** Of the question that proved it; null where there was none. */
  readonly latencyMs: number | null;
  /** What a person should know although it works; empty: nothing. */
  readonly caution: string;
  /** Why senders may not get through although the link stands; left out: they do. */
  readonly trouble?: { readonly what: string; readonly remedy: string };
}
