// What a probe may ask besides HTTP: does something take a connection, which certificate does it show, what does a name resolve to.

/** Times are in ms. Hosts are names or addresses without brackets. */
export type LookRequest =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly timeoutMs: number }
  /** The certificate is told, not judged. */
  | { readonly kind: 'tls'; readonly host: string; readonly port: number; readonly timeoutMs: number }
  | {
      readonly kind: 'dns';
      readonly name: string;
      readonly type: LookRecord;
      /** `address` or `address:port` of the resolver to ask; empty: those of this machine. */
      readonly server: string;
      readonly timeoutMs: number;
    };

export const LOOK_RECORDS = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'PTR'] as const;
export type LookRecord = (typeof LOOK_RECORDS)[number];

export type Looked =
  | {
      readonly ok: true;
      readonly latencyMs: number;
      /** Answers to a DNS question, one text each, sorted. */
      readonly records: readonly string[];
      /** Unix ms until which the certificate is valid; null where there is none. */
      readonly validUntil: number | null;
    }
  | {
      readonly ok: false;
      /** Something at the other end said no: the way there stands. */
      readonly hasAnswered: boolean;
      readonly why: string;
    };
